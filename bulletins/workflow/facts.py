"""Facts: what preflight looks at in an issue and its articles, read from the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue, IssueItem
from bulletins.preflight import IssueFacts, ItemFacts
from bulletins.preflight.facts import DateEvidence, LinkFault, PrintedBefore
from bulletins.preflight.paragraphs import paragraphs_of, pictures_of
from bulletins.rendering.fonts import printable_characters
from bulletins.workflow.compilation import document_of, last_covered_day, window_for
from bulletins.workflow.intake import ArticleLink, links_of, outlet_hosts
from bulletins.workflow.reprints import printed_before


def facts_of(issue: Issue, items: list[IssueItem]) -> IssueFacts:
    """Give what preflight looks at in an issue of the desk."""
    masthead = issue.printed_masthead()
    return IssueFacts(
        issue_date=issue.issue_date,
        window_start=issue.window_start,
        window_end=issue.window_end,
        items=tuple(known_facts([item.article for item in items])),
        title=masthead.title,
        organisation=masthead.organisation,
        foreword=document_of(issue, None).foreword,
        rhythm=issue.bulletin.rhythm,
        last_window_end=last_covered_day(issue.bulletin, issue.issue_date),
        planned_window=window_for(issue.bulletin, issue.issue_date),
        number=issue.number or issue.bulletin.last_number + 1,
        last_number=_number_before(issue),
        outlets=outlet_hosts(),
        printable=printable_characters(),
    )


def _number_before(issue: Issue) -> int | None:
    given = Issue.objects.filter(bulletin=issue.bulletin_id, number__isnull=False)
    if issue.number:
        given = given.filter(number__lt=issue.number)
    last: int | None = given.aggregate(last=Max("number"))["last"]
    return last


def known_facts(articles: Sequence[Article], first: int = 1) -> list[ItemFacts]:
    """Give the facts of articles, with what is known elsewhere: earlier issues, their links."""
    printed = printed_before(articles)
    return [
        replace(
            item_facts(at, known.article),
            printed_before=_printed(printed.get(known.article.pk)),
            link_fault=_link_fault(known),
        )
        for at, known in enumerate(links_of(articles), start=first)
    ]


def _printed(item: IssueItem | None) -> PrintedBefore | None:
    return PrintedBefore(str(item.issue), item.printed_number, item.article.title) if item else None


def _link_fault(known: ArticleLink) -> LinkFault | None:
    link = known.link
    if not known.article.url or link is None or not link.is_dead:
        return None
    return LinkFault(link.error or str(link.get_state_display()), bool(known.snapshot))


def item_facts(position: int, article: Article) -> ItemFacts:
    """Give what preflight looks at in an article."""
    return ItemFacts(
        position=position,
        title=article.title,
        published_on=article.published_on,
        source_name=article.source_name,
        url=article.url,
        paragraphs=paragraphs_of(article.body_html),
        pictures=pictures_of(article.body_html),
        evidence=tuple(_evidence(article)),
        is_approved=_is_approved(article),
    )


def _is_approved(article: Article) -> bool:
    """Approved, and for the very text that would be printed."""
    return (
        article.status == Article.Status.APPROVED
        and article.approved_digest == article.text_digest()
    )


def _evidence(article: Article) -> list[DateEvidence]:
    """Give the days that the page itself states; link and dateline preflight reads for itself."""
    if article.entry is None:
        return []
    stated = {"json-ld": _("the page's data"), "meta": _("the page's data"), "text": _("the page")}
    days = {
        (stated[found["kind"]], date.fromisoformat(found["value"][:10])): found["text"]
        for found in article.entry.date_evidence
        if found["kind"] in stated
    }
    return [DateEvidence(origin, day, text) for (origin, day), text in days.items()]
