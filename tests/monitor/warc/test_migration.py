"""Snapshots of before, which lay in their rows, move to files."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

from monitor.warc.captures import read_page, sha256

migration = import_module("monitor.migrations.0008_archive")
NOW = datetime(2025, 11, 20, 8, tzinfo=UTC)


class Row(SimpleNamespace):
    """A row as it was."""

    def save(self, *, update_fields: list[str]) -> None:
        self.saved = update_fields


def test_rows_of_before_become_files(folder):
    bodies = [b"<html>one", b"", "样例".encode("gbk")]
    rows = [
        Row(
            url="https://news.example/1.html", fetched_at=NOW, gzipped=gzip.compress(body),
            headers={"Content-Type": "text/html; charset=gbk"},
        )
        for body in bodies
    ]  # fmt: skip
    manager = SimpleNamespace(iterator=lambda chunk_size: rows)
    apps = SimpleNamespace(get_model=lambda *name: SimpleNamespace(objects=manager))
    migration.write_files(apps, None)
    kept = [read_page(row.file)[0] for row in rows]
    assert [page.body for page in kept] == bodies
    assert {(page.url, page.at, page.status) for page in kept} == {(rows[0].url, NOW, "200 OK")}
    assert kept[0].header("Content-Type") == "text/html; charset=gbk"
    assert [row.saved for row in rows] == [["file"]] * 3
    assert sha256(kept[2].body) == sha256(bodies[2])
