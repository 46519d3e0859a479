"""What speaks against the reading of a page, and how much confidence is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from monitor.pipeline.extract.evidence import conflict
from monitor.pipeline.extract.layout import Layout
from monitor.pipeline.extract.page import DateEvidence
from monitor.pipeline.extract.title import key

#: Per cent of confidence that each doubt takes away.
DOUBTS = {
    "title-unconfirmed": 15,
    "title-differs": 30,
    "body-in-noise": 35,
    "body-in-script": 10,
    "body-short": 20,
    "body-linked": 20,
    "prose-elsewhere": 20,
    "unreadable": 20,
    "no-date": 15,
    "dates-differ": 15,
    "date-ahead": 20,
    "no-outlet": 5,
    "pages-missing": 25,
}

#: Below this (per cent) an editor should compare text and page.
LOW = 60

#: A text of fewer characters may be a teaser or a message of the site.
_SHORT = 40

#: More than this share of linked characters makes a list.
_LINKED = 0.3

#: Lines of this length (characters) are prose.
_LINE = 40


def confidence(doubts: Iterable[str]) -> int:
    """Give the confidence that these doubts leave, in per cent."""
    return max(0, 100 - sum(DOUBTS[doubt] for doubt in set(doubts)))


def doubts_of(layout: Layout, outlet: str) -> tuple[str, ...]:
    """Give the names of what speaks against the reading of one page, its date apart."""
    nameless = () if outlet else ("no-outlet",)
    return (*_of_title(layout), *_of_body(layout), *nameless)


def _of_title(layout: Layout) -> Iterator[str]:
    if layout.title.rule in ("title-element", "metadata", ""):
        yield "title-unconfirmed"


def _of_body(layout: Layout) -> Iterator[str]:
    if layout.rule in ("noise", "script"):
        yield f"body-in-{layout.rule}"
    if layout.length < _SHORT:
        yield "body-short"
    if sum(block.linked for block in layout.article) > _LINKED * layout.length:
        yield "body-linked"
    article = set(layout.around)
    if sum(map(len, _prose(b.text for b in layout.blocks if b not in article))) > layout.length:
        yield "prose-elsewhere"
    text = "".join(block.text for block in layout.article)
    if 100 * text.count("\N{REPLACEMENT CHARACTER}") > len(text):
        yield "unreadable"


def _prose(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if len(line) >= _LINE and "。" in line)


def doubts_of_dates(evidence: Sequence[DateEvidence], today: date) -> Iterator[str]:
    """Give the names of what speaks against the date, on this day."""
    decisive = next((item for item in evidence if item.decided), None)
    if decisive is None:
        yield "no-date"
    elif decisive.day > today:
        yield "date-ahead"
    elif conflict(evidence):
        yield "dates-differ"


def titles_differ(one: str, other: str) -> bool:
    """Say whether two headlines cannot be of one article: few pairs of characters agree."""
    shorter, longer = sorted((key(one).rstrip(".…"), key(other).rstrip(".…")), key=len)
    if not shorter or shorter in longer:
        return False
    pairs = {shorter[i : i + 2] for i in range(len(shorter) - 1)}
    return 2 * sum(pair in longer for pair in pairs) < len(pairs)
