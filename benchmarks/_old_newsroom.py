"""A database as after years of work: entries in stories, decisions, issues, articles, activities.

Texts are made up; everything is stored in bulk, as the tables would hold it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import models
from django.utils import timezone

from benchmarks._articles import MadeUp, Writer
from bulletins.models import (
    Activity,
    Article,
    Bulletin,
    BulletinMasthead,
    Issue,
    IssueItem,
    Rendition,
)
from monitor.models import Copy, Decision, Entry, EntryMatch, Source, Story, Topic

_WEEKS, _TEXTS, _SOURCES = 104, 2000, 400
#: Of the entries, one in so many is on topic; of those on topic an editor has decided all but
#: those of the last days.
_ON_TOPIC, _UNDECIDED_DAYS = 5, 3
_ITEMS = 5
_SHORTLIST = 60


class OldNewsroom:
    """Fills the database; ``editor`` may do everything."""

    def __init__(self, entries: int, issues: int) -> None:
        self._random = random.Random(1)
        self._texts = list(Writer().articles(_TEXTS))
        self._now = timezone.now()
        self.editor = User.objects.create_superuser("editor", password=None)
        self.editor.groups.set(Group.objects.all())
        self._monitor(entries)
        self._publish(issues)
        self._prepare()

    def _text(self) -> MadeUp:
        return self._random.choice(self._texts)

    def _monitor(self, number: int) -> None:
        classes = Source.SourceClass.values
        sources = _create(
            Source(name=f"示例源{at}", url=f"https://h{at}.example/", hosts=f"h{at}.example",
                   source_class=classes[at % len(classes)])
            for at in range(_SOURCES)
        )  # fmt: skip
        topic = Topic.objects.create(name="卫生信息化", expression="医院")
        self.entries = _create(self._entry(at, number, sources) for at in range(number))
        stories = _create(Story(canonical=entry) for entry in self.entries if entry.pk % 3)
        _create(
            Copy(entry=entry, story=stories[min(at * len(stories) // number, len(stories) - 1)],
                 text_digest="", fingerprints=b"")
            for at, entry in enumerate(self.entries)
        )  # fmt: skip
        on_topic = self.entries[::_ON_TOPIC]
        _create(EntryMatch(entry=entry, topic=topic, words=["医院"]) for entry in on_topic)
        limit = self._now - timedelta(days=_UNDECIDED_DAYS)
        _create(
            Decision(entry=entry, verdict="reject", reason="other", decided_by=self.editor,
                     decided_at=self._now)
            for entry in on_topic if entry.found_at < limit
        )  # fmt: skip

    def _entry(self, at: int, number: int, sources: list[Source]) -> Entry:
        text, found = self._text(), self._now - timedelta(weeks=_WEEKS) * (1 - at / number)
        return Entry(
            source=sources[at % len(sources)], url=f"https://h{at % _SOURCES}.example/{at}",
            link_key=str(at), item_digest="", title=text.title, source_name=f"示例报{at % 300}",
            published_on=found.date(), body_html=f"<p>{text.text}</p>", body_text=text.text,
            text_digest=str(at % 150_000), state=Entry.State.CAPTURED, found_at=found, due_at=None,
            score=self._random.gauss(0, 2), score_at=1,
        )  # fmt: skip

    def _publish(self, number: int) -> None:
        self.bulletin = Bulletin.objects.create(name="周报（样例）", slug="old", last_number=number)
        masthead = BulletinMasthead.objects.create(
            bulletin=self.bulletin, valid_from=date(2000, 1, 1), title="周报", organisation="示例",
            topic_phrase="卫生信息化",
        ).as_printed()  # fmt: skip
        words = {name: getattr(masthead, name) for name in masthead.__dataclass_fields__}
        last = timezone.localdate() - timedelta(days=(timezone.localdate().weekday() - 4) % 7 or 7)
        days = [last - timedelta(weeks=number - at) for at in range(1, number + 1)]
        issues = _create(
            Issue(bulletin=self.bulletin, issue_date=day, window_start=day - timedelta(days=6),
                  window_end=day, masthead=words)
            for day in days
        )  # fmt: skip
        articles = _create(self._articles(issue.issue_date for issue in issues))
        _create(
            IssueItem(issue=issues[at // _ITEMS], article=article, position=at % _ITEMS + 1)
            for at, article in enumerate(articles)
        )
        self._freeze(issues, words)
        _create(
            Activity(actor=self.editor, verb=verb, article=article, from_status="draft",
                     to_status="in_review")
            for article in articles for verb in ("submit", "void", "submit")
        )  # fmt: skip

    def _articles(self, days: Iterable[date]) -> Iterator[Article]:
        free = iter(self.entries[1 :: len(self.entries) // 6000 or 1])
        for day in (day for each in days for day in [each] * _ITEMS):
            yield self._article(day, "imported", next(free, None) if day.day % 2 else None)

    def _article(self, day: date, status: str, entry: Entry | None) -> Article:
        text = self._text()
        article = Article(
            title=text.title, source_name="示例报", url="https://h1.example/1", published_on=day,
            body_html=f"<p>{text.text}</p>", status=status, edited_by=self.editor, entry=entry,
        )  # fmt: skip
        article.digest = article.text_digest()
        return article

    def _freeze(self, issues: list[Issue], words: dict[str, str]) -> None:
        for number, issue in enumerate(issues, start=1):
            issue.number, issue.status, issue.published_at = number, "published", self._now
            issue.document = {
                "masthead": words, "number": number, "issue_date": str(issue.issue_date),
                "window_start": str(issue.window_start), "window_end": str(issue.window_end),
                "items": [],
            }  # fmt: skip
        fields = ["number", "status", "document", "published_at"]
        Issue.objects.bulk_update(issues, fields, batch_size=100)
        _create(
            Rendition(issue=issue, state="ready", file="a.pdf", sha256="a" * 64, pages=9, size=1,
                      due_at=None)
            for issue in issues
        )  # fmt: skip

    def _prepare(self) -> None:
        """Begin the coming issue, with a shortlist and some in review."""
        today = timezone.localdate()
        self.issue = Issue.objects.create(
            bulletin=self.bulletin, issue_date=today, window_start=today - timedelta(days=6),
            window_end=today,
            masthead=Issue.objects.values_list("masthead", flat=True)[0],
        )  # fmt: skip
        recent = iter(reversed(self.entries))
        articles = _create(
            self._article(today, status, next(recent))
            for status in ["draft"] * _SHORTLIST + ["in_review"] * 20
        )
        _create(
            IssueItem(issue=self.issue, article=article, position=at)
            for at, article in zip(count(1), articles[-_ITEMS:], strict=False)
        )
        self.articles = articles


def _create(rows: Iterable[Any]) -> list[Any]:
    """Store rows of one table, a batch at a time."""
    stored, left = list[models.Model](), iter(rows)
    while batch := list(islice(left, 1000)):
        stored += type(batch[0])._default_manager.bulk_create(batch)
    return stored
