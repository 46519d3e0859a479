"""Approval: by another person, for one exact text, and kept so by the database too."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from bulletins.models import Activity, Article, Review
from bulletins.workflow.editing import revise_article
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.review import approve, send_back, submit


@pytest.fixture
def submitted(article, editor):
    submit(article, editor)
    return article


@pytest.fixture
def approved(submitted, reviewer):
    approve(submitted, reviewer, seen_digest=submitted.digest)
    return submitted


def test_approve_records_the_text_it_was_given_for(submitted, reviewer):
    review = approve(submitted, reviewer, seen_digest=submitted.digest, comment="好")
    assert submitted.status == Article.Status.APPROVED
    assert (review.digest, review.reviewer, review.comment) == (submitted.digest, reviewer, "好")
    activity = Activity.objects.get(verb="approve")
    assert (activity.actor, activity.from_status, activity.to_status, activity.digest) == (
        reviewer, "in_review", "approved", submitted.digest,
    )  # fmt: skip


def test_approve_own_article_is_refused(chief, article, editor):
    revise_article(article, chief, seen_digest=article.digest, title="改过的标题")
    submit(article, chief)
    with pytest.raises(NotAllowedError):
        approve(article, chief, seen_digest=article.digest)
    assert article.status == Article.Status.IN_REVIEW
    assert not Review.objects.exists()


def test_approve_by_an_earlier_editor_is_refused(chief, article, editor):
    revise_article(article, chief, seen_digest=article.digest, title="改过的标题")
    revise_article(article, editor, seen_digest=article.digest, title="又改过的标题")
    submit(article, editor)
    with pytest.raises(NotAllowedError):
        approve(article, chief, seen_digest=article.digest)


def test_approve_without_permission_is_refused(submitted, second_editor):
    with pytest.raises(NotAllowedError):
        approve(submitted, second_editor, seen_digest=submitted.digest)


def test_approve_of_another_text_is_refused(submitted, reviewer):
    with pytest.raises(ConflictError):
        approve(submitted, reviewer, seen_digest="0" * 64)
    assert not Review.objects.exists()


def test_approve_twice_is_refused(approved, reviewer):
    with pytest.raises(ConflictError):
        approve(approved, reviewer, seen_digest=approved.digest)
    assert Review.objects.count() == 1


def test_send_back_needs_a_comment(submitted, reviewer):
    with pytest.raises(NotReadyError):
        send_back(submitted, reviewer, seen_digest=submitted.digest, comment="  ")
    assert not Review.objects.exists()
    send_back(submitted, reviewer, seen_digest=submitted.digest, comment="日期有误")
    assert submitted.status == Article.Status.RETURNED


def test_submit_names_what_is_missing(article, editor):
    Article.objects.filter(pk=article.pk).update(published_on=None)
    article.refresh_from_db()
    with pytest.raises(NotReadyError, match=r"日期|date"):
        submit(article, editor)


def test_revise_voids_approval(approved, editor):
    assert revise_article(approved, editor, seen_digest=approved.digest, title="新标题")
    assert approved.status == Article.Status.DRAFT
    assert (approved.approved_by, approved.approved_digest) == (None, "")


def test_revise_with_the_same_text_keeps_approval(approved, editor):
    assert not revise_article(approved, editor, seen_digest=approved.digest, title=approved.title)
    assert approved.status == Article.Status.APPROVED


def test_revise_of_a_stale_text_is_refused(article, editor, second_editor):
    seen = article.digest
    revise_article(article, second_editor, seen_digest=seen, title="别人改的标题")
    with pytest.raises(ConflictError):
        revise_article(article, editor, seen_digest=seen, title="我改的标题")
    article.refresh_from_db()
    assert article.title == "别人改的标题"


def test_saving_the_model_as_approved_is_refused_by_the_database(submitted, reviewer):
    submitted.status = Article.Status.APPROVED
    submitted.approved_by, submitted.approved_digest = reviewer, submitted.digest
    with pytest.raises(IntegrityError), transaction.atomic():
        submitted.save()


def test_saving_the_model_as_approved_by_its_editor_is_refused(submitted, editor):
    submitted.status = Article.Status.APPROVED
    submitted.approved_by, submitted.approved_digest = editor, submitted.digest
    with pytest.raises(IntegrityError), transaction.atomic():
        submitted.save()


def test_update_of_an_approved_text_is_refused_by_the_database(approved):
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=approved.pk).update(body_html="<p>换掉</p>")


def test_saving_a_changed_approved_text_is_refused_by_the_database(approved):
    approved.title = "换掉"
    with pytest.raises(IntegrityError), transaction.atomic():
        approved.save()


def test_review_by_an_editor_is_refused_by_the_database(submitted, editor, reviewer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            article=submitted, reviewer=editor, editor=reviewer, decision="approved",
            digest=submitted.digest,
        )  # fmt: skip


@pytest.mark.parametrize("model", [Review, Activity])
def test_decisions_are_append_only(approved, model):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(comment="改写历史")


@pytest.mark.parametrize("model", [Review, Activity])
def test_decisions_stay(approved, model):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()
