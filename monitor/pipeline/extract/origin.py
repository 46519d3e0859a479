"""The original outlet of a reprint: 转自, 原载, the second half of 甲网-乙报, or the dateline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from monitor.pipeline.extract.outlet import clean_name, labelled

#: A dateline stands within so many characters.
_BEGINNING = 120

#: A longer line (characters) speaks of something else.
_LONGEST_LINE = 100

_REPRINTED = re.compile(
    r"(?:原[载刊发](?:于|自)?|(?:首发|首刊|原发表|最初发[表布])[于在]|转载?[自于]|摘(?:编)?自|转[载发]?来源[:：])"
    r"\s*[:：]?\s*(?:微信)?(?:公众号)?\s*[:：]?[《“\"]?"
    r"(?P<name>[^\s，。；、,;（）()《》“”\"|丨]{2,30}?)(?=(?:微信)?公众号|[\s，。；、,;（）()《》“”\"|丨]|$)"
)
_OUTLET = (
    r"[\u4e00-\u9fff]{1,8}?(?:通讯社|客户端|[社报网台]|周刊|新闻|融媒体?)"
    r"(?!社|网|报|台|客户端|新闻|记者|周刊|频道|联播|社区)"
)
_DATELINE = re.compile(
    rf"\W{{0,4}}据?(?P<name>{_OUTLET})[^\s。，（）()]{{0,14}}?"
    r"(?:\d{1,2}月\d{1,2}日)?(?:专?电|讯|消息)(?=\s*[:：，（(　 ]|\s*记者|\S{0,12}[:：（(])"
)
_OWN = re.compile(r"[本据该]")
_PART = re.compile(r".*[网端站]\s*[-—－–·]+\s*《?(?P<name>[^《》]{2,20}[报社台刊网])》?")


class Origin(NamedTuple):
    """The original outlet, the rule that found it, and the words of the page that name it."""

    name: str
    rule: str
    said: str


def find_origin(outlet: str, lines: Iterable[str], body_text: str) -> Origin:
    """Give the outlet in which the text appeared first, if it is another than ``outlet``.

    ``lines`` are those around the article. What is said outright counts more than 来源 at the end
    of the article, that more than a dateline.
    """
    short = [line for line in lines if len(line) <= _LONGEST_LINE]
    rules: Sequence[tuple[str, Callable[[], tuple[str, str]]]] = (
        ("reprinted", lambda: _reprinted(short)),
        ("two-outlets", lambda: _second(outlet)),
        ("end-line", lambda: _last_label(short)),
        ("dateline", lambda: _dateline(body_text)),
    )
    for rule, find in rules:
        name, said = find()
        if name and name != outlet and (rule != "dateline" or not _same(name, outlet)):
            return Origin(name, rule, said)
    return Origin("", "", "")


def _same(name: str, outlet: str) -> bool:
    """Say whether two names are those of one house: 示例时报 and 示例时报网."""
    return bool(outlet) and (name in outlet or outlet in name)


def _reprinted(lines: Iterable[str]) -> tuple[str, str]:
    for line in lines:
        if (match := _REPRINTED.search(line)) and (name := clean_name(match["name"])):
            return name, line
    return "", ""


def _second(outlet: str) -> tuple[str, str]:
    """Give the outlet behind a site in a name such as 甲网-乙报."""
    match = _PART.fullmatch(outlet)
    return (match["name"], outlet) if match else ("", "")


def _last_label(lines: Iterable[str]) -> tuple[str, str]:
    return next(((name, line) for line in lines if (name := labelled(line))), ("", ""))


def _dateline(text: str) -> tuple[str, str]:
    """Give the agency or outlet of a dateline such as 新华社北京3月5日电; 本报 names nobody."""
    match = _DATELINE.match(text[:_BEGINNING])
    if match is None or _OWN.match(match["name"]):
        return "", ""
    return match["name"], match[0].strip()
