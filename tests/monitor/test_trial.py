"""What an expression would have caught."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor import trial
from monitor.models import Entry
from monitor.pipeline.expression import ExpressionError
from monitor.trial import Catch, try_out

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _entries(db) -> None:
    for days, title in enumerate(("电子病历上线", "电子病历招聘", "互联互通测评", "马拉松开跑")):
        Entry.objects.create(
            url="https://news.example/", link_key=title, item_digest="", title=title,
            found_at=NOW - timedelta(days=days),
        )  # fmt: skip


def told(catch: Catch) -> list[tuple[str, tuple[str, ...]]]:
    assert catch.count == len(catch.newest)
    return [(entry.title, words) for entry, words in catch.newest]


def test_new_expression_is_compared_with_the_saved_one():
    found = try_out("(电子病历 非 招聘) 或 互联互通", "电子病历", NOW - timedelta(days=9))
    assert told(found.kept) == [("电子病历上线", ("电子病历",))]
    assert told(found.gained) == [("互联互通测评", ("互联互通",))]
    assert told(found.lost) == [("电子病历招聘", ("电子病历",))]
    assert (found.count, found.looked_at, found.reached) == (2, 4, None)


@pytest.mark.parametrize("saved", ["", "(电子病历"])
def test_without_a_saved_expression_everything_is_gained(saved):
    found = try_out("电子病历", saved, NOW - timedelta(days=9))
    assert (found.gained.count, found.kept.count, found.lost.count) == (2, 0, 0)


def test_only_what_was_found_since_is_looked_at():
    assert try_out("电子病历", "", NOW - timedelta(hours=1)).looked_at == 1


def test_all_are_counted_and_the_newest_listed(monkeypatch):
    monkeypatch.setattr(trial, "LISTED", 1)
    found = try_out("电子病历", "", NOW - timedelta(days=9)).gained
    assert (found.count, [entry.title for entry, _words in found.newest]) == (2, ["电子病历上线"])


def test_trial_that_takes_too_long_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(trial, "MOST_SECONDS", -1.0)
    found = try_out("电子病历", "", NOW - timedelta(days=9))
    assert (found.looked_at, found.reached) == (0, NOW)


def test_broken_expression_is_an_error():
    with pytest.raises(ExpressionError):
        try_out("(", "", NOW)
