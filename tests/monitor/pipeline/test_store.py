from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.models import Entry, EntryMatch, Source, is_on_topic
from monitor.pipeline.items import FoundItem
from monitor.pipeline.store import ItemCounts, store_items

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
ITEM = FoundItem("https://news.example/1.html", "示例市电子病历互认", "摘要", date(2026, 11, 18))


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(name="示例健康报", url="https://news.example/feed")


def test_new_item_becomes_a_due_entry(source):
    assert store_items([(source, [ITEM])], NOW) == [ItemCounts(1, 1, 0)]
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
    items = [
        replace(ITEM, published_on=date(2046, 11, 20), published_at=NOW.replace(year=2046)),
        replace(ITEM, url="https://news.example/2", published_on=tomorrow.date()),
        replace(ITEM, url="https://news.example/3", published_on=NOW.date(), published_at=NOW),
    ]
    store_items([(source, items)], NOW)
    kept = Entry.objects.order_by("pk").values_list("published_on", "published_at", "date_evidence")
    said = "2046-11-20T16:00:00+08:00", "2026-11-21", "2026-11-20T16:00:00+08:00"
    evidence = [{"kind": "item", "value": day, "text": day, "decided": True} for day in said]
    assert list(kept) == [
        (NOW.date(), None, [evidence[0]]),
        (NOW.date(), None, [evidence[1]]),
        (NOW.date(), NOW, [evidence[2]]),
    ]


def test_same_item_in_any_spelling_is_no_second_entry(source):
    store_items([(source, [ITEM])], NOW)
    respelled = replace(ITEM, url="HTTPS://NEWS.example/1.html#top")
    assert store_items([(source, [respelled])], NOW) == [ItemCounts(1, 0, 0)]
    assert Entry.objects.count() == 1


def test_date_alone_is_no_change(source):
    store_items([(source, [ITEM])], NOW)
    moved = replace(ITEM, published_on=date(2026, 11, 20))
    assert store_items([(source, [moved])], NOW) == [ItemCounts(1, 0, 0)]


def test_changed_item_is_due_again_once(source):
    store_items([(source, [ITEM])], NOW)
    Entry.objects.update(state="captured", due_at=None, attempts=3, captured_at=NOW)
    changed, later = replace(ITEM, title="改过的标题"), NOW + timedelta(hours=1)
    assert store_items([(source, [changed])], later) == [ItemCounts(1, 0, 1)]
    assert store_items([(source, [changed])], later) == [ItemCounts(1, 0, 0)]
    entry = Entry.objects.get()
    assert (entry.title, entry.state, entry.attempts, entry.due_at) == (
        "改过的标题", "found", 0, later,
    )  # fmt: skip


def test_item_of_another_source_stays_with_it_and_is_not_changed(source):
    store_items([(source, [ITEM])], NOW)
    other = Source.objects.create(name="其他", url="https://other.example/feed")
    retitled = replace(ITEM, title="转载标题")
    assert store_items([(other, [retitled])], NOW) == [ItemCounts(1, 0, 0)]
    entry = Entry.objects.get()
    assert (entry.source, entry.title) == (source, ITEM.title)


def test_nothing_is_stored_of_an_empty_feed(source):
    assert store_items([(source, [])], NOW) == [ItemCounts()]


@pytest.mark.parametrize("count", [1, 3])
def test_storing_takes_the_same_few_queries_for_any_number(topic, count, django_assert_num_queries):
    numbers = range(count)
    sources = [Source.objects.create(name=f"样例{n}", url=f"https://{n}.example/") for n in numbers]
    told = [
        (source, [replace(ITEM, url=f"{source.url}{n}") for n in numbers]) for source in sources
    ]
    with django_assert_num_queries(3):  # entries, topics, matches
        assert store_items(told, NOW) == [ItemCounts(count, count, 0)] * count
    assert EntryMatch.objects.filter(topic=topic).count() == count**2
    with django_assert_num_queries(2):  # what was there already
        assert store_items(told, NOW) == [ItemCounts(count, 0, 0)] * count


def test_item_that_several_sources_tell_is_that_of_the_first(source):
    other = Source.objects.create(name="其他", url="https://other.example/feed")
    retitled = replace(ITEM, title="转载标题")
    told = [(source, [ITEM]), (other, [retitled])]
    assert store_items(told, NOW) == [ItemCounts(1, 1, 0), ItemCounts(1, 0, 0)]
    entry = Entry.objects.get()
    assert (entry.source, entry.title, entry.source_name) == (source, ITEM.title, "示例健康报")
    again = [(other, [retitled]), (source, [replace(ITEM, title="改过的标题")])]
    assert store_items(again, NOW) == [ItemCounts(1, 0, 0), ItemCounts(1, 0, 1)]
    assert Entry.objects.get().title == "改过的标题"


def test_new_entries_are_matched_by_title_and_summary(source, topic):
    store_items([(source, [ITEM, FoundItem("https://news.example/2", "体育", "马拉松")])], NOW)
    match = EntryMatch.objects.get()
    assert (match.entry.title, match.topic, match.words) == (
        ITEM.title,
        topic,
        ["电子病历", "互认"],
    )
    assert list(Entry.objects.filter(is_on_topic())) == [match.entry]
