"""Which entries are on which topics becomes rows."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from monitor.models import Entry, EntryMatch, Topic
from monitor.pipeline.expression import ExpressionError
from monitor.pipeline.match import Matcher, Texts, matcher_of

logger = logging.getLogger(__name__)
_TOGETHER = 500


def store_matches(entries: Iterable[Entry], topics: Iterable[Topic]) -> None:
    """Match entries against topics anew; what they matched before of these topics is replaced.

    An entry whose words have changed is left to be scored again.
    """
    chosen, wanted = list(entries), list(topics)
    found = matches_of(chosen, wanted)
    with transaction.atomic():
        stored = EntryMatch.objects.filter(entry__in=chosen, topic__in=wanted)
        changed = {entry for entry, _topic, _words in _facts(stored) ^ _facts(found)}
        stored.filter(entry__in=changed).delete()
        # Another worker may be matching the same entries.
        EntryMatch.objects.bulk_create(
            (row for row in found if row.entry_id in changed), ignore_conflicts=True
        )
        Entry.objects.filter(pk__in=changed).update(score_at=None)


def rematch(topic: Topic, since: datetime) -> None:
    """Match the entries found since then against a topic that has changed."""
    ids = list(Entry.objects.filter(found_at__gte=since).values_list("pk", flat=True))
    for start in range(0, len(ids), _TOGETHER):
        store_matches(Entry.objects.filter(pk__in=ids[start : start + _TOGETHER]), [topic])


def matches_of(entries: Iterable[Entry], topics: Iterable[Topic]) -> list[EntryMatch]:
    """Give the rows that say which of these entries are on which of these topics; none is saved."""
    wanted = matchers(topics)
    if not wanted:
        return []
    return [
        EntryMatch(entry=entry, topic=topic, words=list(words))
        for entry in entries
        for texts in (texts_of(entry),)
        for topic, found in wanted
        if (words := found(texts)) is not None
    ]


def texts_of(entry: Entry) -> Texts:
    """Give the texts of an entry that topics are asked about."""
    return Texts.of(entry.title, entry.summary, entry.body_text, entry.source_name)


def matchers(topics: Iterable[Topic]) -> list[tuple[Topic, Matcher]]:
    """Give the topics with their matchers, without those that match nothing."""
    return [(topic, found) for topic in topics if (found := _matcher(topic))]


def enabled_topics() -> list[tuple[Topic, Matcher]]:
    """Give the enabled topics with their matchers."""
    return matchers(Topic.objects.filter(is_enabled=True))


def _facts(rows: Iterable[EntryMatch]) -> set[tuple[int, int, tuple[str, ...]]]:
    return {(row.entry_id, row.topic_id, tuple(row.words)) for row in rows}


def _matcher(topic: Topic) -> Matcher | None:
    """The topic's matcher; one that a script saved unread holds up nothing, and matches nothing."""
    try:
        return matcher_of(topic.expression)
    except ExpressionError as error:
        logger.warning("topic %s matches nothing: %s", topic.pk, error)
        return None
