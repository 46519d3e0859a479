"""Origins: what monitoring knows of an article: its pages as fetched, its topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bulletins.models import Article
from monitor.errors import SnapshotError
from monitor.models import Snapshot
from monitor.pipeline.snapshots import verified


@dataclass(frozen=True)
class CapturedPage:
    """A page as it was fetched: its address, when, and the SHA-256 of its bytes."""

    url: str
    fetched_at: datetime
    sha256: str

    def to_json(self) -> dict[str, str]:
        """Give the page in JSON's own types."""
        return {"url": self.url, "at": self.fetched_at.isoformat(), "sha256": self.sha256}


def pages_of(article: Article) -> list[CapturedPage]:
    """Give the pages of an article as they were fetched, the oldest first."""
    kept = Snapshot.objects.filter(entry__article=article).order_by("fetched_at", "pk")
    return [CapturedPage(page.url, page.fetched_at, page.sha256) for page in kept]


def page_is_whole(article: Article, sha256: str) -> bool:
    """Whether a fetched page and its pictures, or a file, are still there as they came."""
    page = Snapshot.objects.filter(entry__article=article, sha256=sha256).first()
    try:
        return page is not None and bool(verified(page))
    except SnapshotError:
        return False


def topics_of(article: Article) -> list[str]:
    """Give the names of the topics that an article's entry matched."""
    topics = article.entry.topics.order_by("name") if article.entry else []
    return [topic.name for topic in topics]
