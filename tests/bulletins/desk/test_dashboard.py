"""The first page of the desk: where the coming issue stands, the last issues, troubled sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from bulletins.models import Rendition
from bulletins.preflight import Level
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve
from desk.panels import panels_for
from monitor.models import Source


@pytest.fixture
def issue(bulletin, editor, submitted, another):
    issue = compile_issue(bulletin, date(2026, 11, 20), editor)
    place_articles(issue, [submitted, another(2)], editor)
    return issue


def contexts(person) -> list[dict[str, Any]]:
    return [dict(panel.context) for panel in panels_for(person)]


def page(client, person) -> str:
    client.force_login(person)
    return str(client.get(reverse("admin:index")).content.decode())


def test_coming_issue_is_told(client, editor, reviewer, issue, submitted, time_machine):
    time_machine.move_to("2026-11-18T10:00:00+08:00")
    approve(submitted, reviewer, seen_digest=submitted.digest)
    coming, _last, _sources = contexts(editor)
    assert (coming["number_text"], coming["days_left"]) == ("第一期", 2)
    assert (coming["chosen"], coming["approved"]) == (2, 1)
    assert coming["findings"][0] == (Level.BLOCK, 1)
    text = page(client, editor)
    assert reverse("desk:board-issue", args=[issue.pk]) in text
    assert "还有 2 天" in text


def test_without_anything_the_page_says_what_to_do(client, editor):
    text = page(client, editor)
    assert "管理员" in text
    assert "还没有发布" in text
    assert "还没有信息源" in text


def test_last_issues_have_their_files(client, editor, reviewer, publisher, bulletin, submitted):
    issue = compile_issue(bulletin, date(2026, 11, 20), editor)
    approve(submitted, reviewer, seen_digest=submitted.digest)
    place_articles(issue, [submitted], editor)
    publish(issue, publisher)
    assert "等待" in page(client, editor)
    Rendition.objects.update(state="ready", file="a.pdf", sha256="a" * 64, pages=1, size=5)
    download = reverse("admin:bulletins_rendition_download", args=[Rendition.objects.get().pk])
    assert download in page(client, editor)


def test_troubled_sources_are_named_and_working_ones_are_not(client, editor):
    for name, health in (("静默源", "silent"), ("失败源", "failing"), ("正常源", "working")):
        Source.objects.create(
            name=name, url="https://news.example/", health=health, health_since=timezone.now()
        )
    Source.objects.filter(name="失败源").update(failures=3, last_error="HTTP 503", health="working")
    text = page(client, editor)
    assert "静默源" in text
    assert "HTTP 503" in text
    assert "正常源" not in text


def test_people_without_a_role_are_shown_no_panel(client, db):
    person = User.objects.create_user("new", is_staff=True)
    assert contexts(person) == []
    assert "panels" not in page(client, person)


def test_queries_do_not_grow(
    client, editor, publisher, make_issue_of, django_assert_num_queries,
    django_assert_max_num_queries,
):  # fmt: skip
    publish(make_issue_of(date(2026, 11, 6), 1), publisher)
    make_issue_of(date(2026, 12, 4), 1)
    page(client, editor)
    with django_assert_max_num_queries(70) as few:
        client.get(reverse("admin:index"))
    publish(make_issue_of(date(2026, 11, 13), 3), publisher)
    Source.objects.create(name="源", url="https://news.example/", health="silent")
    Source.objects.create(name="源2", url="https://news.example/2", health="silent")
    with django_assert_num_queries(len(few)):
        client.get(reverse("admin:index"))
