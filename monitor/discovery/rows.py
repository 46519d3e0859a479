"""Rows: which elements of a page repeat like the rows of a news list, and how sure that is. Pure.

What makes a row is general: it holds one link with the length of a headline, its neighbours do the
same, most of them show a date, and their links look like those of articles.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from statistics import median

from lxml.html import HtmlElement

from content.sanitising import clean_line
from monitor.discovery.naming import names, tag_of
from monitor.pipeline.extract.moments import moments

#: Fewer rows are no list.
MIN_ROWS = 3
#: A page with more links is looked at no further.
_MAX_LINKS = 3000
#: A row with more headlines than this is a block of them; a list is judged by its first rows.
_MAX_LINKS_IN_ROW = 8
_MAX_ROWS = 200
#: Of an address this much is looked at (characters).
_MAX_HREF = 500
#: How many of the elements around a row tell which list it is of.
_LEVELS = 3
#: Characters that make a headline: a menu's labels are shorter.
_HEADLINE = 6
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SHORT_DATE = re.compile(
    r"(?<![\d.])(?:1[0-2]|0?[1-9])[-/.月](?:3[01]|[12]\d|0?[1-9])日?(?![\d.])"
    r"|[昨前今]天|\d{1,2}\s*(?:分钟|小时|天)前"
)
_DATE_IN_LINK = re.compile(r"20\d\d[-/_]?(?:1[0-2]|0[1-9])(?:[-/_]?(?:3[01]|[12]\d|0[1-9]))?")
_ARTICLE_LINK = re.compile(
    r"\d{4}|id=\w|/\d+(?:\.\w+)?$|[0-9a-f]{16}|[a-z_]+\d{2,}\.s?html?$", re.I
)
_ASIDE = re.compile(r"nav|menu|foot|head|crumb|friend|side|right|rank|hot|recommend|tag", re.I)


def weight(text: str) -> int:
    """Give the length of a text in Chinese characters; a word of letters is two, a digit none."""
    return len(_CHINESE.findall(text)) + 2 * len(_WORD.findall(text))


@dataclass(frozen=True, eq=False)
class Row:
    """An element, and the links in it that read like headlines."""

    element: HtmlElement
    links: Sequence[HtmlElement]

    @cached_property
    def headline(self) -> HtmlElement | None:
        """The link with the longest label; none: the element is no row."""
        if len(self.links) > _MAX_LINKS_IN_ROW:
            return None
        return max(self.links, key=lambda link: weight(label(link)), default=None)

    @property
    def href(self) -> str:
        """Where the headline leads."""
        return "" if self.headline is None else self.headline.get("href", "")[:_MAX_HREF]

    @cached_property
    def dated(self) -> float:
        """How surely a date is told: 1 in the row's text, ½ within its link's address."""
        text = text_of(self.element)
        if any(moments(text)) or _SHORT_DATE.search(text):
            return 1.0
        return 0.5 if _DATE_IN_LINK.search(self.href) else 0.0

    @property
    def single(self) -> float:
        """How surely the row tells of one thing: 1 if no second headline leads elsewhere."""
        return 1 / math.sqrt(len({link.get("href") for link in self.links}))

    @property
    def place(self) -> tuple[str, ...]:
        """What the elements around it are called: the same for rows of one list."""
        around = islice(self.element.iterancestors(), _LEVELS)
        return tuple(name for parent in around for name in names(parent) or [tag_of(parent)])


def text_of(element: HtmlElement) -> str:
    """Give the text of an element on one line."""
    return clean_line(" ".join(element.itertext()))


def label(link: HtmlElement) -> str:
    """Give what a link is called: its text or its title, whichever says more."""
    texts = text_of(link), clean_line(link.get("title", ""))
    return max(texts, key=weight)


class Rows:
    """The elements of a page as rows. Each link is looked at once, however the page nests."""

    def __init__(self, root: HtmlElement) -> None:
        self._links: dict[HtmlElement, list[HtmlElement]] = defaultdict(list)
        for link in islice(root.iter("a"), _MAX_LINKS):
            if _is_headline(link):
                for element in (link, *link.iterancestors()):
                    self._links[element].append(link)

    def of(self, elements: Sequence[HtmlElement]) -> list[Row]:
        """Give elements as rows, the first of them if they are many."""
        return [Row(each, self._links.get(each, ())) for each in elements[:_MAX_ROWS]]

    def repeated(self) -> list[list[Row]]:
        """Give the sets of neighbours that each hold a headline, the likeliest lists first."""
        sets = [rows for parent in self._links for rows in self._neighbours(parent)]
        return sorted(sets, key=score, reverse=True)

    def _neighbours(self, parent: HtmlElement) -> list[list[Row]]:
        """Give the children that bear a headline, by their kind of element."""
        kinds: dict[str, list[HtmlElement]] = defaultdict(list)
        for child in parent:
            if child in self._links:
                kinds[tag_of(child)].append(child)
        return [self.of(same) for same in kinds.values() if len(same) >= MIN_ROWS]


def _is_headline(link: HtmlElement) -> bool:
    """Whether a link leads somewhere and is as long as a headline."""
    href = link.get("href", "").strip().lower()
    leads = href and not href.startswith(("#", "javascript:", "mailto:", "tel:", "data:"))
    return bool(leads) and weight(label(link)) >= _HEADLINE


def score(rows: Sequence[Row]) -> float:
    """Say how like a news list the rows are; 0: not at all."""
    told = [row for row in rows if row.headline is not None]
    if len(told) < MIN_ROWS:
        return 0.0
    length = median(weight(label(row.headline)) for row in told if row.headline is not None)
    quality = (
        len(told) / len(rows)
        * len({row.href for row in told}) / len(told)
        * _share(told, [row.single for row in told])
        * Counter(row.place for row in told).most_common(1)[0][1] / len(told)
        * (0.2 + 0.8 * _share(told, [row.dated for row in told]))
        * (0.5 + 0.5 * _share(told, [bool(_ARTICLE_LINK.search(row.href)) for row in told]))
        * min(length / 12, 1.0)
        * (0.6 if _is_aside(told[0].element) else 1.0)
    )  # fmt: skip
    return quality * math.log2(1 + min(len(told), 40))


def _share(rows: Sequence[Row], marks: Sequence[float]) -> float:
    return sum(marks) / len(rows)


def _is_aside(element: HtmlElement) -> bool:
    """Whether the page's own names say that this is a menu or a box beside the list."""
    for parent in (element, *element.iterancestors()):
        if parent.tag in ("nav", "header", "footer", "aside"):
            return True
        if parent.tag in ("body", "html"):
            return False
        if any(map(_ASIDE.match, [*parent.get("class", "").split(), parent.get("id", "")])):
            return True
    return False
