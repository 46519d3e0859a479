"""Articles that a page keeps for its scripts to show: in templates, text areas and script state."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from itertools import islice
from json import JSONDecoder
from typing import Any
from urllib.parse import unquote

from lxml.html import HtmlElement

from monitor.pipeline.extract import tree
from monitor.pipeline.extract.moments import ZONE

#: A text of fewer characters is no article that is worth looking for.
_LEAST = 60

#: Values of one script that are looked at; more is a list of other things.
_MOST_VALUES = 20_000

#: Values that one script assigns which are tried.
_MOST_STATES = 20

_ASSIGNED = re.compile(r"=\s{0,9}(?=\{)")
_CONTENT = re.compile(r"content|body|html|text|detail", re.IGNORECASE)
_TITLE = re.compile(r"(?:news|article|doc|main|share)?_?(?:title|headline|subject)", re.IGNORECASE)
_OUTLET = re.compile(
    r"(?:source|media|copyfrom|origin|publisher)(?:_?name)?|from(?:_?name)?", re.IGNORECASE
)
_TIME = re.compile(r"p?(?:ublish|ub|ost|create|issue|release)?_?(?:time|date|at|on)", re.IGNORECASE)
_PROSE = re.compile(r"[\u4e00-\u9fff]{2}[^<>{}]{0,100}[，。；！？]")
_PLACEHOLDER = re.compile(r"\{\{|<%|\$\{|\{%")


def reveal(root: HtmlElement) -> bool:
    """Put into the page what its scripts would show; False when there is nothing of the kind."""
    for element in list(root.iter("textarea", "script", "template", "xmp")):
        if markup := _markup(element):
            return tree.insert(markup, root, after=element)
    articles = [article for script in root.iter("script") for article in _articles(script)]
    if not articles:
        return False
    best = max(articles, key=lambda article: len(article[1]))
    return tree.insert(_page(*best), root)


def _markup(element: HtmlElement) -> str:
    """Give the HTML that an element holds as its text, if it is prose and no template to fill."""
    if element.tag == "script" and not re.search("template|html", element.get("type", "")):
        return ""
    text = str(element.text_content())
    return text if _is_prose(text) and not _PLACEHOLDER.search(text) else ""


def _is_prose(text: object) -> bool:
    return isinstance(text, str) and len(text) >= _LEAST and bool(_PROSE.search(text))


def _articles(script: HtmlElement) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the objects of a script's state that hold prose, each with its prose."""
    for state in _states(script):
        for holder in _objects(state):
            texts = [text for name, text in holder.items() if _CONTENT.search(name)]
            if prose := [text for text in texts if _is_prose(text)]:
                yield holder, max(prose, key=len)


def _states(script: HtmlElement) -> Iterator[Any]:
    """Give the JSON values of a script: all of it, or what it assigns to variables."""
    text = (script.text or "").strip()
    if "json" in script.get("type", ""):
        text = unquote(text) if text.startswith("%7B") else text
        starts = [0]
    else:
        starts = [match.end() for match in islice(_ASSIGNED.finditer(text), _MOST_STATES)]
    for start in starts:
        try:
            yield JSONDecoder(strict=False).raw_decode(text, start)[0]
        except (json.JSONDecodeError, RecursionError):
            continue


def _objects(state: object) -> Iterator[dict[str, Any]]:
    waiting, seen = [state], 0
    while waiting and seen < _MOST_VALUES:
        value = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _page(holder: dict[str, Any], prose: str) -> str:
    """Write an article's page from the object that holds its parts."""
    if "</" not in prose:
        prose = "".join(f"<p>{escape(line)}</p>" for line in prose.splitlines())
    title, outlet = _value(holder, _TITLE), _value(holder, _OUTLET)
    byline = f"{_time(_value(holder, _TIME))} {'来源：' + outlet if outlet else ''}"
    return f"<h1>{escape(title)}</h1><p>{escape(byline)}</p><div>{prose}</div>"


def _value(holder: dict[str, Any], names: re.Pattern[str]) -> str:
    for name, value in holder.items():
        if isinstance(value, dict):
            value = value.get("name")
        if names.fullmatch(name) and isinstance(value, (str, int)) and value:
            return str(value)
    return ""


def _time(value: str) -> str:
    """Give a time as written, or that of seconds or milliseconds since 1970."""
    if not re.fullmatch(r"\d{10}|\d{13}", value):
        return value
    return f"{datetime.fromtimestamp(int(value[:10]), UTC).astimezone(ZONE):%Y-%m-%d %H:%M}"
