"""What tests of the newsroom share: entries as monitoring would have stored them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from monitor.grouping import group
from monitor.models import Entry
from monitor.pipeline.items import link_key
from monitor.pipeline.pages import text_digest


@pytest.fixture
def make_entry(db):
    def make(url: str = "https://news.example/1.html", text: str = "样例正文", **fields) -> Entry:
        values = {
            "title": "示例标题",
            "source_name": "示例健康报",
            "published_on": date(2026, 11, 18),
            "body_html": f"<p>{text}</p>",
            "body_text": text,
            "text_digest": text_digest(text),
            "state": Entry.State.CAPTURED,
        }
        entry = Entry.objects.create(
            url=url, link_key=link_key(url), found_at=timezone.now(), **values | fields
        )
        group(entry)
        return entry

    return make
