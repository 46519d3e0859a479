"""Retention: what somebody made use of stays, the rest goes by its time, files after rows."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from monitor import retention
from monitor.models import Entry, Snapshot
from monitor.net import Response
from monitor.pipeline.snapshots import new_snapshot, store_snapshot
from monitor.warc import files
from monitor.warc.captures import Pictures, sha256
from monitor.warc.files import GRACE_SECONDS, Kind

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PICTURE = Response("https://news.example/1.png", 200, {}, b"png")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.SNAPSHOTS_DIR = tmp_path
    settings.SNAPSHOT_DAYS = 365


def snapshot(number: int, *, days: int, is_kept: bool = False) -> Snapshot:
    at = NOW - timedelta(days=days)
    entry = Entry.objects.create(
        url=f"https://news.example/{number}", link_key=str(number), item_digest="", title="样例",
        found_at=at, is_kept=is_kept,
    )  # fmt: skip
    pictures = Pictures(at)
    digest = pictures.keep(PICTURE)
    answer = Response(entry.url, 200, {}, b"page %d" % number)
    kept = new_snapshot(entry, [answer], at, pictures.revisits)
    assert kept
    store_snapshot(kept, [{"src": PICTURE.url, "original": digest}])
    return kept


def let_files_settle() -> None:
    long_ago = time.time() - GRACE_SECONDS - 60
    for path in Path(settings.SNAPSHOTS_DIR).glob("*/*/*"):
        os.utime(path, (long_ago, long_ago))


def sweep() -> int:
    used = {int(path.name, 16) for path in Path(settings.SNAPSHOTS_DIR).glob("*/*")}
    return sum(retention.sweep(folder) for folder in used)


def has_file(digest: str, kind: Kind = Kind.PAGE) -> bool:
    return files.path_of(kind, digest).is_file()


def test_snapshots_past_their_time_go_and_used_ones_stay(db, caplog):
    old, young = snapshot(1, days=366), snapshot(2, days=364)
    used = snapshot(3, days=3000, is_kept=True)
    with caplog.at_level("INFO", "monitor.retention"):
        assert retention.prune(NOW) == 1
    assert set(Snapshot.objects.all()) == {young, used}
    assert old.sha256 in caplog.text
    assert old.url in caplog.text


def test_nothing_goes_where_no_time_is_set(db, settings):
    settings.SNAPSHOT_DAYS = 0
    snapshot(1, days=9999)
    assert retention.prune(NOW) == 0


def test_pruning_works_in_batches_the_oldest_first(db, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 1)
    snapshot(1, days=400)
    older = snapshot(2, days=500)
    assert retention.prune(NOW) == 1
    assert not Snapshot.objects.filter(pk=older.pk).exists()
    assert retention.prune(NOW) == 1


def test_files_go_once_no_row_names_them(db):
    first, second = snapshot(1, days=400), snapshot(2, days=1)
    let_files_settle()
    retention.prune(NOW)
    assert sweep() == 1
    assert (has_file(first.file), has_file(second.file)) == (False, True)
    assert has_file(sha256(b"png"), Kind.PICTURE), "the second page still shows it"
    Snapshot.objects.all().delete()
    assert sweep() == 2
    assert not has_file(sha256(b"png"), Kind.PICTURE)


def test_files_of_captures_under_way_stay(db):
    digest = Pictures(NOW).keep(PICTURE)
    assert sweep() == 0
    let_files_settle()
    Pictures(NOW).keep(PICTURE)  # counts on the file from now on
    assert sweep() == 0
    let_files_settle()
    assert sweep() == 1
    assert not has_file(digest, Kind.PICTURE)


def test_file_that_was_left_half_written_goes(db, tmp_path):
    half = files.path_of(Kind.PAGE, "ab").parent / "tmp1.part"
    half.parent.mkdir(parents=True)
    half.touch()
    sweep()
    assert half.exists(), "it may be written just now"
    let_files_settle()
    sweep()
    assert not half.exists()


def test_every_folder_has_its_turn(db, monkeypatch):
    turns: list[int] = []
    monkeypatch.setattr(retention, "sweep", turns.append)
    for minute in range(files.FOLDERS):
        retention.keep_house(NOW + timedelta(minutes=minute))
    assert sorted(turns) == list(range(files.FOLDERS))
