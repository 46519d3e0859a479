"""The list of issues: which ones, and what it shows of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Exists, OuterRef

from bulletins.models import Issue, IssueItem
from bulletins.models.issue import IssueQuerySet
from bulletins.rendering.document import Document

#: Titles that the list shows of an issue when nothing was searched for.
_TITLES = 3


@dataclass(frozen=True)
class ListedIssue:
    """An issue in the list: its document, and the titles that tell the reader what is in it."""

    issue: Issue
    document: Document
    titles: tuple[str, ...]

    @classmethod
    def of(cls, issue: Issue, words: Sequence[str] = ()) -> Self:
        """Show the titles that hold all the words; without words the first ones."""
        document = issue.frozen_document()
        titles = tuple(item.title for item in document.items)
        shown = _holding(titles, words) if words else titles[:_TITLES]
        return cls(issue, document, shown)

    @property
    def more(self) -> int:
        """How many articles are not named."""
        return len(self.document.items) - len(self.titles)


def _holding(titles: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    wanted = [word.casefold() for word in words]
    return tuple(title for title in titles if all(word in title.casefold() for word in wanted))


def search(
    issues: IssueQuerySet, words: Sequence[str] = (), year: int | None = None
) -> IssueQuerySet:
    """Keep the issues of a year that hold an article with all the words in its title.

    Titles are looked up in the placed articles: the database keeps them as they were frozen.
    """
    if year is not None:
        issues = issues.filter(issue_date__year=year)
    if words:
        items = IssueItem.objects.filter(issue=OuterRef("pk"))
        for word in words:
            items = items.filter(article__title__icontains=word)
        issues = issues.filter(Exists(items))
    return issues
