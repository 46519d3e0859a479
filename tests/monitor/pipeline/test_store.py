from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.models import Entry, EntryMatch, Source
from monitor.pipeline.items import FoundItem
from monitor.pipeline.matching import EnabledTopics
from monitor.pipeline.store import ItemCounts, store_items

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
ITEM = FoundItem("https://news.example/1.html", "示例市电子病历互认", "摘要", date(2026, 11, 18))


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(name="示例健康报", url="https://news.example/feed")


def test_new_item_becomes_a_due_entry(source):
    assert store_items(source, [ITEM], NOW) == ItemCounts(1, 1, 0)
    entry = Entry.objects.get()
    assert (entry.source, entry.url, entry.title, entry.summary) == (
        source, ITEM.url, ITEM.title, "摘要",
    )  # fmt: skip
    assert (entry.source_name, entry.published_on, entry.published_at) == (
        "示例健康报", date(2026, 11, 18), None,
    )  # fmt: skip
    assert (entry.found_at, entry.due_at, entry.state) == (NOW, NOW, "found")


def test_date_in_the_future_is_held_back_to_today_and_marked(source):
    tomorrow = NOW + timedelta(days=1)
    store_items(
        source,
        [
            replace(ITEM, published_on=date(2046, 11, 20), published_at=NOW.replace(year=2046)),
            replace(ITEM, url="https://news.example/2", published_on=tomorrow.date()),
            replace(ITEM, url="https://news.example/3", published_on=NOW.date(), published_at=NOW),
        ],
        NOW,
    )
    kept = Entry.objects.order_by("pk").values_list("published_on", "published_at", "date_evidence")
    said = "2046-11-20T16:00:00+08:00", "2026-11-21", "2026-11-20T16:00:00+08:00"
    evidence = [{"kind": "item", "value": day, "text": day, "decided": True} for day in said]
    assert list(kept) == [
        (NOW.date(), None, [evidence[0]]),
        (NOW.date(), None, [evidence[1]]),
        (NOW.date(), NOW, [evidence[2]]),
    ]


def test_same_item_in_any_spelling_is_no_second_entry(source):
    store_items(source, [ITEM], NOW)
    respelled = replace(ITEM, url="HTTPS://NEWS.example/1.html#top")
    assert store_items(source, [respelled], NOW) == ItemCounts(1, 0, 0)
    assert Entry.objects.count() == 1


def test_date_alone_is_no_change(source):
    store_items(source, [ITEM], NOW)
    moved = replace(ITEM, published_on=date(2026, 11, 20))
    assert store_items(source, [moved], NOW) == ItemCounts(1, 0, 0)


def test_changed_item_is_due_again_once(source):
    store_items(source, [ITEM], NOW)
    Entry.objects.update(state="captured", due_at=None, attempts=3, captured_at=NOW)
    changed, later = replace(ITEM, title="改过的标题"), NOW + timedelta(hours=1)
    assert store_items(source, [changed], later) == ItemCounts(1, 0, 1)
    assert store_items(source, [changed], later) == ItemCounts(1, 0, 0)
    entry = Entry.objects.get()
    assert (entry.title, entry.state, entry.attempts, entry.due_at) == (
        "改过的标题", "found", 0, later,
    )  # fmt: skip


def test_item_of_another_source_stays_with_it_and_is_not_changed(source):
    store_items(source, [ITEM], NOW)
    other = Source.objects.create(name="其他", url="https://other.example/feed")
    retitled = replace(ITEM, title="转载标题")
    assert store_items(other, [retitled], NOW) == ItemCounts(1, 0, 0)
    entry = Entry.objects.get()
    assert (entry.source, entry.title) == (source, ITEM.title)


def test_nothing_is_stored_of_an_empty_feed(source):
    assert store_items(source, [], NOW) == ItemCounts()


@pytest.mark.parametrize("count", [1, 30])
def test_storing_takes_the_same_few_queries_for_any_number(source, count, topic, request):
    items = [replace(ITEM, url=f"https://news.example/{n}") for n in range(count)]
    queries = request.getfixturevalue("django_assert_max_num_queries")
    with queries(9):
        store_items(source, items, NOW)
    assert EntryMatch.objects.count() == count


def test_topics_are_read_once_for_several_sources(source, topic, django_assert_num_queries):
    topics = EnabledTopics()
    store_items(source, [ITEM], NOW, topics)
    with django_assert_num_queries(2):
        store_items(source, [replace(ITEM, url="https://news.example/2")], NOW, topics)
    assert [match.topic for match in EntryMatch.objects.all()] == [topic, topic]


def test_new_entries_are_matched_by_title_and_summary(source, topic):
    store_items(source, [ITEM, FoundItem("https://news.example/2", "体育", "马拉松")], NOW)
    match = EntryMatch.objects.get()
    assert (match.entry.title, match.topic, match.words) == (
        ITEM.title,
        topic,
        ["电子病历", "互认"],
    )
    assert list(Entry.objects.on_topic()) == [match.entry]
