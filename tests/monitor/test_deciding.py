"""Editors' decisions on entries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from monitor.deciding import accept, decisions_on, hold, is_decided, reject, take, undo
from monitor.models import Copy, Decision, Entry, GramCount, Ranking, Story

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def entry(title: str = "电子病历") -> Entry:
    return Entry.objects.create(
        url="https://news.example/", link_key=title, item_digest="", title=title, found_at=NOW
    )


@pytest.fixture
def copies(db) -> tuple[Entry, Entry]:
    """Two copies of one story."""
    first, second = entry("电子病历"), entry("电子病历（转载）")
    story = Story.objects.create(canonical=first)
    for each in (first, second):
        Copy.objects.create(entry=each, story=story, text_digest="0", fingerprints=b"")
    return first, second


def texts() -> tuple[int, int]:
    ranking = Ranking.objects.filter(pk=1).first() or Ranking()
    return ranking.accepted, ranking.rejected


def test_decision_says_who_when_and_why(editor):
    found = reject(entry(), editor, "advertising")
    assert (found.verdict, found.reason, found.decided_by) == ("reject", "advertising", editor)
    assert (found.ended_at, found.decided_at is not None) == (None, True)
    assert list(decisions_on(found.entry)) == [found]


@pytest.mark.parametrize("role", ["reviewer", "publisher"])
def test_only_who_may_decide_decides(role, request, db):
    person, found = request.getfixturevalue(role), entry()
    for decide in (accept, hold, undo):
        with pytest.raises(PermissionDenied):
            decide(found, person)
    with pytest.raises(PermissionDenied):
        reject(found, person, "other")
    assert not Decision.objects.exists()


def test_reason_that_does_not_exist_is_refused(editor):
    with pytest.raises(ValueError, match="nonsense"):
        reject(entry(), editor, "nonsense")


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("off_field", (0, 1)),
        ("advertising", (0, 1)),
        ("duplicate", (0, 0)),
        ("outdated", (0, 0)),
        ("other", (0, 0)),
    ],
)
def test_only_reasons_about_the_kind_of_text_are_learned(editor, reason, expected):
    reject(entry(), editor, reason)
    assert texts() == expected


def test_accepting_is_learned_and_putting_off_is_not(editor):
    accept(entry("一"), editor)
    hold(entry("二"), editor)
    assert texts() == (1, 0)


def test_later_decision_takes_the_place_of_the_former(editor, second_editor):
    found = entry()
    former = accept(found, editor)
    later = reject(found, second_editor, "off_field")
    former.refresh_from_db()
    assert list(decisions_on(found)) == [later]
    assert former.ended_by == second_editor
    assert texts() == (0, 1)


def test_same_decision_twice_is_one(editor, second_editor):
    found = entry()
    assert accept(found, editor) == accept(found, second_editor)
    assert texts() == (1, 0)


def test_undone_decision_is_kept_and_forgotten_by_the_ranking(editor):
    found = entry()
    accept(found, editor)
    assert undo(found, editor) is True
    assert undo(found, editor) is False
    assert not decisions_on(found).exists()
    assert Decision.objects.get().ended_by == editor
    assert texts() == (0, 0)
    assert not GramCount.objects.exclude(accepted=0).exists()


def test_what_was_learned_is_forgotten_though_the_text_has_changed(editor):
    found = entry()
    accept(found, editor)
    Entry.objects.update(title="改过的标题")
    found.refresh_from_db()
    undo(found, editor)
    assert not GramCount.objects.exclude(accepted=0).exists()


def test_decision_holds_for_all_copies_and_is_learned_once(editor, copies):
    first, second = copies
    decision = accept(first, editor)
    assert list(decisions_on(second)) == [decision]
    assert accept(second, editor) == decision
    assert texts() == (1, 0)
    undo(second, editor)
    assert not decisions_on(first).exists()
    assert texts() == (0, 0)


def test_decision_on_a_copy_takes_the_place_of_that_on_another(editor, copies):
    first, second = copies
    accept(first, editor)
    later = reject(second, editor, "off_field")
    assert list(decisions_on(first)) == [later]
    assert texts() == (0, 1)


def test_duplicate_is_said_of_one_entry_alone(editor, copies):
    first, second = copies
    accepted = accept(first, editor)
    duplicate = reject(second, editor, "duplicate")
    assert list(decisions_on(first)) == [accepted]
    assert set(decisions_on(second)) == {accepted, duplicate}
    undo(second, editor)
    assert not decisions_on(first).exists()


def test_taking_needs_no_leave_of_its_own(reviewer):
    assert take(entry(), reviewer).verdict == "accept"


def test_entries_are_asked_for_by_decision(editor, copies):
    first, second = copies
    other, undecided = entry("其他"), entry("未定")
    accept(first, editor)
    reject(other, editor, "outdated")
    entries = Entry.objects.order_by("pk")
    assert list(entries.filter(is_decided(verdict="accept"))) == [first, second]
    assert list(entries.filter(is_decided(verdict="reject", reason="outdated"))) == [other]
    assert list(entries.exclude(is_decided())) == [undecided]


def test_database_refuses_two_decisions_that_count_and_a_rejection_without_reason(editor):
    found = entry()
    accept(found, editor)
    for fields in ({"verdict": "hold"}, {"verdict": "reject", "ended_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(entry=found, decided_by=editor, decided_at=NOW, **fields)
