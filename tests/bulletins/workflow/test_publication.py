"""Publication: numbers in order, a frozen copy, a file that is made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bulletins.models import Activity, Article, Bulletin, Issue, IssueItem, Rendition
from bulletins.rendering import pdf
from bulletins.workflow.checking import findings_of
from bulletins.workflow.compilation import (
    compile_issue,
    document_of,
    place_articles,
    redate_issue,
)
from bulletins.workflow.editing import revise_article
from bulletins.workflow.errors import (
    ConflictError,
    NotAllowedError,
    NotReadyError,
    WorkflowError,
)
from bulletins.workflow.publication import publish, render, retry, sign

FRIDAY = date(2026, 11, 20)


def test_compile_takes_window_and_masthead_of_the_date(bulletin, editor):
    bulletin.mastheads.create(
        valid_from=FRIDAY,
        title="新刊名",
        organisation="更名后的中心",
        topic_phrase="卫生信息化",
    )
    issue = compile_issue(bulletin, FRIDAY, editor)
    assert (issue.window_start, issue.window_end) == (date(2026, 11, 14), FRIDAY)
    assert issue.printed_masthead().organisation == "更名后的中心"
    earlier = compile_issue(bulletin, date(2026, 11, 13), editor)
    assert earlier.printed_masthead().organisation == "示例市卫生健康信息中心"


def test_compile_without_a_valid_masthead_is_refused(bulletin, editor):
    with pytest.raises(NotReadyError):
        compile_issue(bulletin, date(2019, 1, 4), editor)


def test_compile_twice_for_a_date_is_refused(bulletin, editor):
    compile_issue(bulletin, FRIDAY, editor)
    with pytest.raises(ConflictError):
        compile_issue(bulletin, FRIDAY, editor)


def test_place_takes_each_article_once(make_issue, make_approved, editor):
    issue = make_issue()
    placed = make_approved("第二篇")
    assert place_articles(issue, [placed], editor) == 1
    assert place_articles(issue, [placed], editor) == 0
    assert [item.position for item in issue.items.all()] == [1, 2]


def test_publish_freezes_and_numbers(make_issue, publisher, django_capture_on_commit_callbacks):
    issue = make_issue(count=3)
    rendition = publish(issue, publisher)
    assert (issue.status, issue.number, issue.number_text) == ("published", 1, "第一期")
    document = issue.frozen_document()
    assert (document.number, len(document.items)) == (1, 3)
    assert "3 篇" in document.foreword
    assert rendition.state == Rendition.State.WAITING
    assert Activity.objects.get(verb="publish").issue == issue


def test_publish_goes_on_from_the_last_number(make_issue, publisher, bulletin):
    Bulletin.objects.filter(pk=bulletin.pk).update(last_number=567)
    issue = make_issue()
    publish(issue, publisher)
    assert issue.number_text == "第五六八期"


def test_publish_without_permission_is_refused(make_issue, editor):
    issue = make_issue()
    with pytest.raises(NotAllowedError):
        publish(issue, editor)
    assert issue.status == Issue.Status.DRAFT


def test_publish_twice_is_refused_and_takes_no_number(make_issue, publisher, bulletin):
    issue = make_issue()
    publish(issue, publisher)
    with pytest.raises(ConflictError):
        publish(Issue.objects.get(pk=issue.pk), publisher)
    bulletin.refresh_from_db()
    assert bulletin.last_number == 1


def test_publish_of_an_empty_issue_is_refused_and_takes_no_number(bulletin, editor, publisher):
    issue = compile_issue(bulletin, FRIDAY, editor)
    with pytest.raises(NotReadyError):
        publish(issue, publisher)
    bulletin.refresh_from_db()
    assert bulletin.last_number == 0


def test_publish_of_an_article_edited_after_approval_is_refused(make_issue, editor, publisher):
    issue = make_issue()
    article = issue.articles.get()
    revise_article(article, editor, seen_digest=article.digest, title="后来改的标题")
    with pytest.raises(NotReadyError, match="后来改的标题"):
        publish(issue, publisher)


def test_publish_of_a_character_without_a_glyph_is_refused(
    bulletin, editor, publisher, make_approved
):
    issue = compile_issue(bulletin, FRIDAY, editor)
    place_articles(issue, [make_approved("姓\U0010fffd名", FRIDAY)], editor)
    with pytest.raises(NotReadyError, match=r"U\+10FFFD"):
        publish(issue, publisher)


def test_findings_block_articles_outside_the_window(bulletin, editor, make_approved):
    issue = compile_issue(bulletin, FRIDAY, editor)
    early, late = make_approved("早", date(2026, 11, 13)), make_approved("晚", date(2026, 11, 21))
    place_articles(issue, [early, late], editor)
    found = [(found.rule, found.level, found.item) for found in findings_of(issue)]
    assert found[-3:] == [
        ("window", "block", 1),
        ("future", "block", 2),
        ("window", "block", 2),
    ]


def test_published_issue_cannot_be_changed(make_issue, make_approved, publisher, editor):
    issue = make_issue()
    publish(issue, publisher)
    article = issue.articles.get()
    with pytest.raises(NotAllowedError):
        revise_article(article, editor, seen_digest=article.digest, title="改已刊出的")
    with pytest.raises(NotAllowedError):
        place_articles(issue, [make_approved("第二篇")], editor)


@pytest.mark.parametrize(
    "change",
    [
        lambda issue: Issue.objects.filter(pk=issue.pk).update(number=7),
        lambda issue: Issue.objects.filter(pk=issue.pk).update(document={}),
        lambda issue: Issue.objects.filter(pk=issue.pk).update(status="draft"),
        lambda issue: Issue.objects.filter(pk=issue.pk).update(issue_date=date(2026, 1, 2)),
        lambda issue: Article.objects.filter(issues=issue).update(title="改"),
        lambda issue: Article.objects.filter(issues=issue).update(status="draft"),
        lambda issue: IssueItem.objects.filter(issue=issue).update(position=9),
        lambda issue: IssueItem.objects.filter(issue=issue).delete(),
        lambda issue: Issue.objects.filter(pk=issue.pk)._raw_delete("default"),
    ],
)
def test_published_issue_is_kept_by_the_database(make_issue, publisher, change):
    issue = make_issue()
    publish(issue, publisher)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(issue)


def test_document_of_keeps_the_order_of_the_items(make_issue):
    issue = make_issue(count=3)
    *_others, third = issue.items.all()
    IssueItem.objects.filter(pk=third.pk).update(position=0)
    document = document_of(issue, None)
    assert [item.position for item in document.items] == [1, 2, 3]
    assert document.items[0].title == third.article.title
    assert document.number is None


def test_render_stores_the_file_once(make_issue, publisher, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    rendition = publish(make_issue(), publisher)
    assert render(rendition.pk) is True
    rendition.refresh_from_db()
    assert rendition.state == Rendition.State.READY
    with rendition.file.open() as file:
        assert file.read(5) == b"%PDF-"
    assert (len(rendition.sha256), rendition.pages) == (64, 2)
    assert render(rendition.pk) is None
    assert len(list(tmp_path.rglob("*.pdf"))) == 1


def test_render_failure_is_kept_and_can_be_retried(make_issue, publisher, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.RENDERING_TIMEOUT = 0.01
    rendition = publish(make_issue(), publisher)
    assert render(rendition.pk) is False
    rendition.refresh_from_db()
    assert rendition.state == Rendition.State.FAILED
    assert rendition.error
    settings.RENDERING_TIMEOUT = 60
    assert render(rendition.pk) is None
    assert retry(rendition, publisher)
    assert not retry(rendition, publisher)
    assert render(rendition.pk) is True


def test_retry_without_permission_is_refused(make_issue, publisher, editor):
    rendition = publish(make_issue(), publisher)
    with pytest.raises(NotAllowedError):
        retry(rendition, editor)


def test_publish_with_the_broker_away_keeps_the_work(
    make_issue, publisher, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    from kombu.exceptions import OperationalError

    from config.celery import app

    def away(*_args, **_kwargs):
        raise OperationalError("no broker")

    monkeypatch.setattr(app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        rendition = publish(make_issue(), publisher)
    assert "broker away" in caplog.text
    assert Rendition.objects.due(timezone.now()).get() == rendition


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", [True, False], ids=["one-issue-twice", "two-issues"])
def test_publish_at_the_same_time_gives_each_number_once(make_issue, publisher, bulletin, same):
    first = make_issue()
    issues = [first, first] if same else [first, make_issue(date(2026, 11, 27))]
    barrier = Barrier(2)

    def attempt(pk: int) -> str:
        try:
            barrier.wait(5)
            publish(Issue.objects.get(pk=pk), publisher)
        except WorkflowError as error:
            return type(error).__name__
        finally:
            connection.close()
        return "published"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(attempt, [issue.pk for issue in issues]))
    assert outcomes == (["ConflictError", "published"] if same else ["published", "published"])
    numbers = {issue.number for issue in Issue.objects.published()}
    assert numbers == ({1} if same else {1, 2})
    bulletin.refresh_from_db()
    assert bulletin.last_number == len(numbers)


def test_redate_brings_the_masthead_of_the_new_date(bulletin, editor):
    issue = compile_issue(bulletin, FRIDAY, editor)
    bulletin.mastheads.create(
        valid_from=date(2026, 11, 27),
        title="新刊名",
        organisation="中心",
        topic_phrase="卫生信息化",
    )
    window = (date(2026, 11, 21), date(2026, 11, 27))
    redate_issue(issue, date(2026, 11, 27), window, editor)
    assert issue.printed_masthead().title == "新刊名"
    assert (issue.window_start, issue.window_end) == window


def test_redate_of_a_published_issue_is_refused(make_issue, publisher):
    issue = make_issue()
    publish(issue, publisher)
    with pytest.raises(NotAllowedError):
        redate_issue(issue, date(2026, 11, 27), (FRIDAY, FRIDAY), publisher)


def test_redate_onto_another_issue_is_refused(bulletin, editor):
    issue = compile_issue(bulletin, FRIDAY, editor)
    compile_issue(bulletin, date(2026, 11, 27), editor)
    with pytest.raises(ConflictError):
        redate_issue(issue, date(2026, 11, 27), (FRIDAY, date(2026, 11, 27)), editor)


def test_publish_freezes_who_approved_which_text(make_issue, publisher, reviewer):
    issue = make_issue()
    reviewer.first_name, reviewer.last_name = "审核", "示例"
    reviewer.save()
    publish(issue, publisher)
    article = issue.articles.get()
    review = article.reviews.get()
    approval = {"by": "审核 示例", "at": review.at.isoformat(), "digest": article.digest}
    assert issue.evidence == {"articles": [{"approvals": [approval], "snapshots": []}]}


def test_manifest_names_nobody_to_readers(make_issue, publisher, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    issue = make_issue()
    rendition = publish(issue, publisher)
    assert render(rendition.pk) is True
    rendition.refresh_from_db()
    [listed] = rendition.manifest["articles"]
    [review] = issue.articles.get().reviews.all()
    assert listed == {
        "position": 1,
        "digest": review.digest,
        "approvals": [{"role": "reviewer", "at": review.at.isoformat(), "digest": review.digest}],
        "snapshots": [],
    }
    [named] = rendition.named_articles()
    assert named["approvals"] == issue.evidence["articles"][0]["approvals"]


def test_render_keeps_no_pdf_that_says_something_else(
    make_issue, publisher, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path
    spoiling = "tests.bulletins.rendering.children.drop_the_last_item"
    monkeypatch.setattr("bulletins.rendering.pdf._PROGRAM", spoiling)
    rendition = publish(make_issue(), publisher)
    assert render(rendition.pk) is False
    rendition.refresh_from_db()
    assert rendition.state == Rendition.State.FAILED
    assert "二、具体内容" in rendition.error
    assert list(tmp_path.rglob("*.pdf")) == []


def test_signing_tries_the_pdf_and_publishes(make_issue, publisher):
    issue = make_issue()
    rendition = sign(issue, publisher)
    assert (issue.number, rendition.state) == (1, Rendition.State.WAITING)


def test_issue_whose_pdf_differs_is_not_signed(make_issue, publisher, monkeypatch):
    monkeypatch.setattr(pdf, "_PROGRAM", "tests.bulletins.rendering.children.change_a_character")
    issue = make_issue()
    with pytest.raises(NotReadyError, match="PDF"):
        sign(issue, publisher)
    issue.refresh_from_db()
    assert (issue.number, issue.status) == (None, Issue.Status.DRAFT)
    assert Bulletin.objects.get().last_number == 0
    assert not Rendition.objects.exists()


def test_issue_that_changed_while_it_was_tried_is_not_signed(make_issue, bulletin, publisher):
    issue = make_issue()
    tried = document_of(issue, 1)
    Bulletin.objects.update(last_number=1)  # another issue was published meanwhile
    with pytest.raises(ConflictError):
        publish(issue, publisher, tried=tried)
    issue.refresh_from_db()
    assert issue.number is None


def test_blocked_issue_is_refused_before_its_pdf_is_tried(bulletin, editor, publisher):
    issue = compile_issue(bulletin, FRIDAY, editor)  # without articles
    with pytest.raises(NotReadyError):
        sign(issue, publisher)


def test_who_may_not_publish_may_not_sign(make_issue, editor):
    with pytest.raises(NotAllowedError):
        sign(make_issue(), editor)
