"""``manage.py import_issue`` and ``preflight``: what they print and what they store."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from bulletins.models import Bulletin, Issue
from monitor.models import Entry
from tests.bulletins.importing.samples import FOLDER


@pytest.fixture
def root(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return User.objects.create_superuser("root")


def test_dry_run_prints_json_and_stores_nothing(db, capsys):
    call_command("import_issue", FOLDER / "faulty.md", "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["number"], told["published_on"]) == (408, "2026-03-27")
    assert (told["period_start"], told["period_end"]) == (None, "2026-03-27")
    assert (told["organisation"], told["topic"]) == ("示例市卫生健康信息中心", "卫生信息化")
    assert told["items"][0] | {"body_text": ""} == {
        "position": 1,
        "title": "示例市推进互联互通 患者少跑路",
        "contents_title": "示例市推进互联互通，患者少跑路",
        "source_name": "样例资讯",
        "url": "https://baijiahao.baidu.com/s?id=1234567890&wfr=spider&for=pc",
        "published_on": "2026-03-30",
        "body_text": "",
    }
    assert {tuple(sorted(finding)) for finding in told["findings"]} == {
        ("evidence", "item", "level", "message", "rule")
    }
    assert not Issue.objects.exists()


def test_import_stores_the_issue_and_preflight_tells_its_findings(bulletin, root, capsys):
    call_command("import_issue", FOLDER / "faulty.md")
    assert "第四〇八期" in capsys.readouterr().out
    assert Issue.objects.published().get().number == 408
    call_command("preflight", "第四〇八期", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["number"] == 408
    assert ("link", 3) in [(finding["rule"], finding["item"]) for finding in told["findings"]]
    call_command("preflight", "408")
    assert len(capsys.readouterr().out.splitlines()) == len(told["findings"])


def test_other_file_is_refused_and_taken_as_an_entry(bulletin, root, tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text("样例文章\n\n平台怎样接入、由谁来维护现在还没有最后定下来")
    with pytest.raises(CommandError, match=r"page\.txt"):
        call_command("import_issue", page, FOLDER / "clean.txt", "--json")
    refused, imported = map(json.loads, capsys.readouterr().out.splitlines())
    assert refused["entry"]["title"] == "样例文章"
    assert [finding["rule"] for finding in refused["findings"]] == ["truncated"]
    assert imported["number"] == 101
    assert Entry.objects.get().title == "样例文章"


def test_import_says_what_is_missing(db, tmp_path, capsys):
    with pytest.raises(CommandError):
        call_command("import_issue", tmp_path / "nothing.txt")
    with pytest.raises(CommandError, match="--as"):
        call_command("import_issue", FOLDER / "clean.txt")


def test_first_import_makes_the_bulletin(root, capsys):
    call_command("import_issue", FOLDER / "clean.txt", FOLDER / "close.txt")
    made = Bulletin.objects.get()
    masthead = made.mastheads.get()
    assert (made.name, made.last_number) == ("卫生信息化样例周报", 510)
    assert (masthead.organisation, masthead.topic_phrase) == (
        "示例市卫生健康信息中心", "卫生信息化",
    )  # fmt: skip
    assert "卫生信息化样例周报" in capsys.readouterr().err
