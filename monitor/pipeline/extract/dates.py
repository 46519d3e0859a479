"""When the article was published: all that the page says is kept, the best of it believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice

from lxml.html import HtmlElement

from content.sanitising import clean_line
from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.moments import ZONE, Moment, moments, yearless
from monitor.pipeline.extract.page import DateEvidence

#: Pieces of evidence that are kept of one kind.
_MOST = 5

_HALF_A_YEAR = timedelta(days=183)

#: A script's number from before this year is no date.
_OLDEST = 1990

_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
# A script's value that may be a date, and the name that it is assigned to. Looking for values first
# takes a tenth of the time.
_VALUE = re.compile(r"[:=]\s*[\"']?(?P<value>\d{13}|\d{10}|(?:19|20)\d\d[-/年][^\"';,}<]{4,24})")
_NAME = re.compile(
    r"(?:(?:publish|pub|create|post|news|release|article)[-_]?(?:time|date|at|on)|\bptime|\bct)[\"']?\s*$",
    re.IGNORECASE,
)
_LONGEST_NAME = 20
_PUBLICATION = re.compile(r"publi|pub-?date", re.IGNORECASE)
_DATELINE = re.compile(
    r"[\u4e00-\u9fff]{0,8}[社网报台][^\s。，]{0,12}?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日[^\s。，]{0,4}[电讯]"
)
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
    """Give the date that a page's address holds, as in ``/2024-05/13/`` or ``t20240513_``."""
    for match in _IN_ADDRESS.finditer(url):
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
        return [DateEvidence("url", day.isoformat(), match[0])]
    return []


def find_dateline(text: str, known: Sequence[DateEvidence]) -> list[DateEvidence]:
    """Give the day of the dateline (新华社北京5月9日电), in the year that other evidence names."""
    match = _DATELINE.search(text[:200])
    if not match or not known:
        return []
    try:
        day = date(known[0].day.year, int(match[1]), int(match[2]))
        if day - known[0].day > _HALF_A_YEAR:  # written in December, printed in January
            day = day.replace(year=day.year - 1)
    except ValueError:
        return []
    return [DateEvidence("dateline", day.isoformat(), match[0])]
