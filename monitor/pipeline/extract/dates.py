"""When the article was published: all that the page says is kept, the best of it believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.page import DateEvidence

#: Chinese outlets print the hour of Beijing.
ZONE = ZoneInfo("Asia/Shanghai")

#: Whom to believe when the places disagree, the best first. An address or a dateline alone is not
#: believed: neither is the page's own statement of its day of publication.
_ORDER = ("text", "json-ld", "meta", "script")

#: Pieces of evidence that are kept of one kind.
_MOST = 5

_TIME = (
    r"(?:日?\s*(?:[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?[\sT,|]*"
    r"(?P<half>上午|下午|晚上|凌晨|[AP]M)?\s*(?P<hour>2[0-3]|[01]?\d)\s*[:：时點点]\s*(?P<minute>[0-5]\d)"
    r"(?:\s*[:：分]\s*(?P<second>[0-5]\d))?(?:\.\d+)?\s*(?P<offset>Z|[+-]\d\d:?\d\d)?(?!\d))?"
)
_DATE = re.compile(
    r"(?<!\d)(?P<year>19[89]\d|20\d\d)\s*(?:(?:[-/.]|年)\s*(?P<month>1[0-2]|0?[1-9])|(?P<month2>\d\d))"
    r"\s*[-/.月]\s*(?P<day>3[01]|[12]\d|0?[1-9])" + _TIME,
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:发布|发表|发稿|发文|公布|印发|成文|刊发|上传)?(?:时间|日期|于)\s*[:：]?\s*$|发布\s*[:：]?\s*$|日\s*期\s*[:：]\s*$"
)
_CHANGE = re.compile(r"(?:更新|修改|编辑|截至)(?:时间|日期|于)?\s*[:：]?\s*$")
_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)([-/_]?)(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_SCRIPT = re.compile(
    r"(?:(?:publish|pub|create|post|news|release|article)[-_]?(?:time|date|at|on)|\bptime|\bct)"
    r"[\"']?\s*[:=]\s*[\"']?(?P<value>\d{13}|\d{10}|(?:19|20)\d\d[-/年][^\"';,}<]{4,24})",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:社|网|报|台)[^\s。，]{0,12}?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日(?:[^\s。，]{0,4})[电讯]"
)
_META = (
    *("article:published_time", "og:published_time", "og:release_date", "og:time", "apub:time"),
    *("weibo:article:create_at", "bytedance:published_time", "firstpublishedtime", "datepublished"),
    *("publishdate", "publish-date", "pubdate", "publish_time", "publishtime", "_pubtime"),
    *("parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "date"),
)


@dataclass(frozen=True)
class Moment:
    """A date found in a text, with its time if one stands beside it."""

    day: date
    at: datetime | None
    text: str
    rank: int = 0

    def evidence(self, kind: str) -> DateEvidence:
        """Give this moment as evidence of a kind."""
        return DateEvidence(kind, (self.at or self.day).isoformat(), self.text)


def moments(text: str) -> Iterator[Moment]:
    """Give the dates that a text holds, in its order; impossible ones are passed over."""
    for match in _DATE.finditer(text):
        try:
            day = date(
                int(match["year"]), int(match["month"] or match["month2"]), int(match["day"])
            )
            at = _time(day, match)
        except ValueError:
            continue
        before = text[max(0, match.start() - 12) : match.start()]
        yield Moment(day, at, match[0].strip(), _rank(before, at))


def around_date(text: str) -> tuple[str, str] | None:
    """Give what stands before and after the first date of a text."""
    match = _DATE.search(text)
    return (text[: match.start()], text[match.end() :]) if match else None


def _time(day: date, match: re.Match[str]) -> datetime | None:
    if match["hour"] is None:
        return None
    hour = int(match["hour"])
    if (match["half"] or "").upper() in ("下午", "晚上", "PM") and hour < 12:
        hour += 12
    clock = time(hour, int(match["minute"]), int(match["second"] or 0))
    offset = match["offset"]
    zone = datetime.strptime(offset.upper(), "%z").tzinfo if offset else ZONE
    return datetime.combine(day, clock, zone).astimezone(ZONE)


def _rank(before: str, at: datetime | None) -> int:
    """Rank a date by the words before it: lower is better."""
    if _CHANGE.search(before):
        return 3
    if _LABEL.search(before):
        return 0
    return 1 if at else 2


def shown(lines: Iterable[str]) -> list[DateEvidence]:
    """Give the dates of the lines around the headline, the likeliest first."""
    found = sorted(moments(" ".join(lines)), key=lambda moment: moment.rank)
    return [moment.evidence("text") for moment in found[:_MOST]]


def labelled(lines: Iterable[str]) -> list[DateEvidence]:
    """Give the dates that follow a label such as 发布时间, wherever on the page they stand."""
    found = [moment for line in lines for moment in moments(line) if moment.rank == 0]
    return [moment.evidence("text") for moment in found[:_MOST]]


def declared(metadata: Metadata) -> list[DateEvidence]:
    """Give the dates of JSON-LD and of meta elements."""
    linked = [value for key in ("datePublished", "pubDate") for value in metadata.values(key)]
    meta = [metadata.meta[name] for name in _META if name in metadata.meta]
    return [
        moment.evidence(kind)
        for kind, values in (("json-ld", linked), ("meta", meta))
        for value in values[:_MOST]
        for moment in moments(value)
    ]


def scripted(root: HtmlElement) -> list[DateEvidence]:
    """Give the dates that scripts assign to a name such as ``publish_time``."""
    texts = (script.text for script in root.iter("script") if script.text)
    found = (match for text in texts for match in _IN_SCRIPT.finditer(text))
    return [moment.evidence("script") for match in found if (moment := _assigned(match))][:_MOST]


def _assigned(match: re.Match[str]) -> Moment | None:
    value = match["value"]
    if value.isdecimal():
        at = datetime.fromtimestamp(int(value[:10]), UTC).astimezone(ZONE)
        return Moment(at.date(), at, match[0]) if at.year >= 1990 else None
    return next(moments(value), None)


def in_address(url: str) -> list[DateEvidence]:
    """Give the date that a page's address holds, as in ``/2024-05/13/`` or ``t20240513_``."""
    for match in _IN_ADDRESS.finditer(url):
        try:
            day = date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
        return [DateEvidence("url", day.isoformat(), match[0])]
    return []


def in_dateline(text: str, known: Sequence[DateEvidence]) -> list[DateEvidence]:
    """Give the day of the dateline (新华社北京5月9日电), in the year that other evidence names."""
    match = _DATELINE.search(text[:200])
    if not match or not known:
        return []
    try:
        day = date(int(known[0].value[:4]), int(match[1]), int(match[2]))
    except ValueError:
        return []
    return [DateEvidence("dateline", day.isoformat(), match[0])]


def decide(evidence: Sequence[DateEvidence]) -> tuple[date | None, datetime | None]:
    """Give the day of publication, and the time if the page shows one to its readers."""
    for kind in _ORDER:
        values = [item.value for item in evidence if item.kind == kind]
        if not values or (kind == "script" and not _agree(values)):
            continue
        shows_time = kind == "text" and "T" in values[0]
        at = datetime.fromisoformat(values[0]) if shows_time else None
        return date.fromisoformat(values[0][:10]), at
    return None, None


def _agree(values: Sequence[str]) -> bool:
    """Say whether dates are the same to the minute. Those of many articles are not."""
    shortest = min(values, key=len)[:16]
    return all(value.startswith(shortest) for value in values)
