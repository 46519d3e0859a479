"""``manage.py check_links``: the links that are due, or those of one issue."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from monitor.models import WatchedLink
from tests.bulletins.archive.issues import published_issue

#: Nobody listens there, and it is not asked either: it is a private address.
URL = "http://127.0.0.1:8099/1.html"


@pytest.fixture
def printed(bulletin, staff):
    return published_issue(bulletin, staff, date(2026, 11, 20), "电子病历互联互通", url=URL)


def last_line(capsys) -> str:
    lines: list[str] = capsys.readouterr().out.splitlines()
    return lines[-1]


def test_links_that_are_due_are_checked_once(printed, capsys):
    call_command("check_links")
    assert last_line(capsys) == "1 link checked."
    assert WatchedLink.objects.get().state == "unreachable"
    call_command("check_links")
    assert last_line(capsys) == "0 links checked."


def test_links_of_an_issue_are_checked_due_or_not(printed, capsys):
    call_command("check_links")
    capsys.readouterr()
    call_command("check_links", issue="第一期")
    assert capsys.readouterr().out.splitlines() == [
        f"not reachable  {URL}  The address leads into a private network and is not fetched.",
        "1 link checked.",
    ]


def test_issue_that_is_not_there_is_an_error(printed):
    with pytest.raises(CommandError, match="no published issue"):
        call_command("check_links", issue="99")
