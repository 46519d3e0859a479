"""Captures: kept once, read back, verified."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import SnapshotError
from monitor.net import Response
from monitor.warc import files
from monitor.warc.captures import Pictures, keep_page, read_page, read_picture, sha256
from monitor.warc.files import Kind

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PAGE = Response("https://news.example/1.html", 200, {"Content-Type": "text/html"}, b"<p>page")
PICTURE = Response("https://news.example/1.png", 200, {"Content-Type": "image/png"}, b"png")


def test_page_is_named_by_its_file(folder):
    name = keep_page([PAGE], NOW)
    path = folder / "pages" / name[:2] / f"{name}.warc.gz"
    assert sha256(path.read_bytes()) == name
    assert [record.body for record in read_page(name)] == [PAGE.body]


def test_page_that_was_changed_is_refused(folder):
    name = keep_page([PAGE], NOW)
    path = files.path_of(Kind.PAGE, name)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(SnapshotError, match="changed"):
        read_page(name)


def test_page_that_is_missing_is_named(folder):
    with pytest.raises(SnapshotError, match=f"{'0' * 64}.warc.gz is missing"):
        read_page("0" * 64)


def test_picture_is_kept_once_and_noted_with_later_pages(folder):
    first, second = Pictures(NOW), Pictures(NOW + timedelta(days=1))
    elsewhere = Response("https://other.example/copy.png", 200, {}, PICTURE.body)
    assert first.keep(PICTURE) == second.keep(elsewhere) == sha256(b"png")
    assert len(list(folder.rglob("*.warc.gz"))) == 1
    assert first.revisits == []
    (revisit,) = second.revisits
    assert (revisit.answer, revisit.earlier_url, revisit.earlier_at) == (
        elsewhere,
        PICTURE.url,
        NOW,
    )
    assert read_picture(sha256(b"png")).url == PICTURE.url


def test_broken_picture_is_written_anew(folder):
    digest = Pictures(NOW).keep(PICTURE)
    files.path_of(Kind.PICTURE, digest).write_bytes(b"broken")
    with pytest.raises(SnapshotError):
        read_picture(digest)
    assert Pictures(NOW).keep(PICTURE) == digest
    assert read_picture(digest).body == PICTURE.body


def test_pictures_have_no_more_room_than_they_are_given(folder):
    pictures = Pictures(NOW, room=5)
    answers = [Response(f"https://news.example/{n}", 200, {}, b"%d" % n * 3) for n in (1, 2)]
    kept = [pictures.keep(answer) for answer in answers]
    assert kept == [sha256(b"111"), ""]


def test_full_disk_is_an_error_of_the_archive(folder, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SnapshotError, match="No space left on device"):
        keep_page([PAGE], NOW)
    assert [path for path in folder.rglob("*") if path.is_file()] == []
