"""Rows that a page does not show as its own: in CDATA, in scripts, in an answer in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from monitor.pipeline.extract.errors import ExtractionError
from monitor.pipeline.extract.tree import parse
from monitor.pipeline.javascript import strings
from monitor.pipeline.json_list import is_json, parse_json

_CDATA = ("<![CDATA[", "]]>")


def shown(text: str) -> str:
    """Give the HTML of a page or answer, whatever it is wrapped in.

    Raises:
        ParseError: it begins like JSON and is not.

    """
    if is_json(text):
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
    """Give the texts in JSON; its reader allows no depth that Python could not follow."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, (list, dict)):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)


def _html(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if "<" in text)
