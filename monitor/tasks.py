"""Celery tasks of monitoring: ids in, one function called, harmless when run twice.

The database is the queue. A tick looks up what is due and sends hints in batches; whoever takes
the hint claims what it can get, by leases. A lost message costs one tick, a doubled one nothing.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from leases.hints import hint
from leases.models import LeasedQuerySet
from monitor import retention
from monitor.capture import capture_due
from monitor.grouping import elect_anew
from monitor.health import golden
from monitor.health.reporting import report
from monitor.health.reviewing import review, tell
from monitor.links import check_link
from monitor.models import Entry, GoldenPage, Source, Topic, WatchedLink
from monitor.pipeline.matching import rematch
from monitor.polling import poll_due
from monitor.ranking import SPAN, outdated, score_entries

BATCH = 25
#: Hints at most per tick; what is left is found by the next one.
_PER_TICK = 500
#: Of the pages that a poll brought so many are begun with at once; who captures them goes on.
_PER_POLL = 100


@shared_task
def tick() -> None:
    """Hand out what is due: sources to poll, pages to capture, links to check."""
    now = timezone.now()
    _hand_out(poll_sources.name, Source.objects.due(now).filter(is_enabled=True))
    _hand_out_pages(Entry.objects.due(now), _PER_TICK)
    _hand_out(rank_entries.name, outdated(now))
    _hand_out(check_links.name, WatchedLink.objects.due(now))
    _hand_out(check_golden_pages.name, GoldenPage.objects.due(now))


def hand_out_pages(source_ids: list[int]) -> None:
    """Have the pages captured that a poll of these sources has brought."""
    found = Entry.objects.due(timezone.now()).filter(source__in=source_ids)
    _hand_out_pages(found, _PER_POLL)


def _hand_out(task: str, due: QuerySet[Any]) -> None:
    ids = list(due.values_list("pk", flat=True)[:_PER_TICK])
    for start in range(0, len(ids), BATCH):
        hint(task, ids[start : start + BATCH])


def _hand_out_pages(due: QuerySet[Entry], most: int) -> None:
    """Say how much work there is, not which: who comes takes what its hosts allow."""
    count = due.order_by()[:most].count()
    for _batch in range(ceil(count / BATCH)):
        hint(capture_entries.name)


@shared_task
def poll_sources(ids: list[int]) -> None:
    """Poll those of the sources that are due, then capture what they brought."""
    polls = poll_due(ids)
    if polls:
        hand_out_pages([poll.source_id for poll in polls])
    if 0 < len(polls) < len(ids):
        _go_on(poll_sources.name, Source.objects.filter(pk__in=ids, is_enabled=True), ids)


@shared_task
def capture_entries() -> None:
    """Read the pages of entries that are due, so many in one task."""
    if capture_due(BATCH):
        _go_on(capture_entries.name, Entry.objects.all())


def _go_on(task: str, rows: LeasedQuerySet[Any], *args: Any) -> None:  # noqa: ANN401
    """Come back for what waits for its host to have rested.

    Only a task that got something done goes on, so that no more of them go round than there is to
    do; the others' share is found by the next tick.
    """
    if rows.due(timezone.now()).exists():
        hint(task, *args, after=settings.MONITOR_PAUSE)


@shared_task
def check_links(ids: list[int]) -> None:
    """Look up those of the watched links that are due."""
    for pk in ids:
        check_link(pk)


@shared_task
def check_golden_pages(ids: list[int]) -> None:
    """Read those of the golden pages again that are due."""
    for pk in ids:
        golden.check(pk)


@shared_task
def watch_health() -> None:
    """Judge the sources anew; tell editors what changed and, on Mondays, how the week was."""
    now = timezone.now()
    golden.choose(now)
    review(now)
    tell()
    report(now)


@shared_task
def keep_house() -> None:
    """Let snapshots go that are past their time."""
    retention.keep_house(timezone.now())


@shared_task
def rematch_topic(topic_id: int) -> None:
    """Try a topic, after it was changed, on the entries of the last weeks."""
    for topic in Topic.objects.filter(pk=topic_id):
        rematch(topic, timezone.now() - SPAN)


@shared_task
def elect_stories(source_id: int) -> None:
    """Choose the copies that stand for stories again, after the class of a source was changed."""
    elect_anew(source_id)


@shared_task
def rank_entries(ids: list[int]) -> None:
    """Score entries by what editors have decided since they were scored."""
    score_entries(ids)
