"""Beside the text of an article: checks while typing, mends, presence; and two people at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bulletins.models import Article, Presence
from bulletins.workflow.editing import revise_article
from bulletins.workflow.review import Passage, send_back, submit
from tests.bulletins.admin.conftest import messages_of, text_of, url

BODY = "<p>甲一。</p><p>乙二。</p><p>丙三。</p>"


@pytest.fixture
def three(article, editor):
    """An article of three paragraphs, with one version before it."""
    revise_article(article, editor, seen_digest=article.digest, body_html=BODY)
    return article


def change(client, article, **data):
    return client.post(url("article", "change", article.pk), text_of(article, **data))


def test_typed_text_is_checked_and_not_saved(as_user, editor, article):
    typed = text_of(article, title="", url="https://a.example/1?utm_source=x", published_on="昨天")
    typed["body_html"] = "<p>患者可以查到的的结果更多。</p><p>责任编辑：样例</p>"
    response = as_user(editor).post(url("article", "remarks", article.pk), typed)
    rules = [remark.finding.rule for remark in response.context["remarks"]]
    assert {"doubled", "fields", "leftover", "tracking"} <= set(rules)
    assert [label for label, _error in response.context["errors"]] == ["日期"]
    assert response.context["mend_count"] == 2
    article.refresh_from_db()
    assert article.history.count() == 1


def test_new_article_is_checked_as_it_is_typed(as_user, editor):
    typed = {
        "title": "样例",
        "source_name": "示例报",
        "url": "",
        "published_on": "",
        "body_html": "",
    }
    response = as_user(editor).post(url("article", "remarks_new"), typed)
    assert [remark.finding.rule for remark in response.context["remarks"]] == ["fields"]


@pytest.mark.parametrize("name", ["remarks", "merge", "draft"])
def test_reviewer_may_not_type(as_user, reviewer, article, name):
    client = as_user(reviewer)
    assert client.post(url("article", name, article.pk), text_of(article)).status_code == 403
    assert client.get(url("article", name, article.pk)).status_code == 405


def test_check_asks_the_database_a_few_times_only(
    as_user, editor, article, django_assert_max_num_queries
):
    client = as_user(editor)
    with django_assert_max_num_queries(22):
        client.post(url("article", "remarks", article.pk), text_of(article))


def test_mend_saves_what_was_typed_first(as_user, editor, article):
    typed = {"title": "改过的标题", "url": "https://a.example/1?utm_source=x", "_mend": "all"}
    response = change(as_user(editor), article, **typed)
    article.refresh_from_db()
    assert response.url == url("article", "change", article.pk) + "#findings"
    assert (article.title, article.url) == ("改过的标题", "https://a.example/1")
    urls = article.history.order_by("history_id").values_list("url", flat=True)
    assert list(urls)[1:] == ["https://a.example/1?utm_source=x", "https://a.example/1"]


def test_page_offers_the_version_before_and_brings_it_back(as_user, editor, three):
    client = as_user(editor)
    earlier = client.get(url("article", "change", three.pk)).context["earlier"]
    assert earlier.body_html != BODY
    restore = url("article", "restore", three.pk, earlier.history_id)
    client.post(restore, {"digest": three.digest})
    three.refresh_from_db()
    assert three.body_html == earlier.body_html
    assert len(messages_of(client.post(restore, {"digest": "0" * 64}))) == 2  # stale: refused
    assert three.history.count() == 3


def test_reviewer_cannot_bring_a_version_back(as_user, reviewer, three):
    earlier = three.history.last()
    response = as_user(reviewer).post(
        url("article", "restore", three.pk, earlier.history_id), {"digest": three.digest}
    )
    three.refresh_from_db()
    assert three.body_html == BODY
    assert len(messages_of(response)) == 1


def test_save_and_submit(as_user, editor, article):
    change(as_user(editor), article, title="改过的标题", _submit="1")
    article.refresh_from_db()
    assert (article.title, article.status) == ("改过的标题", "in_review")


def test_refused_submission_keeps_the_text(as_user, editor, article):
    response = change(as_user(editor), article, title="改过的标题", published_on="", _submit="1")
    article.refresh_from_db()
    assert (article.title, article.status) == ("改过的标题", "draft")
    assert response.url == url("article", "change", article.pk)


# --- Two people at once -------------------------------------------------------------------------


def test_stale_save_shows_both_versions_and_saves_nothing(as_user, editor, second_editor, three):
    typed = text_of(three, title="我的标题", body_html=BODY.replace("乙二", "乙二，我改"))
    theirs = BODY.replace("丙三", "丙三，他改")
    revise_article(three, second_editor, seen_digest=three.digest, body_html=theirs)
    page = as_user(editor).post(url("article", "change", three.pk), typed)
    assert page.templates[0].name == "bulletins/desk/merge.html"
    content = page.content.decode()
    assert "<ins>，我改</ins>" in content
    assert "<ins>，他改</ins>" in content
    assert 'class="conflict"' not in content
    three.refresh_from_db()
    assert three.body_html == theirs


def test_merge_joins_what_is_free_of_conflict_and_takes_what_was_chosen(
    as_user, editor, second_editor, three
):
    client = as_user(editor)
    typed = text_of(
        three, title="我的标题", body_html=BODY.replace("丙三", "丙三，我改") + "<p>丁。</p>"
    )
    theirs = BODY.replace("甲一", "甲一，他改").replace("丙三", "丙三，他改")
    revise_article(three, second_editor, seen_digest=three.digest, body_html=theirs)
    page = client.post(url("article", "change", three.pk), typed)
    _label, rows = page.context["fields"][1]
    conflict = [row for row in rows if row.part.is_conflict]
    assert len(conflict) == 1
    chosen = typed | {"their_digest": three.digest, conflict[0].key: "both"}
    client.post(url("article", "merge", three.pk), chosen)
    three.refresh_from_db()
    assert three.title == "我的标题"
    assert three.body_html == (
        "<p>甲一，他改。</p><p>乙二。</p><p>丙三，他改。</p><p>丙三，我改。</p><p>丁。</p>"
    )
    assert set(three.editors.all()) == {editor, second_editor}
    # what was typed is in the merge: it is no draft any more
    assert client.post(url("article", "draft", three.pk), typed).status_code == 204


def test_merge_of_a_text_that_changed_once_more_is_shown_again(
    as_user, editor, second_editor, three
):
    typed = text_of(three, title="我的标题")
    shown = three.digest
    revise_article(three, second_editor, seen_digest=shown, title="他的标题")
    chosen = typed | {"their_digest": shown, "title-0": "mine"}
    page = as_user(editor).post(url("article", "merge", three.pk), chosen)
    assert page.templates[0].name == "bulletins/desk/merge.html"
    assert f'name="their_digest" value="{three.digest}"' in page.content.decode()
    three.refresh_from_db()
    assert three.title == "他的标题"


def test_merge_without_a_common_text_is_all_conflict(as_user, editor, three):
    typed = text_of(three, title="我的标题", seen_digest="0" * 64)
    page = as_user(editor).post(url("article", "change", three.pk), typed)
    conflicts = [
        row.key for _label, rows in page.context["fields"] for row in rows if row.part.is_conflict
    ]
    assert conflicts == ["title-0"]


def test_draft_that_was_not_saved_says_what_differs(as_user, editor, three):
    client = as_user(editor)
    draft = text_of(three, body_html=BODY.replace("乙二", "乙二，断线时写"))
    page = client.post(url("article", "draft", three.pk), draft)
    assert "<ins>，断线时写</ins>" in page.content.decode()
    change(client, three, body_html=draft["body_html"])
    three.refresh_from_db()
    change(client, three, title="后来又改")
    assert client.post(url("article", "draft", three.pk), draft).status_code == 204


def test_draft_of_a_new_article_ends_with_its_saving(as_user, editor):
    client = as_user(editor)
    draft = {
        "title": "样例",
        "source_name": "示例报",
        "url": "",
        "published_on": "",
        "body_html": "",
    }
    assert client.post(url("article", "draft_new"), draft).status_code == 200
    client.post(url("article", "add"), draft)
    assert Article.objects.get().title == "样例"
    assert client.post(url("article", "draft_new"), draft).status_code == 204


# --- Presence -----------------------------------------------------------------------------------


def test_others_who_have_the_article_open_are_named(as_user, editor, reviewer, article):
    presence = url("article", "presence", article.pk)
    as_user(reviewer).post(presence)
    client = as_user(editor)
    page = client.post(presence, {"seen_digest": article.digest, "writing": "1"})
    assert [other.person for other in page.context["others"]] == [reviewer]
    known = {"seen_digest": article.digest, "known": page.context["state"]}
    assert client.post(presence, known).status_code == 204
    others = as_user(reviewer).post(presence).context["others"]
    assert [(other.person, other.is_writing) for other in others] == [(editor, False)]


def test_whoever_gives_no_sign_of_life_has_gone(as_user, editor, reviewer, article):
    presence = url("article", "presence", article.pk)
    as_user(reviewer).post(presence)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=30))
    assert as_user(editor).post(presence).context["others"] == []
    Presence.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    as_user(editor).post(presence)
    assert Presence.objects.get().person == editor


def test_page_is_told_that_its_text_is_an_old_one(as_user, editor, second_editor, article):
    seen = article.digest
    revise_article(article, second_editor, seen_digest=seen, title="他的标题")
    page = as_user(editor).post(url("article", "presence", article.pk), {"seen_digest": seen})
    assert page.context["is_stale"]
    assert "second-editor" in page.content.decode()


def test_comments_of_the_reviewer_stand_beside_the_text_until_it_is_submitted_again(
    as_user, editor, reviewer, article
):
    submit(article, editor)
    passage = Passage("三家医院", "请写明是哪三家")
    send_back(article, reviewer, seen_digest=article.digest, comment="请补充", passages=[passage])
    client = as_user(editor)
    content = client.get(url("article", "change", article.pk)).content.decode()
    assert 'data-quote="三家医院"' in content
    assert "请写明是哪三家" in content
    change(client, article, title="改过的标题")
    article.refresh_from_db()
    page = client.get(url("article", "change", article.pk))
    assert page.context["sent_back"].comment == "请补充"
    submit(article, editor)
    assert client.get(url("article", "change", article.pk)).context["sent_back"] is None
