"""The list of issues: which ones, and what it shows of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.db.models import Exists, OuterRef

from bulletins.models import Article, Issue, IssueItem
from bulletins.models.issue import IssueQuerySet
from bulletins.rendering.document import Document, DocumentItem
from bulletins.searching import searched_text
from search.grams import fold
from search.results import find

#: Titles that the list shows of an issue when nothing was searched for.
_TITLES = 3


@dataclass(frozen=True)
class ListedIssue:
    """An issue in the list: its document, and the titles that tell the reader what is in it."""

    issue: Issue
    document: Document
    titles: tuple[str, ...]
    is_withdrawn: bool = False

    @classmethod
    def of(cls, issue: Issue, words: Sequence[str] = ()) -> Self:
        """Show the titles of the articles that hold all the words; without words the first ones."""
        document = issue.current_document()
        if issue.withdrawal():
            return cls(issue, replace(document, items=()), (), is_withdrawn=True)
        holding = [item.title for item in document.items if not words or _holds(item, words)]
        return cls(issue, document, tuple(holding if words else holding[:_TITLES]))

    @property
    def more(self) -> int:
        """How many articles are not named."""
        return len(self.document.items) - len(self.titles)


def _holds(item: DocumentItem, words: Sequence[str]) -> bool:
    text = fold(f"{item.title}\n{searched_text(item)}")
    return all(word in text for word in words)


def search(
    issues: IssueQuerySet, words: Sequence[str] = (), year: int | None = None
) -> IssueQuerySet:
    """Keep the issues of a year that hold an article with all the words in title or text.

    Articles are looked up as they are now: the database keeps them as they were frozen.
    """
    if year is not None:
        issues = issues.filter(issue_date__year=year)
    if words:
        found = find(Article.objects.all(), list(words)).values("pk")
        items = IssueItem.objects.filter(issue=OuterRef("pk"), article__in=found)
        issues = issues.filter(Exists(items))
    return issues
