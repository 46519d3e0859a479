"""Entries to be searched, made without a poll."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from django.utils import timezone

from monitor.models import Entry
from monitor.searching import SEARCHED
from search.indexing import catch_up

_numbers = itertools.count()


def unsaved(title: str, body_text: str = "", **fields: object) -> Entry:
    """Give an entry that is not in the database yet."""
    number = next(_numbers)
    return Entry(
        url=f"https://news.example/{number}", link_key=str(number), item_digest="0", title=title,
        body_text=body_text, found_at=timezone.now(), **fields,
    )  # fmt: skip


@pytest.fixture
def add(db) -> Callable[..., Entry]:
    """Adds an entry that can be found at once."""

    def add_entry(title: str, body_text: str = "", **fields: object) -> Entry:
        entry = unsaved(title, body_text, **fields)
        entry.save()
        catch_up(SEARCHED)
        return entry

    return add_entry
