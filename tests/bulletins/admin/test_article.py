"""The page of an article: writing, steps, and what nobody can do by any way round them."""

from __future__ import annotations

import pytest

from bulletins.models import Article, Review
from bulletins.workflow.editing import revise_article
from tests.bulletins.admin.conftest import messages_of, text_of, url


def step(client, article, name, **data):
    return client.post(url("article", "step", article.pk, name), data)


def test_adding_makes_a_draft_of_the_editor(as_user, editor):
    response = as_user(editor).post(
        url("article", "add"),
        {"title": "样例", "source_name": "示例报", "url": "", "published_on": "", "body_html": ""},
    )
    assert response.status_code == 302
    article = Article.objects.get()
    assert (article.title, article.status, article.edited_by) == ("样例", "draft", editor)


def test_saving_keeps_figures_with_their_captions(as_user, editor, article):
    src = f"/pictures/{'a' * 64}.jpg"
    figure = f'<figure><img src="{src}" alt="图"><figcaption>图一：平台</figcaption></figure>'
    body = f"<p>样例。</p>{figure}"
    as_user(editor).post(url("article", "change", article.pk), text_of(article, body_html=body))
    article.refresh_from_db()
    assert article.body_html == body
    page = as_user(editor).get(url("article", "change", article.pk))
    assert page.context["adminform"].form["body_html"].value() == body


def test_saving_undoes_what_the_editor_adds(as_user, editor, article):
    body = (
        '<figure class="figure"><img src="/pictures/' + "a" * 64 + '.jpg">'
        '<figcaption class="figure-caption"></figcaption></figure>'
        "<ul><li><p>一</p></li><li><p>二</p><p>三</p></li></ul>"
        "<table><tbody><tr><td><p>四</p></td></tr></tbody></table>"
    )
    as_user(editor).post(url("article", "change", article.pk), text_of(article, body_html=body))
    article.refresh_from_db()
    assert article.body_html == (
        '<figure><img src="/pictures/' + "a" * 64 + '.jpg"></figure>'
        "<ul><li>一</li><li><p>二</p><p>三</p></li></ul>"
        "<table><tbody><tr><td>四</td></tr></tbody></table>"
    )


def test_edit_of_an_approved_text_says_that_it_is_a_draft_again(as_user, editor, approved):
    response = as_user(editor).post(
        url("article", "change", approved.pk), text_of(approved, title="新标题")
    )
    approved.refresh_from_db()
    assert approved.status == "draft"
    assert len(messages_of(response)) == 2


def test_status_cannot_be_typed(as_user, chief, submitted):
    page = as_user(chief).get(url("article", "change", submitted.pk))
    assert set(page.context["adminform"].form.fields) == {*Article.TEXT_FIELDS, "seen_digest"}
    forged = text_of(submitted, status="approved", approved_by=chief.pk)
    as_user(chief).post(
        url("article", "change", submitted.pk),
        {**forged, "approved_digest": submitted.digest},
    )
    submitted.refresh_from_db()
    assert (submitted.status, submitted.approved_by) == ("in_review", None)


def test_editor_with_every_role_cannot_approve_their_own(as_user, chief, article):
    revise_article(article, chief, seen_digest=article.digest, title="主编改过")
    client = as_user(chief)
    step(client, article, "submit")
    response = step(client, article, "approve", digest=article.digest)
    article.refresh_from_db()
    assert article.status == "in_review"
    assert len(messages_of(response)) == 2  # submitted; refused
    assert not Review.objects.exists()
    page = client.get(url("article", "change", article.pk))
    refusals = {button.transition.name: button.refusal for button in page.context["buttons"]}
    assert refusals["approve"]
    assert refusals["send_back"]
    assert not refusals["recall"]


