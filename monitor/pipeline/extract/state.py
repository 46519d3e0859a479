"""Articles in the state of a page's scripts: JSON in which a title stands beside its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from itertools import islice
from typing import Any
from urllib.parse import unquote

from lxml.html import HtmlElement

from monitor.pipeline.extract.moments import ZONE
from monitor.pipeline.javascript import strings, value

#: A text of fewer characters is no article that is worth looking for.
_LEAST = 60

#: Values that one script assigns which are tried, and parts of one that are looked at.
_MOST_STATES, _MOST_PARTS = 20, 20_000

#: An object, and those that it lies in, the nearest first.
_Holders = tuple[dict[str, Any], ...]

_ASSIGNED = re.compile(r"=\s{0,9}(?=\{)")
_PARSED = re.compile(r"JSON\.parse\(\s{0,9}(?=[\"'])")
_CONTENT = re.compile(r"content|body|html|text|detail|data", re.IGNORECASE)
_TITLE = re.compile(r"(?:news|article|doc|main|share)?_?(?:title|headline|subject)", re.IGNORECASE)
_OUTLET = re.compile(
    r"(?:source|media|copyfrom|origin|publisher)(?:_?name)?|from(?:_?name)?", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:p|publish|pub|post|create|issue|release|news)?_?(?:time|date|at|on)", re.IGNORECASE
)
_PROSE = re.compile(r"[\u4e00-\u9fff]{2}[^<>{}]{0,100}[，。；！？]")


def is_prose(text: object) -> bool:
    """Say whether a value is a text that may be an article."""
    return isinstance(text, str) and len(text) >= _LEAST and bool(_PROSE.search(text))


def stated_article(root: HtmlElement) -> str:
    """Give the HTML of the longest article that a script holds as data, or ``""``."""
    articles = (article for script in root.iter("script") for article in _articles(script))
    best = max(articles, key=lambda article: len(article[1]), default=None)
    return _page(*best) if best else ""


def _articles(script: HtmlElement) -> Iterator[tuple[_Holders, str]]:
    """Give the objects of a script's state that hold prose, each with its prose."""
    for state in _states(script):
        for holders in _objects(state):
            texts = (text for name, text in holders[0].items() if _CONTENT.search(name))
            if prose := [text for text in texts if is_prose(text)]:
                yield holders, max(prose, key=len)


def _states(script: HtmlElement) -> Iterator[Any]:
    """Give the data of a script: all of it, or what it assigns to variables."""
    text = (script.text or "").strip()
    if "json" in script.get("type", ""):
        found = [(unquote(text) if text.startswith("%7B") else text, 0)]
    else:
        assigned = islice(_ASSIGNED.finditer(text), _MOST_STATES)
        parsed = islice(_PARSED.finditer(text), _MOST_STATES)
        found = [(text, match.end()) for match in assigned]
        found += [(next(strings(text[match.end() :]), ""), 0) for match in parsed]
    for data, start in found:
        try:
            yield value(data, start)
        except ValueError:
            continue


def _objects(state: object) -> Iterator[_Holders]:
    waiting: list[tuple[object, _Holders]] = [(state, ())]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part, holders = waiting.pop()
        seen += 1
        if isinstance(part, dict):
            holders = (part, *holders[:4])
            yield holders
            waiting += [(inner, holders) for inner in part.values()]
        elif isinstance(part, list):
            waiting += [(inner, holders) for inner in part]


def _page(holders: _Holders, prose: str) -> str:
    """Write an article's page from the objects that hold its parts."""
    if "</" not in prose:
        prose = "".join(f"<p>{escape(line)}</p>" for line in prose.splitlines())
    title, outlet = _stated(holders, _TITLE), _stated(holders, _OUTLET)
    byline = f"{_time(_stated(holders, _TIME))} {'来源：' + outlet if outlet else ''}"
    return f"<h1>{escape(title)}</h1><p>{escape(byline)}</p><div>{prose}</div>"


def _stated(holders: _Holders, names: re.Pattern[str]) -> str:
    """Give what the nearest object that has one of these names says under it."""
    for holder in holders:
        for name, said in holder.items():
            plain = said.get("name") if isinstance(said, dict) else said
            if names.fullmatch(name) and isinstance(plain, (str, int)) and plain:
                return str(plain)
    return ""


def _time(said: str) -> str:
    """Give a time as written, or that of seconds or milliseconds since 1970."""
    if not re.fullmatch(r"\d{10}|\d{13}", said):
        return said
    return f"{datetime.fromtimestamp(int(said[:10]), UTC).astimezone(ZONE):%Y-%m-%d %H:%M}"
