"""A newsroom's years for measuring the desk: issues with their articles, and the week's work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from itertools import islice

from django.contrib.auth.models import User
from django.db.models import F

from benchmarks._articles import MadeUp, Writer
from bulletins.models import (
    Activity,
    Article,
    Bulletin,
    BulletinMasthead,
    Issue,
    IssueItem,
    Rendition,
    Review,
)  # fmt: skip
from bulletins.rendering.document import Document
from bulletins.searching import SEARCHED
from bulletins.workflow.compilation import begin_issue, document_item
from bulletins.workflow.evidence import approval_of
from bulletins.workflow.scheduling import coming_date
from monitor.models import Decision, Entry
from search.indexing import rebuild

PER_ISSUE = 4
#: Of the coming issue: articles that are placed, approved, in review, drafts.
PLACED, READY, IN_REVIEW, DRAFTS = 4, 12, 40, 20
_WEEK = timedelta(weeks=1)
_AT_ONCE = 500


def write_issues(count: int, people: dict[str, User], now: datetime) -> Issue:
    """Write so many published issues and the one in preparation, which is given."""
    for model, name in ((Activity, "at"), (Review, "at"), (Article, "created_at")):
        model._meta.get_field(name).auto_now_add = False  # they happened long ago
    Article._meta.get_field("updated_at").auto_now = False
    bulletin = _series()
    days = [coming_date(bulletin) - _WEEK * (count - at) for at in range(count)]
    coming = days[-1] + _WEEK
    work = [coming] * (PLACED + READY + IN_REVIEW + DRAFTS)
    articles = _articles([day for day in days for _place in range(PER_ISSUE)] + work, people, now)
    approved = articles[: -IN_REVIEW - DRAFTS]
    reviews = _approve(approved, people)
    printed = list(zip(approved, reviews, strict=True))[: count * PER_ISSUE]
    _publish(bulletin, days, printed, people)
    issue = begin_issue(bulletin, coming)
    placed = approved[count * PER_ISSUE :][:PLACED]
    IssueItem.objects.bulk_create(
        IssueItem(issue=issue, article=article, position=at) for at, article in enumerate(placed, 1)
    )
    _remember(articles)
    rebuild(SEARCHED)
    return issue


def _series() -> Bulletin:
    bulletin = Bulletin.objects.create(name="卫生信息化周报（样例）", slug="sample")
    BulletinMasthead.objects.create(
        bulletin=bulletin, valid_from=date(2000, 1, 1), title="卫生信息化舆情监测周报",
        organisation="示例市卫生健康信息中心", topic_phrase="卫生信息化",
    )  # fmt: skip
    return bulletin


def _articles(days: list[date], people: dict[str, User], now: datetime) -> list[Article]:
    """Write an article for each day; those of the last year are made of accepted stories."""
    accepted = Decision.objects.filter(verdict=Decision.Verdict.ACCEPT).order_by("-decided_at")
    entries = list(Entry.objects.filter(decisions__in=accepted).order_by("-found_at")[: len(days)])
    # as in reality: a week gives few of its accepted stories
    weekly = iter(entries[:: max(1, len(entries) // (52 * PER_ISSUE))])
    texts = islice(Writer(seed=7).articles(len(days)), len(days))
    articles = [
        _article(day, text, people["editor"]) for day, text in zip(days, texts, strict=True)
    ]
    for article, entry in zip(reversed(articles), weekly, strict=False):
        article.entry = entry
    for batch in _batches(articles):
        Article.objects.bulk_create(batch)
    through = Article.editors.through
    through.objects.bulk_create(
        [through(article=article, user=people["editor"]) for article in articles],
        batch_size=_AT_ONCE,
    )
    Article.objects.filter(pk__in=[one.pk for one in articles[-DRAFTS:]]).update(status="draft")
    return articles


def _article(day: date, text: MadeUp, editor: User) -> Article:
    at = datetime.fromisoformat(f"{day - timedelta(days=2)}T09:00+08:00")
    article = Article(
        title=text.title[:60], source_name="样例健康报", url=f"https://outlet.example/{day}/{at.hour}",
        published_on=day - timedelta(days=3), status=Article.Status.IN_REVIEW, edited_by=editor,
        body_html="".join(f"<p>{line}</p>" for line in text.text.splitlines()),
        submitted_at=at, created_at=at, updated_at=at,
    )  # fmt: skip
    article.digest = article.text_digest()
    return article


def _approve(articles: list[Article], people: dict[str, User]) -> list[Review]:
    reviewer = people["reviewer"]
    reviews = Review.objects.bulk_create(
        Review(article=article, reviewer=reviewer, editor=people["editor"], digest=article.digest,
               decision=Review.Decision.APPROVED, at=article.created_at)
        for article in articles
    )  # fmt: skip
    Article.objects.filter(pk__range=(articles[0].pk, articles[-1].pk)).update(
        status="approved", approved_by=reviewer, approved_digest=F("digest")
    )
    verbs = (("submit", "editor", "draft", "in_review"),
             ("approve", "reviewer", "in_review", "approved"))  # fmt: skip
    Activity.objects.bulk_create(
        Activity(actor=people[role], verb=verb, article=article, from_status=before,
                 to_status=after, digest=article.digest, at=article.created_at)
        for article in articles
        for verb, role, before, after in verbs
    )  # fmt: skip
    return reviews


def _publish(
    bulletin: Bulletin, days: list[date], printed: list[tuple[Article, Review]],
    people: dict[str, User],
) -> None:  # fmt: skip
    """Publish an issue a week, four articles each, as publication itself would have left it."""
    chief, masthead = people["publisher"], bulletin.masthead_on(days[0])
    assert masthead
    issues = Issue.objects.bulk_create(
        Issue(bulletin=bulletin, issue_date=day, window_start=day - timedelta(days=6),
              window_end=day, masthead=asdict(masthead))
        for day in days
    )  # fmt: skip
    groups = [printed[at : at + PER_ISSUE] for at in range(0, len(printed), PER_ISSUE)]
    IssueItem.objects.bulk_create(
        IssueItem(issue=issue, article=article, position=at)
        for issue, group in zip(issues, groups, strict=True)
        for at, (article, _review) in enumerate(group, 1)
    )
    for number, (issue, group) in enumerate(zip(issues, groups, strict=True), 1):
        items = [document_item(at, article, issue) for at, (article, _one) in enumerate(group, 1)]
        issue.status, issue.number, issue.published_by = "published", number, chief
        issue.published_at = datetime.fromisoformat(f"{issue.issue_date}T16:00+08:00")
        issue.document = Document(
            masthead, number, issue.issue_date, issue.window_start, issue.window_end, tuple(items)
        ).to_json()
        issue.evidence = {
            "articles": [{"approvals": [approval_of(one)], "snapshots": []} for _a, one in group]
        }
        issue.save()
    bulletin.last_number = len(issues)
    bulletin.save()
    Rendition.objects.bulk_create(
        Rendition(issue=issue, state="ready", file=f"{issue.number}.pdf", sha256=f"{issue.pk:064}",
                  pages=9, size=900_000, due_at=None, finished_at=issue.published_at)
        for issue in issues
    )  # fmt: skip
    Activity.objects.bulk_create(
        Activity(actor=chief, verb="publish", issue=issue, from_status="draft",
                 to_status="published", at=issue.published_at)
        for issue in issues
    )  # fmt: skip


def _remember(articles: list[Article]) -> None:
    """Keep three versions of each article."""
    for batch in _batches(articles):
        for _version in range(3):
            Article.history.bulk_history_create(batch, update=True)


def _batches(articles: list[Article]) -> Iterator[list[Article]]:
    for at in range(0, len(articles), _AT_ONCE):
        yield articles[at : at + _AT_ONCE]
