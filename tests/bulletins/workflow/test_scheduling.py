"""Which issue comes next, and what holidays do to it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
import time_machine
from django.db import connection, transaction

from bulletins.models import CalendarDay, Issue
from bulletins.workflow.checking import findings_of
from bulletins.workflow.compilation import compile_issue
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.publication import publish
from bulletins.workflow.scheduling import (
    calendar_of,
    coming_date,
    move,
    open_due_issues,
    resume,
    skip,
)
from bulletins.workflow.working_days import working_days

FRIDAY, NEXT = date(2026, 11, 20), date(2026, 11, 27)


@pytest.fixture(autouse=True)
def thursday():
    with time_machine.travel("2026-11-19 10:00 +0800", tick=False):
        yield


def test_first_issue_is_that_of_the_coming_publication_day(bulletin):
    assert coming_date(bulletin) == FRIDAY


def test_issue_after_the_one_in_preparation_comes_a_week_later(bulletin, editor):
    compile_issue(bulletin, FRIDAY, editor)
    assert coming_date(bulletin) == NEXT


def test_next_issue_opens_on_the_first_day_of_its_window(bulletin, publisher, make_issue):
    publish(make_issue(FRIDAY), publisher)
    assert open_due_issues() == []
    with time_machine.travel("2026-11-21 00:01 +0800", tick=False):
        (issue,) = open_due_issues()
        assert open_due_issues() == []
    assert (issue.issue_date, issue.window) == (NEXT, (date(2026, 11, 21), NEXT))


def test_series_without_an_issue_does_not_begin_by_itself(bulletin):
    assert open_due_issues() == []


@pytest.mark.parametrize("field", [{"opens_by_itself": False}])
def test_series_that_is_opened_by_hand_waits(bulletin, editor, field):
    compile_issue(bulletin, date(2026, 11, 13), editor)
    type(bulletin).objects.update(**field)
    assert open_due_issues() == []


def test_merged_days_go_to_the_next_issue(bulletin, editor, publisher, make_issue):
    publish(make_issue(date(2026, 11, 13)), publisher)
    skip(bulletin, FRIDAY, "国庆节", editor, merge=True)
    issue = compile_issue(bulletin, coming_date(bulletin), editor)
    assert (issue.issue_date, issue.window_start) == (NEXT, date(2026, 11, 14))
    assert not [found for found in findings_of(issue) if found.rule == "window-shape"]


def test_days_merged_before_there_was_any_issue_go_to_the_first(bulletin, editor):
    skip(bulletin, FRIDAY, "院庆", editor, merge=True)
    issue = compile_issue(bulletin, coming_date(bulletin), editor)
    assert issue.window == (date(2026, 11, 14), NEXT)


def test_issue_in_preparation_takes_its_articles_along_when_merged(bulletin, editor, make_issue):
    issue = make_issue(FRIDAY, count=2)
    skip(bulletin, FRIDAY, "国庆节", editor, merge=True)
    issue.refresh_from_db()
    assert (issue.issue_date, issue.window, issue.items.count()) == (
        NEXT, (date(2026, 11, 14), NEXT), 2,
    )  # fmt: skip


def test_skipped_days_belong_to_the_ledger_line(bulletin, editor, publisher, make_issue):
    publish(make_issue(date(2026, 11, 13)), publisher)
    line = skip(bulletin, FRIDAY, "设备检修", editor, merge=False)
    assert (line.window_start, line.window_end) == (date(2026, 11, 14), FRIDAY)
    issue = compile_issue(bulletin, NEXT, editor)
    assert issue.window_start == date(2026, 11, 21)
    _coming, ledger = calendar_of(bulletin)
    assert [(each.issue_date, bool(each.skip)) for each in ledger] == [
        (FRIDAY, True), (date(2026, 11, 13), False),
    ]  # fmt: skip


def test_skipping_an_issue_that_holds_articles_is_refused(bulletin, editor, make_issue):
    make_issue(FRIDAY)
    with pytest.raises(NotReadyError):
        skip(bulletin, FRIDAY, "设备检修", editor, merge=False)
    assert Issue.objects.count() == 1
    assert not bulletin.skips.exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_skipping_needs_a_reason(bulletin, editor, reason):
    with pytest.raises(NotReadyError):
        skip(bulletin, FRIDAY, reason, editor, merge=True)


def test_skipping_needs_permission(bulletin, reviewer):
    with pytest.raises(NotAllowedError):
        skip(bulletin, FRIDAY, "国庆节", reviewer, merge=True)


def test_skipped_date_is_taken_back_until_something_came_after_it(bulletin, editor):
    resume(skip(bulletin, FRIDAY, "国庆节", editor, merge=True), editor)
    assert coming_date(bulletin) == FRIDAY
    line = skip(bulletin, FRIDAY, "国庆节", editor, merge=True)
    compile_issue(bulletin, NEXT, editor)
    with pytest.raises(NotReadyError):
        resume(line, editor)


@pytest.mark.django_db(transaction=True)
def test_date_is_not_taken_back_while_a_later_issue_is_begun(bulletin, editor):
    line = skip(bulletin, FRIDAY, "国庆节", editor, merge=True)
    is_begun = Event()

    def begin() -> None:
        try:
            with transaction.atomic():
                compile_issue(bulletin, NEXT, editor)
                is_begun.set()
                time.sleep(0.3)  # not committed while the other looks for later issues
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        beginning = pool.submit(begin)
        assert is_begun.wait(20)
        with pytest.raises(NotReadyError):
            resume(line, editor)
        beginning.result()
    assert bulletin.skips.get() == line
    assert bulletin.issues.get().window_start == date(2026, 11, 14)


def test_skipped_date_gets_no_issue(bulletin, editor):
    skip(bulletin, FRIDAY, "国庆节", editor, merge=True)
    issue = compile_issue(bulletin, NEXT, editor)
    with pytest.raises(ConflictError):
        compile_issue(bulletin, FRIDAY, editor)
    with pytest.raises(ConflictError):
        move(bulletin, NEXT, FRIDAY, editor)
    assert bulletin.issues.get() == issue


def test_moved_issue_ends_its_window_on_its_new_date(bulletin, editor, publisher, make_issue):
    publish(make_issue(date(2026, 11, 13)), publisher)
    issue = compile_issue(bulletin, FRIDAY, editor)
    move(bulletin, FRIDAY, date(2026, 11, 19), editor)
    issue.refresh_from_db()
    assert issue.window == (date(2026, 11, 14), date(2026, 11, 19))
    following = compile_issue(bulletin, coming_date(bulletin), editor)
    assert following.window == (FRIDAY, NEXT)
    assert not [found for found in findings_of(following) if found.rule == "window-shape"]


def test_calendar_proposes_where_a_date_is_off(bulletin):
    with time_machine.travel("2026-09-21 10:00 +0800", tick=False):
        coming, _ledger = calendar_of(bulletin)
    assert [(str(line.issue_date), line.occasion) for line in coming if line.proposals] == [
        ("2026-09-25", "中秋节"), ("2026-10-02", "国庆节"),
    ]  # fmt: skip


@pytest.fixture
def half_monthly(bulletin):
    bulletin.rhythm_kind, bulletin.month_days = "month", "1, 15"
    bulletin.save()
    return bulletin


def test_half_monthly_series_goes_through_spring_festival(
    half_monthly, editor, publisher, make_issue
):
    with time_machine.travel("2026-02-02 10:00 +0800", tick=False):
        publish(make_issue(date(2026, 2, 1)), publisher)
        (issue,) = open_due_issues()
        assert issue.window == (date(2026, 2, 2), date(2026, 2, 15))
        coming, _ledger = calendar_of(half_monthly)
        assert [str(line.issue_date) for line in coming[:3]] == [
            "2026-02-15", "2026-03-01", "2026-03-15",
        ]  # fmt: skip
        # The festival lasts from the 15th until the 23rd; Saturday the 14th is worked.
        assert coming[0].proposals[0].day == date(2026, 2, 14)
        move(half_monthly, issue.issue_date, date(2026, 2, 14), editor)
        coming, _ledger = calendar_of(half_monthly)
    assert [line.window for line in coming[:3]] == [
        (date(2026, 2, 2), date(2026, 2, 14)),
        (date(2026, 2, 15), date(2026, 3, 1)),
        (date(2026, 3, 2), date(2026, 3, 15)),
    ]


def test_half_monthly_issue_is_moved_beyond_the_festival_before_it_is_begun(
    half_monthly, editor, publisher, make_issue
):
    with time_machine.travel("2026-02-01 10:00 +0800", tick=False):
        publish(make_issue(date(2026, 2, 1)), publisher)
        issue = move(half_monthly, date(2026, 2, 15), date(2026, 2, 24), editor)
        assert issue.window == (date(2026, 2, 2), date(2026, 2, 24))
        assert not [found for found in findings_of(issue) if found.rule == "window-shape"]


def test_half_monthly_issue_is_merged_or_skipped(half_monthly, editor, publisher, make_issue):
    with time_machine.travel("2026-02-02 10:00 +0800", tick=False):
        publish(make_issue(date(2026, 2, 1)), publisher)
        line = skip(half_monthly, date(2026, 2, 15), "春节", editor, merge=True)
        coming, _ledger = calendar_of(half_monthly)
        assert coming[0].window == (date(2026, 2, 2), date(2026, 3, 1))
        resume(line, editor)
        skip(half_monthly, date(2026, 2, 15), "春节", editor, merge=False)
        coming, _ledger = calendar_of(half_monthly)
        assert coming[0].window == (date(2026, 2, 16), date(2026, 3, 1))


def test_merged_issue_in_preparation_goes_to_the_next_day_of_the_month(
    half_monthly, editor, make_issue
):
    issue = make_issue(date(2026, 11, 15))
    skip(half_monthly, date(2026, 11, 15), "院庆", editor, merge=True)
    issue.refresh_from_db()
    assert issue.window == (date(2026, 11, 2), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("days", "months", "count"), [("1", "", 6), ("31", "3, 6, 9, 12", 3), ("10, 20, 月末", "", 8)]
)
def test_calendar_looks_half_a_year_ahead(half_monthly, days, months, count):
    half_monthly.month_days, half_monthly.months = days, months
    coming, _ledger = calendar_of(half_monthly)
    assert len(coming) == count


@pytest.mark.parametrize(
    ("text", "is_working"),
    [
        ("2026-10-01", False),  # national day
        ("2026-09-20", True),  # a Sunday, worked instead
        ("2026-11-21", False),  # a common Saturday
        ("2026-11-20", True),
    ],
)
def test_holidays_and_make_up_days_are_known(db, text, is_working):
    assert working_days().is_working(date.fromisoformat(text)) is is_working


def test_own_calendar_comes_before_the_published_one(db):
    CalendarDay.objects.create(day=FRIDAY, is_working=False, name="院庆")
    days = working_days()
    assert (days.is_working(FRIDAY), days.name(FRIDAY)) == (False, "院庆")
