"""Evidence of pages: files first, then rows, once per content."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.models import Entry, Snapshot, Source
from monitor.net import Response
from monitor.pipeline.items import FoundItem
from monitor.pipeline.snapshots import new_snapshot, store_snapshot
from monitor.pipeline.store import store_items
from monitor.warc.captures import Pictures, read_page, sha256

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
ITEM = FoundItem("https://news.example/1.html", "示例市电子病历互认", "摘要", date(2026, 11, 18))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.SNAPSHOTS_DIR = tmp_path


@pytest.fixture
def entry(db) -> Entry:
    source = Source.objects.create(name="示例健康报", url="https://news.example/feed")
    store_items([(source, [ITEM])], NOW)
    return Entry.objects.get()


def answer(body: bytes, path: str = "1.html") -> Response:
    return Response(f"https://news.example/{path}", 200, {"ETag": "1", "Set-Cookie": "s"}, body)


def test_snapshot_is_kept_once_per_content(entry, tmp_path):
    for body in (b"one", b"one", b"two", b"one"):
        if snapshot := new_snapshot(entry, [answer(body)], NOW):
            store_snapshot(snapshot, [])
    assert sorted(each.body for each in Snapshot.objects.all()) == [b"one", b"two"]
    assert {each.file for each in Snapshot.objects.all()} == {
        path.name.removesuffix(".warc.gz") for path in tmp_path.rglob("*.warc.gz")
    }


def test_snapshot_names_the_pictures_that_are_kept(entry):
    pictures = Pictures(NOW)
    digest = pictures.keep(answer(b"picture", "1.png"))
    snapshot = new_snapshot(entry, [answer(b"one")], NOW, pictures.revisits)
    assert snapshot
    images = [{"src": "https://news.example/1.png", "original": digest}, {"src": "x", "error": "y"}]
    store_snapshot(snapshot, images)
    assert list(snapshot.pictures.values_list("url", "sha256")) == [
        ("https://news.example/1.png", sha256(b"picture"))
    ]


def test_further_pages_of_an_article_follow_the_first(entry):
    snapshot = new_snapshot(entry, [answer(b"one"), answer(b"two", "2.html")], NOW)
    assert snapshot
    assert [record.body for record in read_page(snapshot.file)] == [b"one", b"two"]
    assert snapshot.body == b"one"