@pytest.mark.parametrize("action", ["approve", "approve_selected", "delete_selected", "publish"])
def test_there_is_no_bulk_action_that_decides(as_user, chief, submitted, action):
    data = {"action": action, "_selected_action": [submitted.pk]}
    as_user(chief).post(url("article", "changelist"), data)
    submitted.refresh_from_db()
    assert submitted.status == "in_review"


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_approval_of_another_text_is_refused(as_user, reviewer, submitted, digest):
    response = step(as_user(reviewer), submitted, "approve", digest=digest)
    submitted.refresh_from_db()
    assert submitted.status == "in_review"
    assert len(messages_of(response)) == 1


def test_sending_back_needs_a_comment(as_user, reviewer, submitted):
    step(as_user(reviewer), submitted, "send_back", digest=submitted.digest, comment=" ")
    submitted.refresh_from_db()
    assert submitted.status == "in_review"


@pytest.mark.parametrize("name", ["void", "publish", "nothing"])
def test_steps_without_a_button_do_not_exist(as_user, chief, approved, name):
    assert step(as_user(chief), approved, name).status_code == 404
    approved.refresh_from_db()
    assert approved.status == "approved"


def test_steps_need_a_post(as_user, editor, article):
    assert as_user(editor).get(url("article", "step", article.pk, "submit")).status_code == 405


def test_steps_need_the_csrf_token(editor, article):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert step(client, article, "submit").status_code == 403


def test_bulk_submission_says_of_each_why_not(as_user, editor, article):
    other = Article.objects.create(title="无日期", source_name="示例报", edited_by=editor)
    data = {"action": "submit_selected", "_selected_action": [article.pk, other.pk]}
    response = as_user(editor).post(url("article", "changelist"), data)
    assert sorted(Article.objects.values_list("status", flat=True)) == ["draft", "in_review"]
    assert len(messages_of(response)) == 2


def test_reviewer_reads_the_text_as_printed_and_cannot_write(as_user, reviewer, article):
    client = as_user(reviewer)
    page = client.get(url("article", "change", article.pk))
    assert "样例正文：示例市三家医院实现检查结果互认。" in page.content.decode()
    assert b'name="body_html"' not in page.content
    posted = client.post(url("article", "change", article.pk), text_of(article, title="改"))
    assert posted.status_code == 403


def test_printed_article_is_looked_at_only(as_user, editor, publisher, filled_issue, approved):
    from bulletins.workflow.publication import publish

    publish(filled_issue, publisher)
    client = as_user(editor)
    page = client.get(url("article", "change", approved.pk))
    assert page.status_code == 200
    assert b'name="body_html"' not in page.content
    posted = client.post(url("article", "change", approved.pk), text_of(approved, title="改"))
    assert posted.status_code == 403


def test_stored_script_is_not_shown(as_user, reviewer, article):
    Article.objects.filter(pk=article.pk).update(
        body_html="<p onclick=x()>正文</p><script>alert(1)</script><img src=//evil/x.png>"
    )
    for address in (url("article", "change", article.pk), f"/admin/desk/review/{article.pk}/"):
        content = as_user(reviewer).get(address).content.decode()
        assert "alert(1)" not in content
        assert "evil" not in content
        assert "onclick" not in content


def test_history_shows_what_changed(as_user, editor, reviewer, article):
    revise_article(article, editor, seen_digest=article.digest, title="示例市加快电子病历互通")
    page = as_user(reviewer).get(url("article", "history", article.pk)).content.decode()
    assert "<del>推进</del><ins>加快</ins>电子病历" in page


def test_import_map_carries_the_nonce(as_user, editor, article):
    page = as_user(editor).get(url("article", "change", article.pk))
    policy = page.headers["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert f'<script type="importmap" nonce="{nonce}">' in page.content.decode()


def test_list_takes_the_same_queries_for_three_as_for_one(
    as_user, editor, article, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_user(editor)
    with CaptureQueriesContext(connection) as one:
        client.get(url("article", "changelist"))
    expected = len(one)
    for number in range(2):
        Article.objects.create(title=f"样例{number}", source_name="报", edited_by=editor)
    with django_assert_num_queries(expected):
        client.get(url("article", "changelist"))
