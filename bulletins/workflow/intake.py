"""Intake: Entry → Article, and printed links → watched links. The only door to monitoring."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue, IssueItem
from bulletins.workflow.editing import create_article
from bulletins.workflow.errors import ConflictError, NotReadyError
from bulletins.workflow.transitions import transition
from content.reading import text_of
from leases.hints import hint
from monitor import deciding as deciding  # “as”: given on to the desk
from monitor import receiving as receiving
from monitor import triage as triage
from monitor.deciding import accept, take, undo
from monitor.errors import MonitorError as MonitorError
from monitor.errors import SnapshotError
from monitor.grouping import choose as choose
from monitor.links import Watched, watch
from monitor.links import check_links as check_watched_links
from monitor.models import Decision as Decision
from monitor.models import Entry as Entry
from monitor.models import Snapshot, Source, WatchedLink
from monitor.pasting import keep_pasted
from monitor.pipeline.group import Likeness, Text, likeness, read
from monitor.pipeline.mhtml import is_mhtml as is_mhtml
from monitor.pipeline.pages import text_digest

#: Days between two looks at a link: of an article that may be printed next, of a printed one.
COMING_DAYS, PRINTED_DAYS = 1, 30
#: Articles in these states may still be given up.
_OPEN = (Article.Status.DRAFT, Article.Status.RETURNED)


def outlet_hosts() -> dict[str, tuple[str, ...]]:
    """Give the hosts that belong to each known outlet, by its name."""
    known = Source.objects.exclude(hosts="")
    return {source.name.split("·")[0]: source.own_hosts for source in known}


def keep_text(title: str, body_html: str, body_text: str) -> Entry:
    """Have a text that came by hand kept as an entry."""
    return keep_pasted(title, body_html, body_text)


def is_taken() -> Q:
    """Tell, in a query of entries, whether there is an article of the entry or of a copy of it."""
    articles = Article.objects.all()
    own = articles.filter(entry=OuterRef("pk"))
    return Exists(own) | Exists(articles.filter(entry__copy__story=OuterRef("copy__story")))


def article_of(entry: Entry, editor: User, **corrected: Any) -> Article:  # noqa: ANN401
    """Make an article of an entry: a copy of its own, in which the entry's text is edited.

    The entry counts as accepted with it. ``corrected`` are fields of the article for which an
    editor knows better.

    Raises:
        NotAllowedError: the person may not add articles.
        NotReadyError: the entry's page has not been read.
        ConflictError: there is an article of its story already, or a published issue has the text.

    """
    if entry.state != Entry.State.CAPTURED or not entry.body_html:
        raise NotReadyError(_("The page of “%(title)s” has not been read yet.") % {"title": entry})
    if item := printed_item(entry):
        raise ConflictError(
            _("This text was printed already: %(issue)s, item %(position)d, “%(title)s”.")
            % {"issue": item.issue, "position": item.printed_number, "title": item.article}
        )
    if existing := _articles_of_story(entry).first():
        raise ConflictError(
            _("There is an article of this text already: “%(title)s”.") % {"title": existing}
        )
    try:
        with transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(is_kept=True)  # its snapshots are evidence now
            article = create_article(
                editor,
                entry=entry,
                entry_digest=entry.text_digest,
                **text_of_entry(entry) | corrected,
            )
            take(entry, editor)
            return article
    except IntegrityError as error:
        raise ConflictError(_("Somebody has just made an article of this entry.")) from error


def text_of_entry(entry: Entry) -> dict[str, Any]:
    """Give what an article takes over from its entry."""
    return {name: getattr(entry, name) for name in Article.TEXT_FIELDS}


def select(entry: Entry, editor: User) -> Article:
    """Accept a story and make its article, which is on the shortlist of the coming issue with that.

    An article that was dropped when the choice was undone comes back.

    Raises:
        PermissionDenied: the person may not decide.
        WorkflowError: as :func:`article_of`.

    """
    with transaction.atomic():
        dropped = _articles_of_story(entry).filter(status=Article.Status.DROPPED).first()
        accept(entry, editor)
        if dropped is None:
            return article_of(entry, editor)
        transition(dropped, "restore", editor)
        return dropped


def put_back(entry: Entry, editor: User) -> None:
    """Make a story undecided again; the article that was made of it is dropped.

    Raises:
        PermissionDenied: the person may not decide.
        ConflictError: the article is in review, approved or placed, and stays.

    """
    with transaction.atomic():
        for article in _articles_of_story(entry).exclude(status=Article.Status.DROPPED):
            if article.status not in _OPEN or IssueItem.objects.filter(article=article).exists():
                raise ConflictError(
                    _("The article “%(title)s” is %(status)s or placed; recall it first.")
                    % {"title": article, "status": article.get_status_display()}
                )
            transition(article, "drop", editor)
        undo(entry, editor)


def article_of_story(entry: Entry) -> Article | None:
    """Give the article that was made of an entry, or of a copy of it, unless it was dropped."""
    return _articles_of_story(entry).exclude(status=Article.Status.DROPPED).first()


def _articles_of_story(entry: Entry) -> QuerySet[Article]:
    same_story = Q(entry__copy__story__copies=entry.pk)
    return Article.objects.filter(Q(entry=entry) | same_story).distinct()


def printed_item(entry: Entry) -> IssueItem | None:
    """Find the item of a published issue that holds the story, or a near copy of unknown origin."""
    items = IssueItem.objects.filter(issue__status=Issue.Status.PUBLISHED)
    items = items.select_related("issue", "article").order_by("-issue__issue_date", "position")
    if item := items.filter(article__in=_articles_of_story(entry)).first():
        return item
    text = read(entry.body_text, entry.text_digest, entry.title)
    typed = items.filter(article__entry__isnull=True)
    return next((item for item in typed if _is_copy(text, item)), None)


def _is_copy(text: Text, item: IssueItem) -> bool:
    printed = _read_printed(item.article.body_html, item.article.title)
    return likeness(text, printed) is Likeness.COPY


def are_copies(html: str, other: str) -> bool:
    """Whether one of two articles' texts is a copy of the other."""
    return likeness(_read_printed(html), _read_printed(other)) is Likeness.COPY


@lru_cache(maxsize=4096)
def _read_printed(html: str, title: str) -> Text:
    """Read a printed text, once per process: it stays as it is."""
    text = text_of(html)
    return read(text, text_digest(text), title)


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
    """Whether the bytes of a fetched page are still there as they came."""
    page = Snapshot.objects.filter(entry__article=article, sha256=sha256).first()
    try:
        return page is not None and hashlib.sha256(page.body).hexdigest() == sha256
    except SnapshotError:
        return False


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
    kept = Snapshot.objects.filter(entry__article__in=chosen).order_by("fetched_at", "pk")
    snapshots = {snapshot.entry_id: snapshot for snapshot in kept}  # the newest of each
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
