"""The stylesheets of a page, parsed once for all pages that a process prints."""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from weasyprint import CSS

#: A stylesheet with any other rule may depend on what else the page has, or fetch something.
_OTHER_RULE = re.compile(r"@(?!(?:page|media|(?:top|right|bottom|left)-[a-z-]+)\b)|\\")


def take_stylesheets(page: Any) -> list[CSS]:
    """Take the stylesheets out of the head of the engine's page, and give them parsed.

    Those that do not stand for themselves stay.
    """
    head = page.etree_element.find("head")
    elements = [element for element in head.findall("style") if _stands_for_itself(element)]
    for element in elements:
        head.remove(element)
    return [_parsed(element.text) for element in elements if element.text]


def _stands_for_itself(element: Any) -> bool:
    return not element.attrib and not _OTHER_RULE.search(element.text or "")


@lru_cache(maxsize=16)  # of each layout with the colours of some bulletins
def _parsed(text: str) -> CSS:
    return CSS(string=text)
