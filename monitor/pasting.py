"""Pasting: a text that came by hand, with no address of its own, becomes an entry."""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from typing import Any

from django.db import transaction
from django.utils import timezone

from content.sanitising import clean_article_body, clean_line
from monitor.grouping import group
from monitor.models import Entry, Topic
from monitor.pipeline.extract import ExtractionError, extract_page
from monitor.pipeline.extract.evidence import held_back
from monitor.pipeline.matching import store_matches
from monitor.pipeline.pages import text_digest
from monitor.pipeline.readers import A_READER


def keep_pasted(title: str, body_html: str, body_text: str) -> Entry:
    """Make an entry of a text, once however often it comes; its topics and reprints are looked for.

    There is no page behind it, so that it has neither address nor snapshot. Outlet and date are
    read from its lines, as from those of a page.
    """
    now = timezone.now()
    digest = text_digest(body_text)
    with transaction.atomic():
        entry, created = Entry.objects.get_or_create(
            link_key=digest,
            defaults={
                "title": clean_line(title)[:500],
                "item_digest": digest,
                "body_html": clean_article_body(body_html),
                "body_text": body_text,
                "text_digest": digest,
                "state": Entry.State.CAPTURED,
                "found_at": now,
                "captured_at": now,
                "due_at": None,  # there is nothing to fetch
                **_stated(title, body_text),
            },
        )
    if created:
        store_matches([entry], Topic.objects.filter(is_enabled=True))
        group(entry)
    return entry


def _stated(title: str, body_text: str) -> dict[str, Any]:
    """Give the fields that the lines of a text state of themselves."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in body_text.splitlines())
    html = f"<title>{escape(title)}</title><h1>{escape(title)}</h1>{lines}"
    try:
        with A_READER:
            page = extract_page(html.encode("utf-8", "replace"), "", "text/html; charset=utf-8")
    except ExtractionError:
        return {}
    today = timezone.localdate()
    day, moment = page.published_on, page.published_at
    on, at = held_back(day, moment, today) if day else (None, None)
    return {
        "source_name": page.source_name[:100],
        "original_outlet": page.original_outlet[:100],
        "authors": [asdict(author) for author in page.authors],
        "published_on": on,
        "published_at": at,
        "date_evidence": [asdict(item) for item in page.date_evidence],
    }
