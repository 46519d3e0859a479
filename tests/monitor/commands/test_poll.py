from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from monitor.models import Entry, Source
from monitor.schedule import LEASE


def report(capsys) -> Any:
    """Stdout, which holds one JSON document and nothing else."""
    return json.loads(capsys.readouterr().out)


def test_json_says_what_came_in(feed, listing, site, capsys):
    site.pages["/list"] = b"<ul class=news><li><a href=/missing>sample</a></ul>"
    call_command("poll", "--json")
    found = report(capsys)
    assert list(found) == ["sources", "entries_new"]
    for each in found["sources"]:
        assert list(each) == ["name", "status", "new", "changed", "seen", "error", "seconds"]
        assert 0 < each.pop("seconds") < 10
    by_name = {each.pop("name"): each for each in found["sources"]}
    assert by_name == {
        "示例健康报": {"status": "ok", "new": 3, "changed": 0, "seen": 3, "error": None},
        "示例卫生信息": {"status": "ok", "new": 1, "changed": 0, "seen": 1, "error": None},
    }
    assert found["entries_new"] == 4
    assert Entry.objects.filter(state="captured").count() == 3


def test_second_poll_adds_nothing(feed, capsys):
    call_command("poll", "--json")
    capsys.readouterr()
    call_command("poll", "--json")
    found = report(capsys)
    assert found["entries_new"] == 0
    assert [each["status"] for each in found["sources"]] == ["not_modified"]


def test_table_and_progress_are_for_people(feed, capsys):
    call_command("poll", "示例健康报")
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0].split() == [
        "source", "status", "new", "changed", "seen", "seconds", "error",
    ]  # fmt: skip
    assert printed.out.splitlines()[2].split()[:5] == ["示例健康报", "ok", "3", "0", "3"]
    assert "Polling “示例健康报” …" in printed.err
    assert "1/3 示例市电子病历互联互通" in printed.err


def test_failure_is_reported_and_the_exit_code_is_one(feed, listing, site, capsys):
    del site.pages["/feed"]
    with pytest.raises(CommandError, match="Could not be polled: 示例健康报") as failure:
        call_command("poll", "--json")
    assert failure.value.returncode == 1
    found = report(capsys)
    errors = {each["name"]: (each["status"], each["error"]) for each in found["sources"]}
    assert errors == {
        "示例健康报": ("failed", "The page does not exist (404)."),
        "示例卫生信息": ("ok", None),
    }
    assert found["entries_new"] == 3


def test_page_that_cannot_be_read_is_said_and_is_no_failure(feed, site, capsys):
    site.status["/2.html"] = 500
    call_command("poll")
    assert "not read: The outlet's own server has a fault (500)." in capsys.readouterr().err


def test_unknown_name_is_an_error(feed, capsys):
    with pytest.raises(CommandError, match="No such source: 别的"):
        call_command("poll", "示例健康报", "别的", "--json")
    assert capsys.readouterr().out == ""


def test_due_polls_only_what_is_due(feed, listing, capsys):
    Source.objects.filter(pk=feed.pk).update(due_at=timezone.now() + LEASE)
    call_command("poll", "--due", "--json")
    assert [each["name"] for each in report(capsys)["sources"]] == ["示例卫生信息"]


def test_disabled_source_is_polled_by_name_only(feed, capsys):
    Source.objects.update(is_enabled=False)
    call_command("poll", "--json")
    assert report(capsys) == {"sources": [], "entries_new": 0}
    call_command("poll", "示例健康报", "--due", "--json")
    assert report(capsys)["sources"] == []
    call_command("poll", "示例健康报", "--json")
    assert report(capsys)["entries_new"] == 3


def test_source_in_other_hands_is_busy(feed, capsys):
    Source.objects.claim(feed.pk, timezone.now(), LEASE)
    with pytest.raises(CommandError, match="Could not be polled"):
        call_command("poll", "--json")
    (each,) = report(capsys)["sources"]
    assert (each["status"], each["error"]) == (
        "busy", "Another worker is polling this source just now.",
    )  # fmt: skip


def test_no_source_is_said(db, capsys):
    call_command("poll")
    assert "No source to poll." in capsys.readouterr().out
