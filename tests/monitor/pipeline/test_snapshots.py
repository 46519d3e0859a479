from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.models import Entry, Snapshot, Source
from monitor.pipeline.items import FoundItem
from monitor.pipeline.snapshots import store_snapshot
from monitor.pipeline.store import store_items

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
ITEM = FoundItem("https://news.example/1.html", "示例市电子病历互认", "摘要", date(2026, 11, 18))


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(name="示例健康报", url="https://news.example/feed")


def test_snapshot_is_kept_once_per_content(source):
    store_items(source, [ITEM], NOW)
    entry = Entry.objects.get()
    for body in (b"one", b"one", b"two", b"one"):
        store_snapshot(entry, ITEM.url, body, {"ETag": "1", "Set-Cookie": "secret"}, NOW)
    assert sorted(each.body for each in Snapshot.objects.all()) == [b"one", b"two"]
    assert [each.headers for each in Snapshot.objects.all()] == [{"ETag": "1"}] * 2
