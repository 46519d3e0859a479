"""Intake: an entry becomes an article once, with a text of its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from bulletins.workflow.editing import revise_article
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.intake import article_of
from monitor.models import Entry
from monitor.pipeline.items import link_key
from monitor.pipeline.store import text_digest


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
        return Entry.objects.create(
            url=url, link_key=link_key(url), found_at=timezone.now(), **values | fields
        )

    return make


def test_article_of_copies_the_entry(make_entry, editor):
    entry = make_entry()
    article = article_of(entry, editor)
    assert (article.title, article.source_name, article.url, article.published_on) == (
        entry.title, entry.source_name, entry.url, entry.published_on,
    )  # fmt: skip
    assert list(article.editors.all()) == [editor]


def test_article_of_leaves_the_entry_as_found(make_entry, editor):
    entry = make_entry()
    article = article_of(entry, editor)
    revise_article(article, editor, seen_digest=article.digest, title="改过的标题")
    entry.refresh_from_db()
    assert entry.title == "示例标题"


def test_article_of_the_same_entry_twice_is_refused(make_entry, editor, second_editor):
    entry = make_entry()
    article_of(entry, editor)
    with pytest.raises(ConflictError):
        article_of(entry, second_editor)


def test_article_of_a_reprint_is_refused(make_entry, editor):
    article_of(make_entry(), editor)
    with pytest.raises(ConflictError, match="示例标题"):
        article_of(make_entry("https://other.example/2.html", "样例 正文"), editor)


def test_article_of_an_unread_entry_is_refused(make_entry, editor):
    with pytest.raises(NotReadyError):
        article_of(make_entry(state=Entry.State.FOUND, body_html=""), editor)


def test_article_of_without_permission_is_refused(make_entry, reviewer):
    with pytest.raises(NotAllowedError):
        article_of(make_entry(), reviewer)


def test_source_changed_is_seen(make_entry, editor):
    entry = make_entry()
    article = article_of(entry, editor)
    assert not article.source_changed
    Entry.objects.filter(pk=entry.pk).update(text_digest=text_digest("改过的正文"))
    article.refresh_from_db()
    assert article.source_changed
