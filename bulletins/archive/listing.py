"""The list of issues: which ones, and what it shows of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Self

from django.db.models import Exists, OuterRef

from bulletins.models import Amendment, Article, Issue, IssueItem
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
    is_corrected: bool = False

    @classmethod
    def of(cls, issue: Issue, words: Sequence[str] = ()) -> Self:
        """Show the titles of the articles that hold all the words; without words the first ones.

        Who has an older version at hand searches by its words: they lead to the present text.
        """
        document = issue.current_document()
        if issue.withdrawal():
            return cls(issue, replace(document, items=()), (), is_withdrawn=True)
        titles = [item.title for item in document.items]
        if words:
            versions = zip(*(version.items for version in issue.versions()), strict=True)
            holding = [any(_holds(item, words) for item in texts) for texts in versions]
            titles = list(compress(titles, holding))
        shown = tuple(titles if words else titles[:_TITLES])
        return cls(issue, document, shown, is_corrected=issue.last_correction() is not None)

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

    Articles are looked up as they are now: the database keeps them as they were frozen. Texts that
    were corrected are found as they were and as they are; those of withdrawn issues are not.
    """
    if year is not None:
        issues = issues.filter(issue_date__year=year)
    if words:
        found = find(Article.objects.all(), list(words)).values("pk")
        items = IssueItem.objects.filter(issue=OuterRef("pk"), article__in=found)
        amendments = Amendment.objects.filter(issue=OuterRef("pk"))
        holding = Exists(items) | Exists(amendments.filter(article__in=found))
        withdrawn = amendments.filter(kind=Amendment.Kind.WITHDRAWAL)
        issues = issues.filter(holding, ~Exists(withdrawn))
    return issues
