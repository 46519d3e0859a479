"""The pages before the issues of a volume: joint contents, index of sources, index of topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from bulletins.rendering.document import Document, DocumentItem
from bulletins.rendering.html import masthead_points

#: A link to a place in an issue; joining turns it into one within the file.
LINK = "http://volume.invalid/#"

Place = tuple[str, str]


@dataclass(frozen=True)
class VolumeIssue:
    """An issue as the volume's contents and indexes tell it."""

    key: str
    document: Document
    #: In the volume, where pages are counted from the first issue.
    first_page: int
    #: In the issue, by article.
    pages: Sequence[int]
    #: By article.
    topics: Sequence[Sequence[str]] = ()

    @property
    def link(self) -> str:
        """Where the issue begins."""
        return f"{LINK}{self.key}"

    @property
    def articles(self) -> list[tuple[DocumentItem, str, int]]:
        """The articles, where each begins, and on which page of the volume."""
        return [
            (item, self.link_to(item), self.first_page + page - 1)
            for item, page in zip(self.document.items, self.pages, strict=True)
        ]

    def link_to(self, item: DocumentItem) -> str:
        """Where an article begins."""
        return f"{self.link}-item-{item.position}"


def render_front(issues: Sequence[VolumeIssue]) -> str:
    """Give the page as one HTML text; there must be at least one issue."""
    first, last = issues[0].document, issues[-1].document
    count = sum(len(issue.document.items) for issue in issues)
    years = sorted({issue.document.issue_date.year for issue in issues})
    span = f"{years[0]} 年" if len(years) == 1 else f"{years[0]}—{years[-1]} 年"
    return render_to_string(
        "bulletins/rendering/volume.html",
        {
            "look": last.look,
            "title": last.masthead.title,
            "organisation": last.masthead.organisation,
            "masthead_points": masthead_points(last.masthead.title),
            "span": span,
            "day": last.issue_date,
            "description": (
                f"本合订本收{first.number_text}至{last.number_text}，共 {len(issues)} 期、"
                f"{count} 篇。总目录所列为合订本页码；"
                f"索引中“{last.number}-2”指{last.number_text}第 2 页。"
            ),
            "issues": issues,
            "indexes": [
                ("来源索引", _index(_by_source(issues))),
                ("主题索引", _index(_by_topic(issues))),
            ],
        },
    )


def _by_source(issues: Iterable[VolumeIssue]) -> Iterator[tuple[str, Place]]:
    for issue in issues:
        for at, item in enumerate(issue.document.items):
            yield item.source_name, _place(issue, at)


def _by_topic(issues: Iterable[VolumeIssue]) -> Iterator[tuple[str, Place]]:
    for issue in issues:
        for at, topics in enumerate(issue.topics):
            for topic in topics:
                yield topic, _place(issue, at)


def _place(issue: VolumeIssue, at: int) -> Place:
    text = f"{issue.document.number}-{issue.pages[at]}"
    return text, issue.link_to(issue.document.items[at])


def _index(entries: Iterable[tuple[str, Place]]) -> list[tuple[str, list[Place]]]:
    """Collect places under names, ordered by sound as far as GB2312 orders characters."""
    collected: dict[str, list[Place]] = {}
    for name, place in entries:
        collected.setdefault(name, []).append(place)
    return sorted(collected.items(), key=lambda entry: entry[0].encode("gb18030"))
