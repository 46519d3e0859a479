"""Moves: an address that leads elsewhere for good is noted, and in time taken over or proposed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from monitor.models import Source
from monitor.net.addresses import host_of

#: So many polls in a row must lead to the same address before that is believed.
EQUAL_POLLS = 3

_FORGOTTEN: dict[str, Any] = {"moved_to": "", "moved_polls": 0}


def note_move(source: Source, moved_to: str) -> dict[str, Any]:
    """Give the fields of a source that change by where a poll was led for good, if anywhere.

    Within its host the source follows by itself; to another host an editor sends it, who finds the
    address in ``moved_to``. Searches stay: theirs is no address but a pattern of many.
    """
    if source.keyword or moved_to in {"", source.url, source.move_declined}:
        return dict(_FORGOTTEN)
    polls = source.moved_polls + 1 if moved_to == source.moved_to else 1
    if polls >= EQUAL_POLLS and host_of(moved_to) == source.host:
        return {"url": moved_to, **_FORGOTTEN}
    return {"moved_to": moved_to, "moved_polls": min(polls, EQUAL_POLLS)}


def proposed_move(source: Source) -> str:
    """Give the address that an editor is to confirm or decline; empty if there is none."""
    return source.moved_to if source.moved_polls >= EQUAL_POLLS else ""


def follow_move(source: Source, moved_to: str, *, keep_private: bool) -> bool:
    """Let a source live at its new address; False if that is not what is proposed any more.

    Leave to reach into the own network was given for the old address and goes, unless
    ``keep_private``.
    """
    private = {} if keep_private else {"allow_private": False}
    return _decide(
        source, moved_to, url=moved_to, host=host_of(moved_to), due_at=timezone.now(),
        etag="", last_modified="", **private,
    )  # fmt: skip


def decline_move(source: Source, moved_to: str) -> bool:
    """Keep to the old address, and propose this one no more; False as above."""
    return _decide(source, moved_to, move_declined=moved_to)


def _decide(source: Source, moved_to: str, **changes: object) -> bool:
    proposed = Source.objects.filter(pk=source.pk, moved_to=moved_to, moved_polls=EQUAL_POLLS)
    return bool(moved_to and proposed.update(**_FORGOTTEN, **changes))
