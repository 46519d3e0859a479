"""Files that are there whole or not at all."""

from __future__ import annotations

import pytest

from content.files import UNFINISHED, write_whole


def test_file_is_written_with_its_folders(tmp_path):
    write_whole(tmp_path / "a" / "b", b"1")
    write_whole(tmp_path / "a" / "b", b"2")
    assert (tmp_path / "a" / "b").read_bytes() == b"2"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_file_has_no_name_before_it_is_on_the_disk(tmp_path, monkeypatch):
    seen: list[str] = []

    def refuse(handle):
        seen.extend(path.name for path in tmp_path.iterdir())
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="full"):
        write_whole(tmp_path / "b", b"1")
    assert [name.endswith(UNFINISHED) for name in seen] == [True]
    assert list(tmp_path.iterdir()) == []
