"""Corrections and withdrawals: what was published stays, what readers get follows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from bulletins.models import Activity, Amendment, Rendition
from bulletins.workflow.amending import (
    begin_correction,
    correct,
    corrections_of,
    proposed_notice,
    withdraw,
)
from bulletins.workflow.compilation import compile_issue, document_of
from bulletins.workflow.editing import revise_article
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit

NOTICE = "本刊第一期第 1 条《示例》日期有误，现予更正。"


@pytest.fixture
def published(make_issue, publisher):
    issue = make_issue(count=2)
    publish(issue, publisher)
    return issue


@pytest.fixture
def corrected(published, editor, reviewer):
    """A corrected text of the second article, approved."""
    article = begin_correction(published.items.all()[1], editor)
    revise_article(article, editor, seen_digest=article.digest, title="更正后的标题")
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    return article


def test_correction_makes_a_new_version_and_leaves_the_old_one(published, corrected, publisher):
    before = published.document
    amendment = correct(corrected, publisher, NOTICE)
    published.refresh_from_db()
    assert published.document == before
    now = published.current_document()
    assert [item.title for item in now.items] == [before["items"][0]["title"], "更正后的标题"]
    assert now.notices == (NOTICE,)
    assert (now.number, amendment.version) == (before["number"], 2)


def test_corrected_version_has_a_file_of_its_own(published, corrected, publisher):
    amendment = correct(corrected, publisher, NOTICE)
    versions = Rendition.objects.filter(issue=published).order_by("pk")
    assert [rendition.amendment for rendition in versions] == [None, amendment]
    assert versions[1].document().items[1].title == "更正后的标题"
    assert versions[1].evidence()["articles"][1]["approvals"][0]["digest"] == corrected.digest


def test_second_correction_keeps_the_first(published, corrected, editor, reviewer, publisher):
    correct(corrected, publisher, NOTICE)
    second = begin_correction(published.items.all()[0], editor)
    revise_article(second, editor, seen_digest=second.digest, title="首条也更正")
    submit(second, editor)
    approve(second, reviewer, seen_digest=second.digest)
    amendment = correct(second, publisher, "又更正。")
    published.refresh_from_db()
    titles = [item.title for item in published.current_document().items]
    assert titles == ["首条也更正", "更正后的标题"]
    digests = [each["approvals"][0]["digest"] for each in amendment.evidence["articles"]]
    assert digests == [second.digest, corrected.digest]
    assert amendment.version == 3


def test_draft_of_a_correction_is_the_text_that_readers_have(published, editor):
    item = published.items.first()
    article = begin_correction(item, editor)
    assert (article.text(), article.status) == (item.article.text(), "draft")
    assert list(corrections_of(published)) == [article]
    assert "第一期第 1 条" in proposed_notice(article)
    with pytest.raises(ConflictError):
        begin_correction(item, editor)


def test_corrections_are_not_placed_in_issues(corrected):
    assert corrected not in type(corrected).objects.shortlisted()
    assert corrected not in type(corrected).objects.ready_for_issue()


def test_text_that_is_not_approved_corrects_nothing(published, editor, publisher):
    article = begin_correction(published.items.first(), editor)
    with pytest.raises(NotReadyError):
        correct(article, publisher, NOTICE)
    assert not Amendment.objects.exists()


def test_correction_needs_permission_and_a_notice(corrected, editor, publisher):
    with pytest.raises(NotAllowedError):
        correct(corrected, editor, NOTICE)
    with pytest.raises(NotReadyError):
        correct(corrected, publisher, "  ")
    assert not Amendment.objects.exists()


def test_next_foreword_says_what_was_amended_and_later_ones_do_not(
    published, corrected, bulletin, editor, publisher, make_issue
):
    correct(corrected, publisher, NOTICE)
    following = make_issue(date(2026, 11, 27))
    assert document_of(following, None).notices == (NOTICE,)
    publish(following, publisher)
    following.refresh_from_db()
    assert following.frozen_document().notices == (NOTICE,)
    later = compile_issue(bulletin, date(2026, 12, 4), editor)
    assert document_of(later, None).notices == ()


def test_withdrawn_issue_keeps_number_and_reason(published, publisher, corrected):
    withdraw(published, publisher, "数据来源有争议")
    published = type(published).objects.get()
    assert published.number == 1
    assert "数据来源有争议" in published.withdrawal().notice
    assert Activity.objects.get(verb="withdraw").issue == published
    with pytest.raises(NotReadyError):
        correct(corrected, publisher, NOTICE)
    with pytest.raises(NotReadyError):
        withdraw(published, publisher, "再次")


def test_withdrawal_needs_permission_and_a_reason(published, editor, publisher):
    with pytest.raises(NotAllowedError):
        withdraw(published, editor, "理由")
    with pytest.raises(NotReadyError):
        withdraw(published, publisher, " ")
    assert not Amendment.objects.exists()


def test_issue_in_preparation_is_neither_corrected_nor_withdrawn(make_issue, editor, publisher):
    issue = make_issue()
    with pytest.raises(NotReadyError):
        begin_correction(issue.items.first(), editor)
    with pytest.raises(NotReadyError):
        withdraw(issue, publisher, "理由")


def test_database_keeps_amendments_as_they_are(published, publisher):
    withdraw(published, publisher, "理由")
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.update(notice="别的")


def test_signed_correction_is_never_edited_again(corrected, publisher, editor):
    correct(corrected, publisher, NOTICE)
    with pytest.raises(NotAllowedError):
        revise_article(corrected, editor, seen_digest=corrected.digest, title="又改")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(corrected).objects.filter(pk=corrected.pk).update(status="draft", title="又改")


def test_correction_edited_since_it_was_loaded_is_not_signed(corrected, publisher, editor):
    loaded = type(corrected).objects.get(pk=corrected.pk)
    revise_article(corrected, editor, seen_digest=corrected.digest, title="又改")
    with pytest.raises(NotReadyError, match="又改"):
        correct(loaded, publisher, NOTICE)
    assert not Amendment.objects.exists()


def test_amendment_stays(corrected, publisher):
    correct(corrected, publisher, NOTICE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.all()._raw_delete("default")
