"""The pages of the desk and of the archive that are measured, each asked for by its person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle, pairwise
from typing import Any, Self

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks._articles import Writer
from benchmarks._desk_issues import write_issues
from benchmarks._desk_stories import write_entries
from bulletins.models import Article, Issue
from monitor import triage

Ask = Callable[[], Any]
_HTMX = {"HTTP_HX_REQUEST": "true"}


@dataclass
class Newsroom:
    """A filled database, and its people with their browsers."""

    issue: Issue
    editor: Client
    reviewer: Client
    publisher: Client
    reader: Client

    @classmethod
    def filled(cls, entries: int, issues: int) -> Self:
        """Migrate and fill the database."""
        call_command("migrate", verbosity=0)
        now = timezone.now()
        people = {name: _person(name) for name in ("editor", "reviewer", "publisher")}
        write_entries(entries, people["editor"], now)
        issue = write_issues(issues, people, now)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        browsers = {name: _browser(person) for name, person in people.items()}
        return cls(issue, reader=Client(), **browsers)


def _person(name: str) -> User:
    person = User.objects.create_user(name, is_staff=True)
    person.groups.add(Group.objects.get(name=name))
    return person


def _browser(person: User) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def pages_of(room: Newsroom) -> dict[str, Ask]:
    """Give what asks for each page, by its name; those that change something come last."""
    return _triage(room) | _board(room) | _articles(room) | _archive(room) | _decisions(room)


def _get(client: Client, name: str, *args: object, query: str = "", **more: object) -> Ask:
    return partial(client.get, reverse(name, args=args) + query, **more)


def _triage(room: Newsroom) -> dict[str, Ask]:
    waiting = triage.queue(timezone.now())
    seen = ",".join(str(entry.pk) for entry in waiting[5:])
    entries = "admin:monitor_entry_changelist"
    return {
        "first page, editor": _get(room.editor, "admin:index"),
        "first page, reviewer": _get(room.reviewer, "admin:index"),
        "first page, publisher": _get(room.publisher, "admin:index"),
        f"triage, {len(waiting)} stories": _get(room.editor, "desk:triage"),
        "triage, rejected": _get(room.editor, "desk:triage", query="?list=reject"),
        "triage, one story": _get(room.editor, "desk:triage_story", waiting[0].pk, **_HTMX),
        "triage, news?": _get(room.editor, "desk:triage_news", query=f"?seen={seen}", **_HTMX),
        "adding": _get(room.editor, "desk:add"),
        "adding, confirming": _get(room.editor, "desk:confirm", waiting[0].pk),
        "entries": _get(room.editor, entries),
        "entries on topic": _get(room.editor, entries, query="?on_topic=1"),
        "entries not taken": _get(room.editor, entries, query="?taken=0"),
        "entries, page 20": _get(room.editor, entries, query="?p=20"),
        "entry": _get(room.editor, "admin:monitor_entry_change", waiting[0].pk),
    }


def _board(room: Newsroom) -> dict[str, Ask]:
    pk = room.issue.pk
    return {
        "board": _get(room.editor, "desk:board"),
        "board, its part": _get(room.editor, "desk:board-part", pk, **_HTMX),
        "board, proposal": _get(room.editor, "desk:board-proposal", pk, **_HTMX),
        "board, signing": _get(room.publisher, "desk:board-sign", pk, **_HTMX),
        "issue in preparation": _get(room.editor, "admin:bulletins_issue_change", pk),
        "issues": _get(room.publisher, "admin:bulletins_issue_changelist"),
        "published issue": _get(
            room.publisher, "desk:board-issue", Issue.objects.published()[5].pk
        ),
        "calendar": _get(room.editor, "desk:calendar"),
    }


def _articles(room: Newsroom) -> dict[str, Ask]:
    chosen = room.issue.articles.first()
    waiting = Article.objects.waiting_for_review().first()
    assert chosen
    assert waiting
    listed, log = "admin:bulletins_article_changelist", "admin:bulletins_activity_changelist"
    typed = {**chosen.text(), "seen_digest": chosen.digest}
    remarks = reverse("admin:bulletins_article_remarks", args=[chosen.pk])
    return {
        "article": _get(room.editor, "admin:bulletins_article_change", chosen.pk),
        "article, checked as typed": partial(room.editor.post, remarks, typed, **_HTMX),
        "new article, checked as typed": partial(
            room.editor.post, reverse("admin:bulletins_article_remarks_new"), typed, **_HTMX
        ),
        "articles": _get(room.editor, listed),
        "articles, searched": _get(room.editor, listed, query="?q=医院"),
        "review queue": _get(room.reviewer, "desk:review-queue"),
        "review": _get(room.reviewer, "desk:review", waiting.pk),
        "activity log": _get(room.publisher, log),
        "activity log, searched": _get(room.publisher, log, query="?q=editor"),
    }


def _archive(room: Newsroom) -> dict[str, Ask]:
    latest = Issue.objects.published().first()
    assert latest
    issues = "archive:issues"
    return {
        "archive": _get(room.reader, issues),
        "archive, a year": _get(room.reader, issues, query=f"?year={latest.issue_date.year - 1}"),
        "archive, searched": _get(room.reader, issues, query="?q=医院"),
        "archive, searched for two words": _get(room.reader, issues, query="?q=电子病历+患者"),
        "archive, an issue": _get(room.reader, "archive:issue", "sample", latest.number),
        "archive, an issue as JSON": _get(
            room.reader, "archive:file", "sample", latest.number, "json"
        ),
    }


def _decisions(room: Newsroom) -> dict[str, Ask]:
    stories, places = _undecided(), cycle((0, PLACES))
    [*_others, last] = room.issue.articles.order_by("item__position")

    texts = Writer(seed=9).articles(1000)

    def add() -> Any:  # noqa: ANN401 - a response of the test client
        text = next(texts)
        return room.editor.post(reverse("desk:add"), {"text": f"{text.title}\n{text.text}"})

    def reject() -> Any:  # noqa: ANN401 - as above
        pk, following = next(stories)
        address = reverse("desk:triage_decide", args=[pk, "reject"])
        sent = {"reason": "off_field", "current": pk, "next": following}
        return room.editor.post(address, sent, **_HTMX)

    def select() -> Any:  # noqa: ANN401 - as above
        pk, following = next(stories)
        address = reverse("desk:triage_decide", args=[pk, "select"])
        return room.editor.post(address, {"current": pk, "next": following}, **_HTMX)

    def move() -> Any:  # noqa: ANN401 - as above
        address = reverse("desk:board-move", args=[room.issue.pk, last.pk])
        return room.editor.post(address, {"to": next(places)}, **_HTMX)

    def approve() -> Any:  # noqa: ANN401 - as above
        article = Article.objects.waiting_for_review().only("pk", "digest").first()
        assert article
        sent = {"decision": "approve", "digest": article.digest}
        return room.reviewer.post(reverse("desk:decide", args=[article.pk]), sent)

    return {"adding, a text": add, "triage, reject": reject,
            "triage, select": select, "board, move": move,
            "review, approve": approve}  # fmt: skip


#: The last place of the coming issue, counted from 0.
PLACES = 3


def _undecided() -> Iterator[tuple[int, int]]:
    """Give the keys of the waiting stories, each with that of the one after it."""
    keys = [entry.pk for entry in triage.queue(timezone.now())]
    return pairwise(keys)
