"""What a page says of itself to machines: meta elements and JSON-LD. Often right, often stale."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement


@dataclass(frozen=True)
class Metadata:
    """Meta elements by name in lower case (the first of each), and the objects of JSON-LD."""

    meta: dict[str, str]
    objects: tuple[dict[str, Any], ...]

    def first(self, *names: str) -> str:
        """Give the first non-empty meta content under these names, or ``""``."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")

    def values(self, key: str) -> Iterator[str]:
        """Give the texts that JSON-LD objects hold under this key."""
        for item in self.objects:
            value = item.get(key)
            if isinstance(value, dict):
                value = value.get("name")
            if isinstance(value, str) and value.strip():
                yield value.strip()


def read_metadata(root: HtmlElement) -> Metadata:
    """Collect what the page's meta elements and JSON-LD scripts say."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            meta.setdefault(name.strip().lower(), content)
    return Metadata(meta, tuple(_objects(root)))


def _objects(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                document = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _flatten(document)


def _flatten(document: object) -> Iterator[dict[str, Any]]:
    """Give the objects of a JSON-LD document: itself, the items of a list, those of ``@graph``."""
    items = document if isinstance(document, list) else [document]
    for item in items:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (member for member in graph if isinstance(member, dict))
