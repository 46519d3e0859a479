"""Signing an issue from the board, and its file while it is made."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bulletins.models import Rendition
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import revise_article
from bulletins.workflow.review import approve


@pytest.fixture
def issue(bulletin, editor, reviewer, submitted):
    approve(submitted, reviewer, seen_digest=submitted.digest)
    issue = compile_issue(bulletin, date(2026, 11, 20), editor)
    place_articles(issue, [submitted], editor)
    return issue


def board(name: str, issue) -> str:
    return reverse(f"desk:board-{name}", args=[issue.pk])


def test_question_shows_what_will_be_frozen(as_user, publisher, bulletin, issue, submitted):
    type(bulletin).objects.update(last_number=567)
    page = as_user(publisher).get(board("sign", issue)).content.decode()
    for words in ("第五六八期", submitted.title, submitted.digest[:12], "reviewer"):
        assert words in page
    issue.refresh_from_db()
    assert issue.number is None


def test_signing_publishes_and_leads_to_the_file(as_user, publisher, issue):
    client = as_user(publisher)
    answer = client.post(board("sign", issue))
    assert answer["HX-Redirect"] == board("issue", issue)
    issue.refresh_from_db()
    assert (issue.number, issue.published_by) == (1, publisher)
    assert client.get(board("issue", issue)).context["document"].number == 1


def test_files_are_asked_for_until_they_are_made(as_user, publisher, issue):
    client = as_user(publisher)
    client.post(board("sign", issue))
    assert client.get(board("files", issue)).status_code == 204
    Rendition.objects.update(state="ready", file="a.pdf", sha256="a" * 64, pages=1, size=5)
    answer = client.get(board("files", issue))
    assert answer.status_code == 286  # htmx stops asking
    download = reverse("admin:bulletins_rendition_download", args=[Rendition.objects.get().pk])
    assert download in answer.content.decode()


def test_refusal_is_shown_in_the_dialogue(as_user, publisher, editor, issue, submitted):
    client = as_user(publisher)
    revise_article(submitted, editor, seen_digest=submitted.digest, title="改过")
    answer = client.post(board("sign", issue))
    assert answer.context["refusal"]
    assert "改过" in answer.context["refusal"]
    issue.refresh_from_db()
    assert issue.number is None


def test_second_signature_is_refused(as_user, publisher, issue):
    client = as_user(publisher)
    client.post(board("sign", issue))
    assert client.post(board("sign", issue)).context["refusal"]
    issue.refresh_from_db()
    assert issue.number == 1


@pytest.mark.parametrize("person", ["editor", "reviewer"])
def test_only_publishers_sign(as_user, request, issue, person):
    client = as_user(request.getfixturevalue(person))
    assert client.get(board("sign", issue)).status_code == 403
    assert client.post(board("sign", issue)).status_code == 403
    assert 'id="sign"' not in client.get(reverse("desk:board")).content.decode()
    issue.refresh_from_db()
    assert issue.number is None
