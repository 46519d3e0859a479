"""The articles of an old bulletin: heading, labelled fields, body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bulletins.importing.contents import NUMBERED, ContentsEntry, number_of
from bulletins.importing.dates import PrintedDate, printed_dates, without_dates
from bulletins.importing.lines import Line, joined
from bulletins.importing.links import take_link
from bulletins.preflight.rules.title import comparable_title

_LABELS = {
    "标题": "title", "题目": "title",
    "媒体": "outlet", "来源": "outlet", "信息来源": "outlet", "来源媒体": "outlet",
    "链接": "link", "网址": "link", "原文链接": "link", "信息链接": "link",
    "日期": "date", "时间": "date", "发布时间": "date", "发布日期": "date",
    "主要内容": "body", "内容": "body", "正文": "body", "具体内容": "body",
}  # fmt: skip
_LABEL = re.compile(
    rf"(?:^|(?<=\s))({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*[:：]\s*"
)
#: Lines after a heading in which a labelled field shows that it is one.
_NEAR = 8
_DATE_LINE = re.compile(
    r"^(?:发布时间|发布日期|日期|时间)?\s*[:：]?\s*(?:\d{4}\D|[〇零一二三四五六七八九]{4}年)[^。]{0,40}$"
)
_OUTLET_IN_LINE = re.compile(r"(?:来源|媒体)\s*[:：]\s*(?P<outlet>.+?)\s*$")
#: An outlet or a date that goes on in a second line is no longer than this.
_LONGEST_FIELD = 30
#: A title is put together from at most so many lines.
_TITLE_LINES = 4


@dataclass(frozen=True)
class ReadItem:
    """An article as it stands. ``missing`` are labels that it lacks."""

    title: str
    outlet: str = ""
    #: 来源 or 媒体, whichever stands before the outlet.
    outlet_label: str = ""
    url: str = ""
    url_lines: tuple[str, ...] = ()
    date: PrintedDate | None = None
    inner_title: str | None = None
    body: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass
class _Fields:
    """What the labels of an item hold, line by line."""

    lines: dict[str, list[Line]]
    body: list[Line]


def read_items(lines: list[Line], contents: list[ContentsEntry]) -> list[ReadItem]:
    """Give the articles of the part 具体内容."""
    starts = list(_starts(lines, contents))
    ends = [*starts[1:], len(lines)][: len(starts)]
    items = [
        _item(lines[start:end], contents[at] if at < len(contents) else None)
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    # A label that no article has is none of this bulletin's.
    unused = set.intersection(*(set(item.missing) for item in items)) if items else set()
    return [
        replace(item, missing=tuple(name for name in item.missing if name not in unused))
        for item in items
    ]


def _starts(lines: list[Line], contents: list[ContentsEntry]) -> Iterator[int]:
    """Give the lines that begin an article: the next number, then a title or a 标题 label."""
    count = 0
    for at, line in enumerate(lines):
        found = NUMBERED.match(line.text)
        if found and number_of(found[1]) == count + 1:
            rest = line.text[found.end() :]
            begins = _begins(rest, lines[at + 1 : at + 1 + _NEAR], contents[count : count + 1])
        else:
            begins = bool((label := _LABEL.match(line.text)) and _LABELS[label[1]] == "title")
        if begins:
            count += 1
            yield at


def _begins(rest: str, after: list[Line], entry: list[ContentsEntry]) -> bool:
    label = _LABEL.match(rest)
    if label and _LABELS[label[1]] == "title":
        return True
    if entry and _is_beginning(rest, entry[0].title):
        return True
    kinds = {_LABELS[found[1]] for line in after if (found := _LABEL.match(line.text))}
    return {"outlet", "link"} <= kinds


def _is_beginning(text: str, title: str) -> bool:
    """Whether a line is a title or its first part."""
    bare, whole = comparable_title(text), comparable_title(title)
    return len(bare) >= min(6, len(whole)) and whole.startswith(bare)


def _item(lines: list[Line], entry: ContentsEntry | None) -> ReadItem:
    fields = _fields(lines)
    title = _joined(fields.lines["title"])
    outlet_text = _joined(fields.lines["outlet"])
    url, url_lines, taken = take_link(fields.lines["link"])
    body = [*fields.lines["link"][taken:], *fields.body]
    inner, body = _take_title(body, [title, *([entry.title] if entry else [])])
    date_line, body = _take_date_line(body)
    dates = [*printed_dates(outlet_text), *printed_dates(_joined(fields.lines["date"])), *date_line]
    return ReadItem(
        title=title,
        outlet=without_dates(outlet_text),
        outlet_label=_outlet_label(lines),
        url=url,
        url_lines=url_lines,
        date=dates[0] if dates else None,
        inner_title=inner,
        body=tuple(body),
        missing=tuple(_missing(lines, fields)),
    )


def _fields(lines: list[Line]) -> _Fields:
    """Sort the lines before the body under their labels; without 主要内容 the link's are the last.

    The heading's first line carries its number, with or without the label 标题.
    """
    found: dict[str, list[Line]] = {name: [] for name in ("title", "outlet", "link", "date")}
    current = "title"
    for at, line in enumerate(lines):
        text = NUMBERED.sub("", line.text, count=1) if at == 0 else line.text
        if _is_body(text, current, found):
            return _Fields(found, lines[at:])
        for label, part in _labelled(text, current):
            current = label
            if current == "body":
                rest = [Line(part, links=line.links)] if part else []
                return _Fields(found, [*rest, *lines[at + 1 :]])
            if part:
                found[current].append(Line(part, links=line.links))
    return _Fields(found, [])


def _is_body(text: str, current: str, found: dict[str, list[Line]]) -> bool:
    """Whether the text begins without a label, after a link, or a sentence after another field."""
    if current == "title" or not found[current] or _LABEL.match(text) or not _is_prose(text):
        return False
    return current == "link" or len(text) > _LONGEST_FIELD or text.endswith("。")


def _outlet_label(lines: list[Line]) -> str:
    labels = (found[1] for line in lines[:_NEAR] for found in _LABEL.finditer(line.text))
    return next((label for label in labels if _LABELS[label] == "outlet"), "")


def _labelled(text: str, current: str) -> Iterator[tuple[str, str]]:
    """Split a line at its labels; what stands before the first goes on with the field before."""
    labels = list(_LABEL.finditer(text))
    first = labels[0].start() if labels else len(text)
    if text[:first].strip():
        yield current, text[:first].strip()
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):
        yield _LABELS[label[1]], text[label.end() : end].strip()


def _is_prose(text: str) -> bool:
    return bool(re.search("[一-鿿]", text))


def _joined(lines: list[Line]) -> str:
    return joined(line.text for line in lines)


def _take_title(body: list[Line], titles: list[str]) -> tuple[str | None, list[Line]]:
    """Take the title that is repeated above the text, over as many lines as it has.

    A line before the date line is a title too, even if it is another one.
    """
    wanted = {comparable_title(title) for title in titles}
    for count in range(1, min(_TITLE_LINES, len(body)) + 1):
        text = _joined(body[:count])
        if comparable_title(text) in wanted:
            return text, body[count:]
    for count in range(1, min(_TITLE_LINES, len(body))):
        above = body[:count]
        short = all(len(line.text) <= 60 and not line.text.endswith("。") for line in above)
        if short and _is_date_line(body[count].text):
            return _joined(above), body[count:]
    return None, body


def _is_date_line(text: str) -> bool:
    return bool(_DATE_LINE.match(text) and printed_dates(text)[:1])


def _take_date_line(body: list[Line]) -> tuple[list[PrintedDate], list[Line]]:
    """Take the line 2024-3-26 来源：… above the text."""
    if body and _is_date_line(body[0].text):
        return printed_dates(body[0].text), body[1:]
    if len(body) > 1 and _OUTLET_IN_LINE.match(body[0].text) and printed_dates(body[0].text):
        return printed_dates(body[0].text), body[1:]
    return [], body


def _missing(lines: list[Line], fields: _Fields) -> Iterator[str]:
    head = [line.text for line in lines[: len(lines) - len(fields.body)]]
    head[:1] = [NUMBERED.sub("", text, count=1) for text in head[:1]]
    shown = {_LABELS[found[1]] for text in head for found in _LABEL.finditer(text)}
    if "title" not in shown:
        yield "标题"
    if "body" not in {_LABELS[found[1]] for line in lines for found in _LABEL.finditer(line.text)}:
        yield "主要内容"
