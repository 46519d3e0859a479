"""Entries, as monitoring would have found them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from bulletins.models import Article
from bulletins.workflow.intake import article_of
from monitor.models import Copy, Entry, EntryMatch, Source, Story, Topic


def entry(number: int, **fields: Any) -> Entry:
    """Give an entry on topic, its page read."""
    topic, _created = Topic.objects.get_or_create(name="样例", expression="样例")
    found = {
        "url": f"https://news.example/{number}.html", "link_key": f"k{number}", "item_digest": "d",
        "title": f"样例{number}", "source_name": f"示例报{number}",
        "published_on": date(2026, 11, 18), "state": Entry.State.CAPTURED,
        "body_html": f"<p>样例正文{number}。</p>", "body_text": f"样例正文{number}。",
        "text_digest": f"t{number}", "found_at": timezone.now(), "due_at": None,
    }  # fmt: skip
    made = Entry.objects.create(**(found | fields))
    EntryMatch.objects.create(entry=made, topic=topic, words=["样例"])
    return made


def source(name: str, source_class: str) -> Source:
    """Give a source of a class."""
    return Source.objects.create(
        name=name, url=f"https://{source_class}.example/feed", source_class=source_class
    )


def story(*entries: Entry) -> Story:
    """Let entries be copies of one text."""
    made = Story.objects.create(canonical=entries[0])
    for each in entries:
        Copy.objects.create(entry=each, story=made, text_digest="", fingerprints=b"")
    return made


def reprints(editor: User, number: int = 1) -> tuple[Article, Entry]:
    """Give an article of an entry, and a reprint of that entry."""
    first = entry(number)
    other = entry(number + 1, published_on=date(2026, 11, 19), source_name="转载网")
    story(first, other)
    return article_of(first, editor), other
