"""Pasting: a text that came by hand, with no address of its own, becomes an entry."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from content.sanitising import clean_article_body, clean_line
from monitor.grouping import group
from monitor.models import Entry, Topic
from monitor.pipeline.matching import store_matches
from monitor.pipeline.pages import text_digest


def keep_pasted(title: str, body_html: str, body_text: str) -> Entry:
    """Make an entry of a text, once however often it comes; its topics and reprints are looked for.

    There is no page behind it, so that it has neither address nor snapshot.
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
            },
        )
    if created:
        store_matches([entry], Topic.objects.filter(is_enabled=True))
        group(entry)
    return entry
