"""The calendar's page."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bulletins.models import Issue, Skip

CALENDAR = "/admin/desk/calendar/"


@pytest.fixture(autouse=True)
def before_the_holidays():
    with time_machine.travel("2026-09-28 10:00 +0800", tick=True):
        yield


def decide(client, bulletin, day: str, **fields):
    return client.post(f"{CALENDAR}{bulletin.pk}/{day}/", fields)


def test_holiday_is_merged_with_one_click(as_user, editor, bulletin):
    client = as_user(editor)
    page = client.get(CALENDAR).content.decode()
    assert "国庆节" in page
    decide(client, bulletin, "2026-10-02", remedy="merge", reason="国庆节")
    assert Skip.objects.get().reason == "国庆节"
    assert "国庆节" in client.get(CALENDAR).content.decode()


def test_issue_is_moved(as_user, editor, bulletin):
    decide(as_user(editor), bulletin, "2026-10-02", remedy="move", to="2026-09-30")
    assert Issue.objects.get().issue_date == date(2026, 9, 30)


@pytest.mark.parametrize("fields", [{"remedy": "move", "to": "bald"}, {"remedy": "skip"}])
def test_decision_that_lacks_something_says_what(as_user, editor, bulletin, fields):
    response = decide(as_user(editor), bulletin, "2026-10-02", **fields)
    assert len(list(get_messages(response.wsgi_request))) == 1
    assert not Issue.objects.exists()
    assert not Skip.objects.exists()


def test_reviewer_looks_but_does_not_decide(as_user, reviewer, bulletin):
    client = as_user(reviewer)
    assert 'name="remedy"' not in client.get(CALENDAR).content.decode()
    assert decide(client, bulletin, "2026-10-02", remedy="skip", reason="x").status_code == 403


def test_skipped_date_is_taken_back(as_user, editor, bulletin):
    client = as_user(editor)
    decide(client, bulletin, "2026-10-02", remedy="skip", reason="国庆节")
    client.post(f"{CALENDAR}resume/{Skip.objects.get().pk}/")
    assert not Skip.objects.exists()


def test_impossible_day_is_not_found(as_user, editor, bulletin):
    assert decide(as_user(editor), bulletin, "2026-02-30", remedy="skip").status_code == 404


def test_page_without_a_bulletin_says_who_adds_it(as_user, editor):
    assert 'class="empty"' in as_user(editor).get(CALENDAR).content.decode()


def test_calendar_takes_the_same_queries_however_long_the_ledger(
    as_user, editor, bulletin, django_assert_num_queries
):
    client = as_user(editor)
    with CaptureQueriesContext(connection) as queries:
        client.get(CALENDAR)
    expected = len(queries)
    for day in ("2026-10-02", "2026-10-09", "2026-10-16"):
        decide(client, bulletin, day, remedy="skip", reason="样例")
    client.get(CALENDAR)  # takes the messages
    with django_assert_num_queries(expected):
        client.get(CALENDAR)
