"""Intake: Entry → Article, and printed links → watched links. The only door to monitoring."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue, IssueItem
from bulletins.workflow.editing import create_article
from bulletins.workflow.errors import ConflictError, NotReadyError
from bulletins.workflow.transitions import transition
from content.hosts import hosts_in
from content.pictures import UnusablePictureError
from content.reading import text_of
from leases.hints import hint
from monitor import deciding as deciding  # “as”: given on to the desk
from monitor import receiving as receiving
from monitor import triage as triage
from monitor.deciding import accept, take, undo
from monitor.errors import MonitorError as MonitorError
from monitor.errors import SnapshotError
from monitor.grouping import choose as choose
from monitor.grouping import story_of
from monitor.links import Watched, watch
from monitor.links import check_links as check_watched_links
from monitor.models import Decision as Decision
from monitor.models import Entry as Entry
from monitor.models import Snapshot, Source, WatchedLink
from monitor.pasting import keep_pasted
from monitor.pipeline.group import Likeness, Text, likeness, read
from monitor.pipeline.mhtml import is_mhtml as is_mhtml
from monitor.pipeline.pages import text_digest
from monitor.pipeline.snapshots import verified
from search.grams import fold
from search.lookup import holding
from search.models import ArticleDocument
from search.results import read_changes

#: Days between two looks at a link: of an article that may be printed next, of a printed one.
COMING_DAYS, PRINTED_DAYS = 1, 30
#: Articles in these states may still be given up.
_OPEN = (Article.Status.DRAFT, Article.Status.RETURNED)
#: A near copy shares at least one of so many passages, of so many letters, with its original.
_PASSAGES, _PASSAGE = 4, re.compile(r"[^\W_]{10}")
#: Printed texts that are compared with one.
_SHORTLIST = 6
#: Databases limit how many queries make a union.
_MOST_PASSAGES = 400


def outlet_hosts() -> dict[str, tuple[str, ...]]:
    """Give the hosts that belong to each known outlet, by its name."""
    known = Source.objects.exclude(hosts="").values_list("name", "hosts")
    return {name.split("·")[0]: hosts_in(hosts) for name, hosts in known}


def fetch_picture(address: str) -> str:
    """Fetch a picture of the web; gives the address of our copy.

    Raises:
        NotReadyError: it cannot be had, or is no picture.

    """
    try:
        return receiving.receive_picture(address)
    except (MonitorError, UnusablePictureError) as error:
        raise NotReadyError(str(error)) from error


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
    return Article.objects.filter(entry__in=story_of(entry.pk))


def printed_item(entry: Entry) -> IssueItem | None:
    """Find the item of a published issue that holds the story, or a near copy of unknown origin."""
    printed = _printed_items()
    if item := printed.filter(article__in=_articles_of_story(entry)).first():
        return item
    typed = printed.filter(article__entry=None)
    return _copies_among(typed, {entry.pk: (entry.title, entry.body_text)}).get(entry.pk)


def printed_copies(articles: Iterable[Article]) -> dict[int, IssueItem]:
    """Give other printed items that hold a near copy of an article's text, by the article's key."""
    texts = {article.pk: (article.title, text_of(article.body_html)) for article in articles}
    return _copies_among(_printed_items().exclude(article__in=texts), texts)


def _printed_items() -> QuerySet[IssueItem]:
    """Give the items of published issues, the newest first."""
    items = IssueItem.objects.filter(issue__status=Issue.Status.PUBLISHED)
    items = items.select_related("issue", "article").defer("issue__document")
    return items.order_by("-issue__issue_date", "position")


def _copies_among(
    items: QuerySet[IssueItem], texts: Mapping[int, tuple[str, str]]
) -> dict[int, IssueItem]:
    """Find near copies of titles and texts: among those that share most passages with each."""
    near = {key: set(articles) for key, articles in _nearest(texts).items()}
    known = list(items.filter(article__in=set().union(*near.values()))) if near else []
    found = {}
    for key, articles in near.items():
        title, body = texts[key]
        text = read(body, text_digest(body), title)
        candidates = (item for item in known if item.article_id in articles)
        if item := next((one for one in candidates if _is_copy(text, one)), None):
            found[key] = item
    return found


def _nearest(texts: Mapping[int, tuple[str, str]]) -> dict[int, list[int]]:
    """Give the articles that share most passages with each text."""
    asked = [(key, passage) for key, (_title, body) in texts.items() for passage in _passages(body)]
    if not asked:
        return {}
    read_changes(Article)
    # a union: each passage is looked up in the index, where an OR would go through all articles
    holders = [
        Article.objects.order_by()
        .filter(holding(ArticleDocument, [passage]))
        .values_list(Value(at), "pk")
        for at, (_key, passage) in enumerate(asked[:_MOST_PASSAGES])
    ]
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for at, article in holders[0].union(*holders[1:], all=True):
        shared[asked[at][0]][article] += 1
    return {
        key: [article for article, _count in counted.most_common(_SHORTLIST)]
        for key, counted in shared.items()
    }


def _passages(body: str) -> list[str]:
    """Give a few passages from all over a text, as they are searched."""
    found = list(dict.fromkeys(_PASSAGE.findall(fold(body))))
    return found[:: len(found) // _PASSAGES + 1]


def _is_copy(text: Text, item: IssueItem) -> bool:
    printed = _read_printed(item.article.body_html, item.article.title)
    return likeness(text, printed) is Likeness.COPY


@lru_cache(maxsize=512)
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
