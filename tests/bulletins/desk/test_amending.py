"""The page of corrections, and what readers get."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bulletins.models import Amendment
from bulletins.workflow.amending import begin_correction, correct, withdraw
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import revise_article
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit


@pytest.fixture
def published(bulletin, article, editor, reviewer, publisher):
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    issue = compile_issue(bulletin, date(2026, 11, 20), editor)
    place_articles(issue, [article], editor)
    publish(issue, publisher)
    return issue


@pytest.fixture
def corrected(published, editor, reviewer):
    article = begin_correction(published.items.get(), editor)
    revise_article(article, editor, seen_digest=article.digest, title="更正后的标题")
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    return article


def test_editor_begins_a_correction_from_the_issue(as_user, editor, published):
    client = as_user(editor)
    page = client.get(reverse("desk:amend", args=[published.pk])).content.decode()
    address = reverse("desk:begin-correction", args=[published.items.get().pk])
    assert address in page
    response = client.post(address)
    assert response.url.startswith("/admin/bulletins/article/")
    assert (
        'name="notice"'
        not in client.get(reverse("desk:amend", args=[published.pk])).content.decode()
    )


def test_publisher_signs_and_readers_get_the_new_version(as_user, publisher, client, corrected):
    desk = as_user(publisher)
    issue = corrected.corrects.item.issue
    assert "现予更正" in desk.get(reverse("desk:amend", args=[issue.pk])).content.decode()
    desk.post(reverse("desk:sign-correction", args=[corrected.pk]), {"notice": "标题有误，更正。"})
    page = client.get("/issues/sample/1/").content.decode()
    assert "更正后的标题" in page
    assert "标题有误，更正。" in page


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_others_sign_nothing(request, as_user, role, corrected, published):
    desk = as_user(request.getfixturevalue(role))
    for address in (
        reverse("desk:sign-correction", args=[corrected.pk]),
        reverse("desk:sign-withdrawal", args=[published.pk]),
    ):
        assert desk.post(address, {"notice": "x", "reason": "x"}).status_code == 403
    assert not Amendment.objects.exists()


def test_withdrawn_issue_shows_readers_the_reason_alone(client, publisher, published):
    withdraw(published, publisher, "数据来源有争议")
    page = client.get("/issues/sample/1/")
    assert "数据来源有争议" in page.content.decode()
    assert published.frozen_document().items[0].title not in page.content.decode()
    for name in ("1.pdf", "1.docx", "1.json"):
        answer = client.get(f"/issues/sample/{name}")
        assert answer.status_code == 410
    assert published.frozen_document().items[0].title not in client.get("/").content.decode()


def test_corrected_text_stands_in_every_output(client, publisher, corrected):
    correct(corrected, publisher, "标题有误，更正。")
    plain = client.get("/issues/sample/1.json").json()
    assert plain["items"][0]["title"] == "更正后的标题"
    assert plain["notices"] == ["标题有误，更正。"]
    assert "标题有误，更正。" in client.get("/issues/sample/1.html").content.decode()
