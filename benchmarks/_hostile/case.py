"""A case: a source that is hostile or broken in one way, and what must become of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from benchmarks._hostile.names import Records
from benchmarks._hostile.server import Answer


@dataclass(frozen=True)
class Case:
    """One source, how its host answers, and the facts that are expected in the end.

    ``url`` may be relative to the case's own host. It is polled ``polls`` times,
    each as soon as the last is over. ``is_waiting``: the program has to give up waiting.
    """

    number: int
    name: str
    expect: Mapping[str, Any]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    url: str = "/feed.xml"
    fields: Mapping[str, Any] = field(default_factory=dict)
    polls: int = 1
    is_waiting: bool = False
    elsewhere: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    records: Records | None = None

    @cached_property
    def slug(self) -> str:
        """The name, as hosts and paths may have it."""
        return slug(self.name)

    @property
    def host(self) -> str:
        """The host that belongs to this case alone."""
        return f"{self.slug}.example"

    @property
    def address(self) -> str:
        """The address of the source."""
        return f"http://{self.host}{self.url}" if self.url.startswith("/") else self.url


def slug(name: str) -> str:
    """Give a name as hosts and paths may have it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
