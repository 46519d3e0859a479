"""When the article was published: all that the page says is kept, the best of it believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice

from lxml.html import HtmlElement

from content.named_dates import date_in_address, date_in_dateline
from content.sanitising import clean_line
from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.moments import ZONE, Moment, moments, yearless
from monitor.pipeline.extract.page import DateEvidence

#: Pieces of evidence that are kept of one kind.
_MOST = 5


#: A script's number from before this year is no date.
_OLDEST = 1990

# A script's value that may be a date, and the name that it is assigned to. Looking for values first
# takes a tenth of the time.
_VALUE = re.compile(r"[:=]\s*[\"']?(?P<value>\d{13}|\d{10}|(?:19|20)\d\d[-/年][^\"';,}<]{4,24})")
_NAME = re.compile(
    r"(?:(?:publish|pub|create|post|news|release|article)[-_]?(?:time|date|at|on)|\bptime|\bct)[\"']?\s*$",
    re.IGNORECASE,
)
_LONGEST_NAME = 20
_PUBLICATION = re.compile(r"publi|pub-?date", re.IGNORECASE)
_META = (
    *("article:published_time", "og:published_time", "og:release_date", "og:time", "apub:time"),
    *("weibo:article:create_at", "bytedance:published_time", "firstpublishedtime", "datepublished"),
    *("publishdate", "publish-date", "pubdate", "publish_time", "publishtime", "_pubtime"),
    *("parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "date"),
)


def find_dates(
    byline: Iterable[str], lines: Iterable[str], root: HtmlElement, metadata: Metadata, url: str
) -> list[DateEvidence]:
    """Give what the page says of its date, the likeliest of each kind first.

    ``byline`` are the lines around the headline, ``lines`` all of the page: there only dates that
    follow a label such as 发布时间 count, and only when the byline has none. A date without a year
    counts when another place names the same day with its year.
    """
    beside = " ".join(byline)
    told = [
        *_evidence("json-ld", _linked(metadata)),
        *_evidence("meta", chain(_meta(metadata), _times(root))),
        *_evidence("script", _scripted(root)),
        *_in_address(url),
    ]
    shown = sorted(moments(beside), key=lambda moment: moment.rank)
    shown = shown or list(yearless(beside, [item.day for item in told]))
    labelled = (found for line in lines for found in moments(line) if found.rank == 0)
    return [*_evidence("text", shown or labelled), *told]


def _evidence(kind: str, found: Iterable[Moment]) -> list[DateEvidence]:
    evidence = (DateEvidence(kind, moment.iso, clean_line(moment.text)) for moment in found)
    return list(dict.fromkeys(islice(evidence, _MOST)))


def _linked(metadata: Metadata) -> Iterator[Moment]:
    for key in ("datePublished", "pubDate"):
        for value in metadata.values(key):
            yield from moments(value)


def _meta(metadata: Metadata) -> Iterator[Moment]:
    for name in _META:
        yield from moments(metadata.meta.get(name, ""))


def _times(root: HtmlElement) -> Iterator[Moment]:
    """Give the moment of the time element that is named for publication, or of the only one."""
    times = [element for element in root.iter("time") if element.get("datetime")]
    named = [element for element in times if _PUBLICATION.search(_attributes(element))]
    for element in named[:1] or (times if len(times) == 1 else []):
        yield from moments(element.get("datetime", ""))


def _attributes(element: HtmlElement) -> str:
    return " ".join(f"{name}={value}" for name, value in element.items() if name != "datetime")


def _scripted(root: HtmlElement) -> Iterator[Moment]:
    """Give the dates that scripts assign to a name such as ``publish_time``."""
    for script in root.iter("script"):
        text = script.text or ""
        for match in _VALUE.finditer(text):
            before = text[max(0, match.start() - _LONGEST_NAME) : match.start()]
            if name := _NAME.search(before):
                yield from _assigned(match["value"], name[0] + match[0])


def _assigned(value: str, said: str) -> Iterator[Moment]:
    """Read an assigned value: a date, or seconds or milliseconds since 1970."""
    if not value.isdecimal():
        yield from moments(value)
    elif (at := datetime.fromtimestamp(int(value[:10]), UTC).astimezone(ZONE)).year >= _OLDEST:
        yield Moment(at.date(), at, said)


def _in_address(url: str) -> list[DateEvidence]:
    found = date_in_address(url)
    return [DateEvidence("url", found[0].isoformat(), found[1])] if found else []


def find_dateline(text: str, known: Sequence[DateEvidence]) -> list[DateEvidence]:
    """Give the day of the dateline (新华社北京5月9日电), in the year that other evidence names."""
    found = date_in_dateline(text, known[0].day) if known else None
    return [DateEvidence("dateline", found[0].isoformat(), found[1])] if found else []
