"""What is learned from decisions, and which scores follow from it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monitor import tasks
from monitor.models import Entry, EntryMatch, GramCount, Ranking
from monitor.ranking import explain, learn, outdated, score_entries

pytestmark = pytest.mark.django_db


def entry(title: str, *, body: str = "", days_ago: int = 0) -> Entry:
    return Entry.objects.create(
        url="https://news.example/", link_key=f"{title}{days_ago}", item_digest="", title=title,
        body_text=body, found_at=timezone.now() - timedelta(days=days_ago), due_at=None,
    )  # fmt: skip


def learn_both(times: int = 3) -> None:
    for _time in range(times):
        learn("电子病历", is_accepted=True)
        learn("公开招聘", is_accepted=False)


def counts() -> dict[str, tuple[int, int]]:
    rows = GramCount.objects.exclude(accepted=0, rejected=0)
    return {row.gram: (row.accepted, row.rejected) for row in rows}


def test_lesson_counts_each_gram_once():
    learn("病历，病历", is_accepted=True)
    learn("病历", is_accepted=False)
    assert counts() == {"病历": (1, 1)}
    ranking = Ranking.objects.get()
    assert (ranking.accepted, ranking.rejected, ranking.changes) == (1, 1, 2)


def test_lesson_taken_back_leaves_no_trace_but_the_change():
    learn("病历", is_accepted=True)
    before = counts()
    learn("电子病历 HIS", is_accepted=False)
    learn("电子病历 HIS", is_accepted=False, by=-1)
    assert counts() == before
    ranking = Ranking.objects.get()
    assert (ranking.accepted, ranking.rejected, ranking.changes) == (1, 0, 3)


def test_lesson_goes_with_its_transaction():
    with transaction.atomic():
        learn("病历", is_accepted=True)
        transaction.set_rollback(True)
    assert not GramCount.objects.exists()


def test_entries_are_scored_by_words_of_topics_at_first(topic):
    on_topic, off_topic = entry("电子病历"), entry("马拉松")
    EntryMatch.objects.create(entry=on_topic, topic=topic, words=["电子病历", "互认"])
    score_entries([on_topic.pk, off_topic.pk])
    assert list(Entry.objects.order_by("-score").values_list("title", "score", "score_at")) == [
        ("电子病历", 1.5, 0), ("马拉松", -1.0, 0),
    ]  # fmt: skip


def test_entries_are_scored_by_what_was_learned():
    learn_both()
    titles = ["某院公开招聘", "某院电子病历", "马拉松"]
    score_entries([entry(title).pk for title in titles])
    ranked = Entry.objects.order_by("-score").values_list("title", flat=True)
    assert list(ranked) == ["某院电子病历", "马拉松", "某院公开招聘"]
    assert set(Entry.objects.values_list("score_at", flat=True)) == {6}


def test_the_beginning_of_the_text_counts():
    learn_both()
    early, late = entry("甲", body="电子病历"), entry("乙", body="乙" * 2000 + "电子病历")
    score_entries([early.pk, late.pk])
    early.refresh_from_db()
    late.refresh_from_db()
    assert early.score > late.score == pytest.approx(-1 + 3 / 26)


@pytest.mark.parametrize("count", [1, 3])
def test_scoring_takes_four_queries_and_one_for_each_entry(count):
    learn_both()
    ids = [entry(f"电子病历{number}").pk for number in range(count)]
    with CaptureQueriesContext(connection) as queries:
        score_entries(ids)
    asked = [query for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == 4 + count


def test_entry_is_out_of_date_until_scored_and_after_some_decisions():
    new = entry("电子病历")
    entry("电子病历", days_ago=100)
    Entry.objects.filter(pk=entry("页面未读").pk).update(due_at=timezone.now() + timedelta(days=1))
    assert list(outdated(timezone.now())) == [new]
    score_entries([new.pk])
    learn_both(2)
    assert not outdated(timezone.now()).exists()
    learn("电子病历", is_accepted=True)
    assert list(outdated(timezone.now())) == [new]


def test_of_many_decisions_one_in_twenty_makes_scores_out_of_date():
    Ranking.objects.create(pk=1, changes=1000)
    new = entry("电子病历")
    Entry.objects.update(score_at=950)
    assert not outdated(timezone.now()).exists()
    Entry.objects.update(score_at=949)
    assert list(outdated(timezone.now())) == [new]


def test_explanation_names_the_words():
    learn_both()
    found = explain(entry("某院电子病历", body="公开招聘启事"))
    assert [reason.word for reason in found.favourable] == ["电子病历"]
    assert [reason.word for reason in found.adverse] == ["公开招聘"]


def test_entry_is_scored_when_its_page_is_read(feed, site, topic, monkeypatch):
    monkeypatch.setattr("monitor.tasks.hint", lambda *_args: None)
    tasks.poll_sources([feed.pk])
    tasks.capture_entries()
    assert set(Entry.objects.values_list("score", "score_at")) == {(1.5, 0)}


def test_tick_hands_out_what_is_to_be_scored(monkeypatch):
    hints = []
    monkeypatch.setattr("monitor.tasks.hint", lambda *args: hints.append(args))
    new = entry("电子病历")
    tasks.tick()
    assert hints == [("monitor.tasks.rank_entries", [new.pk])]
    tasks.rank_entries([new.pk])
    new.refresh_from_db()
    assert (new.score, new.score_at) == (-1.0, 0)
