"""An outcome: what became of a case, as facts that can be compared with what is expected."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from math import inf
from typing import Any

from django.core.management import CommandError, call_command
from django.utils import timezone

from benchmarks._hostile.case import Case
from benchmarks._hostile.server import Request
from monitor.models import Entry, Poll, Source

#: So many equal polls make a proposal of a redirect.
_MOVES_TO_PROPOSE = 3


@dataclass
class Outcome:
    """What became of a case: its rows, what its host was asked, and the waits after each poll."""

    case: Case
    source: Source
    polls: Sequence[Poll]
    entries: Sequence[Entry]
    requests: Sequence[Request]
    elsewhere: Sequence[Request]
    robots: int
    waits: Sequence[float]
    private: int

    @property
    def number(self) -> int:
        """The case's number."""
        return self.case.number

    @property
    def name(self) -> str:
        """The case's name."""
        return self.case.name

    def fact(self, name: str) -> object:
        """Give one of the facts."""
        return FACTS[name](self)

    def differing(self) -> dict[str, tuple[Any, Any]]:
        """Give the facts that are not as expected: what they are to be, and what they are."""
        expected = dict(self.case.expect) | {"private": 0}
        found = {name: (wanted, self.fact(name)) for name, wanted in expected.items()}
        return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def _each(read: Callable[[Entry], Any]) -> Callable[[Outcome], list[Any]]:
    return lambda outcome: [read(entry) for entry in outcome.entries]


def _date(entry: Entry) -> str:
    return entry.published_on.isoformat() if entry.published_on else ""


def _proposal(outcome: Outcome) -> str:
    """The new address that an editor is asked about, if any."""
    return outcome.source.moved_to if outcome.source.moved_polls >= _MOVES_TO_PROPOSE else ""


def _last_sent(outcome: Outcome) -> set[str]:
    """The conditional headers of the newest request for the source's own path."""
    last = [request for request in outcome.requests if request.path == outcome.case.url][-1:]
    conditional = {"if-none-match", "if-modified-since"}
    return {name for request in last for name in conditional & set(request.headers)}


def _secrets(outcome: Outcome) -> list[str]:
    """What was sent that nobody, or no other host, may see."""
    never = {"cookie", "authorization", "proxy-authorization", "referer"}
    validators = {"if-none-match", "if-modified-since"}
    own = (never & set(request.headers) for request in outcome.requests)
    others = ((never | validators) & set(request.headers) for request in outcome.elsewhere)
    return sorted(set().union(*own, *others))


def cost_alone(outcome: Outcome) -> float:
    """Seconds of processor to read the source and its pages anew, those of this thread alone."""
    row, pages = Source.objects.filter(pk=outcome.source.pk), Entry.objects.all()
    row.update(body_digest="", told=[])
    pages.filter(source=outcome.source).update(due_at=timezone.now())
    begun = time.thread_time()
    with suppress(CommandError):
        call_command("poll", outcome.source.name, stdout=StringIO(), stderr=StringIO())
    return round(time.thread_time() - begun, 2)


def _gap(requests: Sequence[Request]) -> float:
    """The seconds between those two requests to one host that lie closest together."""
    times = sorted(request.at for request in requests)
    return round(min((b - a for a, b in pairwise(times)), default=inf), 2)


def _leaks(entry: Entry) -> bool:
    """Whether a file was read into it, or an entity was blown up."""
    said = entry.title + entry.summary
    return "root:" in said or len(said) > 2000


#: What can be expected, by name. Minutes and seconds; lists have a row for each poll or entry.
FACTS: dict[str, Callable[[Outcome], Any]] = {
    "error": lambda outcome: outcome.source.last_error,
    "errors": lambda outcome: [poll.error for poll in outcome.polls],
    "statuses": lambda outcome: [poll.status for poll in outcome.polls],
    "news": lambda outcome: [poll.new for poll in outcome.polls],
    "changes": lambda outcome: [poll.changed for poll in outcome.polls],
    "seconds": lambda outcome: max((poll.seconds or 0 for poll in outcome.polls), default=0),
    "waits": lambda outcome: [round(wait) for wait in outcome.waits],
    "growth": lambda outcome: min(b / a for a, b in pairwise(outcome.waits)),
    "url": lambda outcome: outcome.source.url.removeprefix(f"http://{outcome.case.host}"),
    "entries": lambda outcome: len(outcome.entries),
    "titles": _each(lambda entry: entry.title),
    "all titles": lambda outcome: {entry.title for entry in outcome.entries},
    "leaked": lambda outcome: any(_leaks(entry) for entry in outcome.entries),
    "states": _each(lambda entry: entry.state),
    "pages": _each(lambda entry: entry.error),
    "texts": _each(lambda entry: entry.body_text),
    "links": _each(lambda entry: entry.url),
    "dates": _each(_date),
    "doubts": _each(lambda entry: entry.reading.get("doubts", [])),
    "pictures": _each(lambda entry: [image["error"] for image in entry.images]),
    "robots": lambda outcome: outcome.robots,
    "gap": lambda outcome: _gap(outcome.requests),
    "gap elsewhere": lambda outcome: _gap(outcome.elsewhere),
    "asked": lambda outcome: [request.path for request in outcome.requests],
    "sent": _last_sent,
    "cost": cost_alone,
    "secrets": _secrets,
    "proposal": _proposal,
    "private": lambda outcome: outcome.private,
}
