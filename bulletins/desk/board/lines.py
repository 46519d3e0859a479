"""What the board says of each article: one line on the shortlist or in the contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, When
from django.db.models.functions import Coalesce

from bulletins.models import Article, Issue, IssueItem
from bulletins.models.article import ArticleQuerySet
from bulletins.workflow.assessing import Assessment, assess
from bulletins.workflow.reprints import printed_before

#: Lines of the shortlist; the list of articles shows all.
MOST = 30
#: What an entry holds and no line shows.
_TEXTS = ("summary", "body_html", "body_text", "images", "reading", "authors")


_AS_PRINTED = ("item__position", "item__pk")


@dataclass(frozen=True)
class Line:
    """An article, with what helps to choose it."""

    article: Any
    assessment: Assessment
    #: The item of a published issue that holds the same text.
    printed: IssueItem | None
    in_window: bool

    @property
    def source_class(self) -> str:
        """The class of the source that it was found at, in words."""
        source = self.article.entry and self.article.entry.source
        return source.get_source_class_display() if source else ""

    @property
    def others(self) -> int:
        """How many copies of the text there are besides."""
        copies: int = self.article.copies
        return max(copies - 1, 0)


@dataclass(frozen=True)
class Shortlist:
    """The articles that may be chosen, the most promising first, and how many there are."""

    lines: list[Line]
    count: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.lines)


def lines_of(issue: Issue) -> tuple[list[Line], Shortlist]:
    """Give the articles of an issue in the order of printing, and those that no issue holds.

    The latter with those of the window first, then by relevance.
    """
    chosen = list(_rows(Article.objects.filter(item__issue=issue).order_by(*_AS_PRINTED)))
    candidates = Article.objects.shortlisted()
    inside = When(published_on__range=(issue.window_start, issue.window_end), then=1)
    rows = _rows(candidates).alias(
        inside=Case(inside, default=0), score=Coalesce(F("entry__score"), 0.0)
    )
    listed = list(rows.order_by("-inside", "-score", "-pk")[:MOST])
    lines = _lines([*chosen, *listed], issue)
    return lines[: len(chosen)], Shortlist(lines[len(chosen) :], candidates.count())


def _rows(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.with_copies().defer(*(f"entry__{name}" for name in _TEXTS))


def _lines(articles: Sequence[Article], issue: Issue) -> list[Line]:
    assessments, printed = assess(articles, issue), printed_before(articles)
    return [
        Line(article, assessments[article.pk], printed.get(article.pk), _is_inside(article, issue))
        for article in articles
    ]


def _is_inside(article: Article, issue: Issue) -> bool:
    day, start, end = article.published_on, issue.window_start, issue.window_end
    return bool(day and start and end and start <= day <= end)
