"""Which entries are on which topics becomes rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from monitor.models import Entry, EntryMatch, Topic
from monitor.pipeline.match import TopicWords, match, words_of


def store_matches(entries: Iterable[Entry], topics: Iterable[Topic]) -> None:
    """Match entries against topics anew; what they matched before of these topics is replaced."""
    chosen, wanted = list(entries), list(topics)
    found = matches_of(chosen, wanted)
    with transaction.atomic():
        EntryMatch.objects.filter(entry__in=chosen, topic__in=wanted).delete()
        # Another worker may be matching the same entries.
        EntryMatch.objects.bulk_create(found, ignore_conflicts=True)


def matches_of(entries: Iterable[Entry], topics: Iterable[Topic]) -> list[EntryMatch]:
    """Give the rows that say which of these entries are on which of these topics; none is saved."""
    wanted = [(topic, _topic_words(topic)) for topic in topics]
    return [
        EntryMatch(entry=entry, topic=topic, words=list(words))
        for entry in entries
        for topic, topic_words in wanted
        if (words := match(topic_words, entry.title, entry.summary, entry.body_text))
    ]


def _topic_words(topic: Topic) -> TopicWords:
    return TopicWords(
        must=words_of(topic.must_words),
        any=words_of(topic.any_words),
        no=words_of(topic.not_words),
    )
