"""What a page shows becomes an entry's fields, beside what was known of it before."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from django.utils import timezone

from monitor.models import Entry
from monitor.pipeline.extract import DateEvidence, Page
from monitor.pipeline.extract.doubts import confidence, doubts_of_dates, titles_differ
from monitor.pipeline.extract.evidence import held_back, published, settle
from monitor.pipeline.further_pages import Whole


def page_fields(
    entry: Entry,
    whole: Whole,
    body_html: str,
    images: list[dict[str, str]],
    today: date,
) -> dict[str, Any]:
    """Give an entry's fields from its pages; a field they don't show keeps what is known.

    What the feed said of the date stays beside what the page says.
    """
    page = whole.page
    shown = {"title": page.title[:500], "source_name": page.source_name[:100]}
    server = _of_server(whole.answers[0].headers)
    evidence = settle([*page.date_evidence, *_of_item(entry), *server])
    on, at = published(evidence)
    fields = _read_fields(page, body_html, images) | _reading(entry, whole, evidence, today)
    fields["date_evidence"] = [asdict(item) for item in evidence]
    fields |= {name: value for name, value in shown.items() if value}
    if on:
        fields["published_on"], fields["published_at"] = held_back(on, at, today)
    return fields


def _read_fields(page: Page, body_html: str, images: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "body_html": body_html,
        "body_text": page.body_text,
        "text_digest": text_digest(page.body_text),
        "charset": page.charset,
        "images": images,
        "original_outlet": page.original_outlet[:100],
        "authors": [asdict(author) for author in page.authors],
        "state": Entry.State.CAPTURED,
        "error": "",
        "due_at": None,
    }


def _reading(
    entry: Entry, whole: Whole, evidence: list[DateEvidence], today: date
) -> dict[str, Any]:
    """Give how the page was read, and how surely, all that is known considered."""
    page = whole.page
    doubts = [*page.doubts, *doubts_of_dates(evidence, today)]
    if entry.state != Entry.State.CAPTURED and titles_differ(entry.title, page.title):
        doubts.append("title-differs")
    pages = [{"url": answer.url, "error": ""} for answer in whole.answers]
    if whole.missing:
        doubts.append("pages-missing")
        pages.append({"url": whole.missing, "error": whole.error})
    reading = {
        "rules": dict(page.rules), "doubts": doubts, "origin": page.origin, "pages": pages,
    }  # fmt: skip
    return {"reading": reading, "confidence": confidence(doubts)}


def _of_item(entry: Entry) -> Iterator[DateEvidence]:
    """Give what the feed or list said, as it was kept when the entry was found."""
    for kept in entry.date_evidence:
        if kept["kind"] == "item":
            yield DateEvidence(**kept)


def _of_server(headers: Mapping[str, str]) -> Iterator[DateEvidence]:
    """Give when the server says that it last wrote the page."""
    said = headers.get("Last-Modified", "")
    try:
        at = timezone.localtime(parsedate_to_datetime(said))
    except (ValueError, OverflowError, TypeError):  # none, malformed, or without a zone
        return
    yield DateEvidence("http", at.isoformat(), said[:100])


def text_digest(text: str) -> str:
    """Give the SHA-256 of a text without white space and width variants; empty for no text."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest() if bare else ""
