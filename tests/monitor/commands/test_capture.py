from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from monitor.models import Entry
from tests.monitor.conftest import article

FIELDS = [
    "url", "title", "source_name", "published_on", "published_at", "body_text", "body_html",
    "images", "charset", "date_evidence", "original_outlet", "authors", "rules", "doubts",
]  # fmt: skip


def shown(capsys) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(
        article("样例标题", more='<p><img src="a.jpg"></p><p>后文：样例的结尾在这里。</p>')
    )
    return str(path)


def test_address_is_read_into_json(site, capsys):
    call_command("capture", f"{site.url}/1.html", "--allow-private", "--json")
    found = shown(capsys)
    assert list(found) == FIELDS
    assert (found["url"], found["title"], found["source_name"], found["charset"]) == (
        f"{site.url}/1.html", "示例市电子病历互联互通（1）", "示例健康报", "utf-8",
    )  # fmt: skip
    assert found["published_on"] == "2026-11-18"
    assert datetime.fromisoformat(found["published_at"]).isoformat() == "2026-11-18T09:30:00+08:00"
    assert found["body_text"].startswith("样例正文")
    assert [(each["kind"], each["decided"]) for each in found["date_evidence"]] == [("text", True)]
    assert found["rules"] == {
        "title": "confirmed", "body": "box", "source_name": "label", "original_outlet": "",
    }  # fmt: skip


def test_file_is_read_with_its_base_address(saved, capsys):
    call_command("capture", saved, "--base-url", "https://news.example/a/1.html", "--json")
    found = shown(capsys)
    assert found["url"] == "https://news.example/a/1.html"
    assert found["images"] == [{"src": "https://news.example/a/a.jpg", "caption": ""}]


def test_page_without_a_date_has_null(tmp_path, capsys):
    path = tmp_path / "page.html"
    path.write_bytes(article("样例标题", date=""))
    call_command("capture", str(path), "--json")
    found = shown(capsys)
    assert (found["published_on"], found["published_at"], found["date_evidence"]) == (
        None, None, [],
    )  # fmt: skip


def test_table_shows_fields_and_text(saved, capsys):
    call_command("capture", saved)
    printed = capsys.readouterr().out
    assert "样例标题" in printed
    assert "示例健康报" in printed
    assert printed.count("样例正文：示例市三家医院") == 1


@pytest.mark.django_db
def test_save_makes_an_entry_of_it(site, capsys):
    call_command("capture", f"{site.url}/1.html", "--allow-private", "--json", "--save")
    assert shown(capsys)["title"] == Entry.objects.get().title


@pytest.mark.django_db
def test_saved_file_needs_its_address_to_be_kept(saved, capsys):
    with pytest.raises(CommandError, match="give --base-url"):
        call_command("capture", saved, "--save")
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("http://127.0.0.1:8000/", "private network"),
        ("http://user@news.example/", "must not hold a user name"),
        ("missing.html", "The file cannot be read: No such file"),
        ("/tmp", "The file cannot be read: Is a directory"),
    ],
)
def test_what_cannot_be_had_is_an_error(page, message, capsys):
    with pytest.raises(CommandError, match=message):
        call_command("capture", page, "--json")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("base", ["javascript:alert(1)", "file:///etc/", "news.example"])
def test_base_address_is_checked(saved, base):
    with pytest.raises(CommandError, match="must begin with http"):
        call_command("capture", saved, "--base-url", base)


def test_page_that_does_not_exist_is_an_error(site):
    with pytest.raises(CommandError, match="404"):
        call_command("capture", f"{site.url}/missing", "--allow-private")


def test_page_without_an_article_is_an_error(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"<html></html>")
    with pytest.raises(CommandError):
        call_command("capture", str(path))
