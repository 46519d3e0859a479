"""Links of articles: approved ones are watched daily, printed ones monthly, others not."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bulletins.workflow.editing import revise_article
from bulletins.workflow.intake import links_of, watch_links
from bulletins.workflow.publication import publish
from monitor.models import Entry, WatchedLink
from monitor.net import Response
from monitor.pipeline.snapshots import new_snapshot, store_snapshot


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.SNAPSHOTS_DIR = tmp_path


def watched() -> list[tuple[str, int]]:
    watch_links()
    return list(WatchedLink.objects.order_by("pk").values_list("url", "every_days"))


def test_link_is_watched_from_approval_and_less_often_once_printed(make_issue, publisher, article):
    assert watched() == []
    issue = make_issue()
    assert watched() == [("https://news.example/2026/1.html", 1)]
    publish(issue, publisher)
    assert watched() == [("https://news.example/2026/1.html", 30)]


def test_link_of_an_article_that_is_changed_is_watched_no_more(make_approved, editor):
    approved = make_approved()
    assert len(watched()) == 1
    revise_article(approved, editor, seen_digest=approved.digest, title="改过的标题")
    assert watched() == []


def test_headline_is_that_of_the_page_not_the_edited_one(make_approved):
    approved = make_approved()
    entry = Entry.objects.create(
        url=approved.url,
        link_key="1",
        item_digest="",
        title="页面上的标题",
        found_at=timezone.now(),
    )
    type(approved).objects.filter(pk=approved.pk).update(entry=entry)
    watched()
    link = WatchedLink.objects.get()
    assert (link.title, link.entry) == ("页面上的标题", entry)


def test_links_of_articles_come_with_state_and_newest_snapshot(make_approved, article):
    approved = make_approved()
    entry = Entry.objects.create(
        url=approved.url, link_key="1", item_digest="", title="样例", found_at=timezone.now()
    )
    type(approved).objects.filter(pk=approved.pk).update(entry=entry)
    approved.refresh_from_db()
    for body in (b"old", b"new"):
        snapshot = new_snapshot(entry, [Response(entry.url, 200, {}, body)], timezone.now())
        assert snapshot
        store_snapshot(snapshot, [])
    article.url = "https://news.example/other.html"
    watch_links()
    first, second = links_of([approved, article])
    assert first.link
    assert first.snapshot
    assert (first.link.state, first.snapshot.body) == ("unchecked", b"new")
    assert (second.link, second.snapshot) == (None, None)
