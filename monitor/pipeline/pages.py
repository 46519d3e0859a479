"""What a page shows becomes an entry's fields."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

from monitor.models import Entry
from monitor.pipeline.extract import Page


def page_fields(page: Page, body_html: str, images: list[dict[str, str]]) -> dict[str, Any]:
    """Give an entry's fields from its page; a field the page doesn't show keeps what is known."""
    shown = {"title": page.title[:500], "source_name": page.source_name[:100]}
    fields = _read_fields(page, body_html, images)
    fields |= {name: value for name, value in shown.items() if value}
    if page.published_on:
        fields |= {"published_on": page.published_on, "published_at": page.published_at}
    return fields


def _read_fields(page: Page, body_html: str, images: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "body_html": body_html,
        "body_text": page.body_text,
        "text_digest": text_digest(page.body_text),
        "charset": page.charset,
        "images": images,
        "date_evidence": [vars(evidence) for evidence in page.date_evidence],
        "state": Entry.State.CAPTURED,
        "error": "",
        "due_at": None,
    }


def text_digest(text: str) -> str:
    """Give the SHA-256 of a text without white space and width variants; empty for no text."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest() if bare else ""
