"""Triage: what waits for a decision, in which order, and what is known of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monitor import triage
from monitor.deciding import accept, hold, reject, undo
from monitor.grouping import group, join
from monitor.models import Entry, EntryMatch, Topic
from monitor.pipeline.items import link_key
from monitor.pipeline.pages import text_digest

TEXT = "示例市卫生健康信息中心昨天介绍，全市三家医院从今年秋天起互认检查结果，患者不必重复检查。"


@pytest.fixture
def make_story(topic):
    def make(text: str = TEXT, **fields) -> Entry:
        url = f"https://press.example/{Entry.objects.count()}"
        values = {
            "title": "样例", "source_name": "示例健康报", "published_on": date(2026, 11, 18),
            "body_text": text, "text_digest": text_digest(text), "state": Entry.State.CAPTURED,
            "found_at": timezone.now(),
        }  # fmt: skip
        entry = Entry.objects.create(url=url, link_key=link_key(url), **values | fields)
        EntryMatch.objects.create(entry=entry, topic=topic, words=["互认"])
        group(entry)
        return entry

    return make


def waiting() -> list[Entry]:
    return triage.queue(timezone.now())


def test_queue_puts_the_likeliest_first(make_story):
    make_story("甲", title="一", score=0.5)
    make_story("乙", title="二", score=2.5)
    assert [entry.title for entry in waiting()] == ["二", "一"]


def test_queue_shows_a_story_once_and_counts_its_copies(make_story):
    first, _copy = make_story(), make_story(source_name="样例日报")
    (row,) = waiting()
    assert (row, vars(row)["others"]) == (first, 1)


def test_queue_leaves_out_what_is_decided_unread_off_topic_or_old(make_story, editor):
    accept(make_story("甲"), editor)
    reject(make_story("乙"), editor, "duplicate")
    hold(make_story("丙"), editor)
    make_story("丁", state=Entry.State.FOUND)
    make_story("戊").matches.all().delete()
    make_story("己", found_at=timezone.now() - timedelta(weeks=5))
    assert waiting() == []


def test_story_waits_again_once_the_decision_is_undone(make_story, editor):
    entry = make_story()
    hold(entry, editor)
    undo(entry, editor)
    assert waiting() == [entry]


def test_unseen_counts_what_came_besides_the_seen(make_story):
    seen = make_story("甲")
    make_story("乙")
    assert triage.unseen(timezone.now(), [seen.pk]) == 1


def test_what_a_full_list_leaves_out_is_not_new(make_story, monkeypatch):
    monkeypatch.setattr(triage, "MOST", 1)
    make_story("甲")
    listed = make_story("乙")
    assert waiting() == [listed]
    assert triage.unseen(timezone.now(), [listed.pk]) == 0


def test_decided_tells_who_and_why_the_latest_first(make_story, editor, chief):
    first, second = make_story("甲"), make_story("乙")
    reject(first, editor, "outdated")
    reject(second, chief, "advertising")
    told = [(d.entry, d.reason, d.decided_by) for d in triage.decided("reject", timezone.now())]
    assert told == [(second, "advertising", chief), (first, "outdated", editor)]


def test_last_decision_is_ones_own_and_of_today(make_story, editor, chief):
    mine = hold(make_story("甲"), editor)
    hold(make_story("乙"), chief)
    assert triage.last_decision(editor, timezone.now()) == mine
    assert triage.last_decision(editor, timezone.now() + timedelta(hours=13)) is None


def test_known_tells_copies_words_and_pictures_that_were_lost(make_story, topic):
    other = Topic.objects.create(name="样例", expression="样例")
    entry = make_story(images=[{"stored": ""}, {"stored": "/pictures/x.jpg"}])
    EntryMatch.objects.create(entry=entry, topic=other, words=["互认", "检查"])
    copy = make_story(source_name="样例日报")
    join([entry.pk, copy.pk])
    known = triage.known_of(entry)
    assert [appearance.entry for appearance in known.copies] == [entry.pk, copy.pk]
    assert (known.others, known.canonical, known.lost_pictures) == (1, entry.pk, 1)
    assert known.words == ["互认", "检查"]


def test_known_of_an_entry_without_text_has_no_copies(make_story):
    known = triage.known_of(make_story(""))
    assert (known.copies, known.others) == ([], 0)


@pytest.mark.parametrize("count", [1, 6])
def test_queries_do_not_grow_with_the_queue(make_story, count):
    for number in range(count):
        make_story(f"第{number}篇")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert [entry.source for entry in waiting()] == [None] * count
    assert len(queries) == 2
