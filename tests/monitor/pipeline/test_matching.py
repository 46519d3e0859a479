from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.models import Entry, EntryMatch, Source, Topic
from monitor.pipeline.items import FoundItem
from monitor.pipeline.matching import store_matches
from monitor.pipeline.store import store_items

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
ITEM = FoundItem("https://news.example/1.html", "示例市电子病历互认", "摘要", date(2026, 11, 18))


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(name="示例健康报", url="https://news.example/feed")


def test_matches_of_a_topic_are_replaced_and_others_left(source, topic):
    store_items(source, [ITEM], NOW)
    other = Topic.objects.create(name="其他", expression="摘要")
    store_matches(Entry.objects.all(), [other])
    topic.expression = "互认"
    store_matches(Entry.objects.all(), [topic])
    found = EntryMatch.objects.order_by("topic__name").values_list("topic__name", "words")
    assert sorted(found) == [("其他", ["摘要"]), ("医院信息化", ["互认"])]
    topic.expression = "疫苗"
    store_matches(Entry.objects.all(), [topic])
    assert [match.topic for match in EntryMatch.objects.all()] == [other]
