"""Rows that a page does not show as its own: in CDATA, in scripts, in an answer in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from lxml.html import HtmlElement

from monitor.errors import ParseError
from monitor.pipeline.extract.errors import ExtractionError
from monitor.pipeline.extract.tree import parse
from monitor.pipeline.javascript import strings
from monitor.pipeline.json_list import is_json, parse_json

_CDATA = ("<![CDATA[", "]]>")


def shown(text: str) -> str:
    """Give the HTML of a page or answer, whatever it is wrapped in."""
    if is_json(text):
        with suppress(ParseError):
            return "\n".join(_html(_texts(parse_json(text))))
    for mark in _CDATA:
        text = text.replace(mark, "")
    return text


def open_scripts(root: HtmlElement, url: str) -> None:
    """Put the HTML that scripts hold, be it as it is or in strings, below them as elements."""
    for script in list(root.iter("script")):
        held = script.text or ""
        html = held if held.lstrip().startswith("<") else "\n".join(_html(strings(held)))
        try:
            script.append(parse(html, url))
        except ExtractionError:  # nothing in it, or nothing that people wrote
            continue


def _texts(data: Any) -> Iterator[str]:  # noqa: ANN401 - JSON may be anything
    """Give the texts in JSON, in its order. It may be deeper than calls may be."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, (list, dict)):
            waiting.extend(reversed(list(one.values()) if isinstance(one, dict) else one))


def _html(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if "<" in text)
