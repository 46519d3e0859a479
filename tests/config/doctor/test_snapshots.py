"""Checks of kept pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.doctor import Level
from config.doctor.snapshots import check_snapshots, judge_snapshots
from monitor.models import Entry, Snapshot
from monitor.net import Response
from monitor.pipeline.snapshots import new_snapshot, store_snapshot
from monitor.warc import files
from monitor.warc.files import Kind


@pytest.mark.parametrize(
    ("facts", "level", "message"),
    [
        ((0, 0, 0), Level.OK, "0 pages, 0 bytes"),
        ((1, 2048, 0), Level.OK, "1 page, 2.0 KB"),
        ((12, 5 * 1024**2, 0), Level.OK, "12 pages, 5.0 MB"),
        ((12, 5 * 1024**2, 1), Level.FAIL, "1 file is missing."),
    ],
)
def test_judge_snapshots_by_what_is_missing(facts, level, message):
    diagnosis = judge_snapshots(*facts)
    assert (diagnosis.level, diagnosis.message) == (level, message)


def test_file_that_was_lost_is_found_out(db, settings, tmp_path):
    settings.SNAPSHOTS_DIR = tmp_path
    entry = Entry.objects.create(
        url="https://news.example/1", link_key="1", item_digest="", title="样例",
        found_at=timezone.now(),
    )  # fmt: skip
    snapshot = new_snapshot(entry, [Response(entry.url, 200, {}, b"page")], timezone.now())
    assert snapshot
    store_snapshot(snapshot, [])
    assert check_snapshots().message.startswith("1 page, ")
    files.path_of(Kind.PAGE, snapshot.file).unlink()
    diagnosis = check_snapshots()
    assert diagnosis.level is Level.FAIL
    assert str(tmp_path) in diagnosis.remedy
    settings.SNAPSHOT_DAYS = 365
    Snapshot.objects.update(fetched_at=timezone.now() - timedelta(days=366))
    assert check_snapshots().level is Level.OK, "it would have gone anyway"
