"""Waivers: a blocking finding passes with a reason, for one exact text."""

from __future__ import annotations

from datetime import date

import pytest

from bulletins.models import Waiver
from bulletins.workflow.checking import findings_of, waive
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article, revise_article
from bulletins.workflow.errors import NotAllowedError, NotReadyError
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit
from monitor.models import Entry

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def early_issue(bulletin, editor, reviewer):
    """An issue whose one article is a day too old."""
    article = create_article(
        editor, title="早一天", source_name="示例报", url="https://a.example/1",
        published_on=date(2026, 11, 13), body_html="<p>样例正文。</p>",
    )  # fmt: skip
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    issue = compile_issue(bulletin, FRIDAY, editor)
    place_articles(issue, [article], editor)
    return issue


def blocking(issue):
    return [(finding.rule, finding.item) for finding in findings_of(issue) if finding.is_blocking]


def test_waived_finding_blocks_no_more_and_shows_its_reason(early_issue, editor, publisher):
    with pytest.raises(NotReadyError):
        publish(early_issue, publisher)
    waiver = waive(early_issue, 1, "window", "  上周五晚发布  ", editor)
    assert (waiver.reason, waiver.given_by) == ("上周五晚发布", editor)
    assert blocking(early_issue) == []
    assert "上周五晚发布" in [finding.waived for finding in findings_of(early_issue)]
    publish(early_issue, publisher)
    early_issue.refresh_from_db()
    assert early_issue.is_published


def test_waiver_ends_with_the_text(early_issue, editor):
    waive(early_issue, 1, "window", "说明", editor)
    article = early_issue.articles.get()
    revise_article(article, editor, seen_digest=article.digest, title="早一天的稿件")
    assert blocking(early_issue) == [("approval", 1), ("window", 1)]


@pytest.mark.parametrize(
    ("item", "rule", "reason"),
    [(1, "window", " "), (1, "approval", "说明"), (2, "window", "说明"), (0, "count", "说明")],
)
def test_only_what_may_pass_is_waived(early_issue, editor, item, rule, reason):
    with pytest.raises(NotReadyError):
        waive(early_issue, item, rule, reason, editor)
    assert not Waiver.objects.exists()


def test_waiver_needs_the_permission(early_issue, reviewer):
    with pytest.raises(NotAllowedError):
        waive(early_issue, 1, "window", "说明", reviewer)


def test_page_states_another_date_than_the_article(early_issue, editor):
    article = early_issue.articles.get()

    evidence = [{"kind": "text", "value": "2026-11-12T08:00:00+08:00", "text": "11月12日"}]
    entry = Entry.objects.create(
        url="https://a.example/1", link_key="k", item_digest="d", title="早一天",
        found_at="2026-11-13T00:00Z", date_evidence=evidence,
    )  # fmt: skip
    article.entry = entry
    article.save()
    assert ("date-evidence", 1) in [(found.rule, found.item) for found in findings_of(early_issue)]
