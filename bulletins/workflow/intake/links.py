"""Printed links → watched links: which are looked up how often, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from bulletins.models import Article, Issue
from leases.hints import hint
from monitor.links import Watched, watch
from monitor.links import check_links as check_watched_links
from monitor.models import Snapshot, WatchedLink

#: Days between two looks at a link: of an article that may be printed next, of a printed one.
COMING_DAYS, PRINTED_DAYS = 1, 30


def watch_links() -> None:
    """Have the links of approved articles watched: daily before they are printed, then monthly."""
    approved = Article.objects.filter(status=Article.Status.APPROVED).exclude(url="")
    rows = approved.values_list("url", "title", "entry__title", "entry", "item__issue__status")
    watch(
        (
            Watched(url, headline or title, entry, _days(issue_status))
            for url, title, headline, entry, issue_status in rows
        ),
        timezone.now(),
    )


def _days(issue_status: str | None) -> int:
    return PRINTED_DAYS if issue_status == Issue.Status.PUBLISHED else COMING_DAYS


@dataclass(frozen=True)
class ArticleLink:
    """What is known of an article's link: what it leads to, and the page as it was fetched."""

    article: Article
    link: WatchedLink | None
    snapshot: Snapshot | None


def links_of(articles: Iterable[Article]) -> list[ArticleLink]:
    """Give what is known of the links of articles, in their order."""
    chosen = list(articles)
    keys = [WatchedLink.key_of(article.url) for article in chosen]
    links = {link.key: link for link in WatchedLink.objects.filter(key__in=keys)}
    entries = [article.entry_id for article in chosen if article.entry_id]
    kept = Snapshot.objects.filter(entry__in=entries).order_by("fetched_at", "pk")
    # The newest of each; a page, which can be looked at, rather than a file.
    shown = sorted(kept, key=lambda snapshot: not snapshot.file_name)
    snapshots = {snapshot.entry_id: snapshot for snapshot in shown}
    return [
        ArticleLink(article, links.get(key), snapshots.get(article.entry_id or 0))
        for article, key in zip(chosen, keys, strict=True)
    ]


def check_links_now(articles: Iterable[Article]) -> int:
    """Have the links of articles looked up by a worker at once; gives how many."""
    watch_links()
    keys = [WatchedLink.key_of(article.url) for article in articles]
    links = WatchedLink.objects.filter(key__in=keys)
    ids = list(links.values_list("pk", flat=True))
    links.update(due_at=timezone.now())
    transaction.on_commit(lambda: hint("monitor.tasks.check_links", ids))
    return len(ids)


def check_links(articles: Iterable[Article] | None = None) -> Iterator[WatchedLink]:
    """Look up the links of articles one by one, due or not; of None: all links that are due."""
    watch_links()
    links = WatchedLink.objects.due(timezone.now())
    if articles is not None:
        keys = [WatchedLink.key_of(article.url) for article in articles]
        links = WatchedLink.objects.filter(key__in=keys)
    ids = list(links.values_list("pk", flat=True))
    return check_watched_links(ids, due_only=articles is None)
