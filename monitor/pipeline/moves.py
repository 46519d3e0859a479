"""Moves: an address that leads elsewhere for good is noted, and in time taken over or proposed."""

from __future__ import annotations

from typing import Any

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
