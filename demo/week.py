"""One week, whole: the steps from a source to the finished PDF, as people and workers do them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone

from bulletins.models import Article, Bulletin, BulletinMasthead, Issue, Rendition
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.intake import article_of
from bulletins.workflow.publication import sign
from bulletins.workflow.review import approve, submit
from demo.newsroom import TOPIC, SampleSource
from monitor.models import Entry, Source, Topic, is_on_topic
from monitor.tasks import tick

_PATIENCE_SECONDS = 180
MOST_ARTICLES = 5


class DemoError(Exception):
    """A step of the demo did not come to its end; the message says which and why."""


def found_bulletin() -> Bulletin:
    """Create the sample series with its masthead."""
    bulletin, _created = Bulletin.objects.get_or_create(
        slug="weekly", defaults={"name": "卫生信息化舆情监测周报（样例）"}
    )
    BulletinMasthead.objects.get_or_create(
        bulletin=bulletin,
        valid_from=date(2020, 1, 1),
        defaults={
            "title": "卫生信息化舆情监测周报",
            "organisation": "示例市卫生健康信息中心",
            "topic_phrase": "卫生信息化",
        },
    )
    return bulletin


def register(sources: tuple[SampleSource, ...]) -> None:
    """Register the sample outlets and the topic that is watched."""
    Topic.objects.get_or_create(name=TOPIC.name, defaults={"expression": TOPIC.expression})
    for source in sources:
        Source.objects.get_or_create(
            name=source.name,
            defaults={
                "url": source.url,
                "kind": source.kind,
                "item_selector": source.item,
                "link_selector": source.link,
                "title_selector": source.title,
                "date_selector": source.date,
                "allow_private": True,
            },
        )


def monitor(say: Callable[[str], None]) -> None:
    """Let the worker poll every source and read every page, as a tick of the scheduler would.

    Raises:
        DemoError: a source or page could not be read, or it took too long.
    """
    tick.delay()
    told = -1
    for _waited in _patiently("monitoring"):
        read = Entry.objects.filter(state=Entry.State.CAPTURED).count()
        if read != told:
            say(f"  {read} / {Entry.objects.count()}")
            told = read
        _raise_first_error()
        unpolled = Source.objects.filter(last_polled_at__isnull=True).exists()
        if not unpolled and not Entry.objects.exclude(state=Entry.State.CAPTURED).exists():
            return


def _raise_first_error() -> None:
    for source in Source.objects.exclude(last_error=""):
        raise DemoError(f"{source}: {source.last_error}")
    for entry in Entry.objects.exclude(error=""):
        raise DemoError(f"{entry}: {entry.error}")


def choose() -> list[Entry]:
    """Choose stories on the topic: of reprints the canonical copy, which is the earliest."""
    stories = Entry.objects.filter(is_on_topic()).one_per_story()
    return list(stories.order_by("published_on", "pk")[:MOST_ARTICLES])


def edit(entries: list[Entry], editor: User) -> list[Article]:
    """Make articles of the entries and hand them to the reviewers."""
    articles = [article_of(entry, editor) for entry in entries]
    for article in articles:
        submit(article, editor)
    return articles


def review(articles: list[Article], reviewer: User) -> None:
    """Approve each text as it stands."""
    for article in articles:
        approve(article, reviewer, seen_digest=article.digest)


def bring_out(
    bulletin: Bulletin, articles: list[Article], editor: User, publisher: User
) -> Rendition:
    """Compile and publish the next issue; gives its file once the worker has rendered it.

    Raises:
        DemoError: the file could not be made.
    """
    issue_date = bulletin.rhythm.on_or_after(timezone.localdate())
    issue = compile_issue(bulletin, issue_date, editor)
    place_articles(issue, articles, editor)
    return rendered(sign(issue, publisher))


def rendered(rendition: Rendition) -> Rendition:
    """Wait for a file that is being rendered.

    Raises:
        DemoError: the file could not be made.
    """
    for _waited in _patiently("rendering"):
        rendition.refresh_from_db()
        if rendition.state == Rendition.State.FAILED:
            raise DemoError(rendition.error)
        if rendition.state == Rendition.State.READY:
            break
    return rendition


def first_issue() -> Issue | None:
    """The issue that an earlier start of the demo has made."""
    published = Issue.objects.published().filter(renditions__state=Rendition.State.READY)
    return published.order_by("number").first()


def _patiently(what: str) -> Iterator[float]:
    """Look again every fifth of a second.

    Raises:
        DemoError: it took too long.
    """
    begun = time.monotonic()
    while (waited := time.monotonic() - begun) < _PATIENCE_SECONDS:
        yield waited
        time.sleep(0.2)
    raise DemoError(f"{what} took more than {_PATIENCE_SECONDS} seconds")
