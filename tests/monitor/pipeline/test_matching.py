from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.models import Entry, EntryMatch, Source, Topic
from monitor.pipeline.items import FoundItem
from monitor.pipeline.matching import rematch, store_matches
from monitor.pipeline.store import store_items

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
ITEM = FoundItem("https://news.example/1.html", "示例市电子病历互认", "摘要", date(2026, 11, 18))


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(name="示例健康报", url="https://news.example/feed")


def test_matches_of_a_topic_are_replaced_and_others_left(source, topic):
    store_items([(source, [ITEM])], NOW)
    other = Topic.objects.create(name="其他", expression="摘要")
    store_matches(Entry.objects.all(), [other])
    topic.expression = "互认"
    store_matches(Entry.objects.all(), [topic])
    found = EntryMatch.objects.order_by("topic__name").values_list("topic__name", "words")
    assert sorted(found) == [("其他", ["摘要"]), ("医院信息化", ["互认"])]
    topic.expression = "疫苗"
    store_matches(Entry.objects.all(), [topic])
    assert [match.topic for match in EntryMatch.objects.all()] == [other]


def test_entry_whose_words_change_is_to_be_scored_anew(source, topic):
    store_items([(source, [ITEM, FoundItem("https://news.example/2", "体育", "马拉松")])], NOW)
    Entry.objects.update(score_at=3)
    store_matches(Entry.objects.all(), [topic])
    assert not Entry.objects.filter(score_at=None).exists()
    topic.expression = "互认"
    store_matches(Entry.objects.all(), [topic])
    assert [entry.title for entry in Entry.objects.filter(score_at=None)] == [ITEM.title]


def test_changed_topic_is_tried_on_what_was_found_since(source, topic):
    store_items([(source, [ITEM])], NOW)
    topic.expression = "摘要"
    rematch(topic, NOW + timedelta(seconds=1))
    assert EntryMatch.objects.get().words == ["电子病历", "互认"]
    rematch(topic, NOW)
    assert EntryMatch.objects.get().words == ["摘要"]


def test_outlet_is_matched_by_its_field_only(source):
    store_items([(source, [ITEM])], NOW)
    topics = [Topic.objects.create(name=name, expression=f"{name}健康报") for name in ("", "来源:")]
    store_matches(Entry.objects.all(), topics)
    assert [match.topic for match in EntryMatch.objects.all()] == [topics[1]]


def test_expression_that_cannot_be_read_matches_nothing(source, caplog):
    store_items([(source, [ITEM])], NOW)
    broken = Topic.objects.create(name="样例", expression="(电子病历")
    store_matches(Entry.objects.all(), [broken])
    assert not EntryMatch.objects.exists()
    assert caplog.messages == [
        f"topic {broken.pk} matches nothing: "
        "At character 6 ((电子病历▶): A closing bracket is missing."
    ]
