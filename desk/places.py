"""Where people of the desk go all day: the row of links at the head of every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.urls import reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Place:
    """A page of the desk: its name, its address by name, who may go there, what waits there."""

    label: StrOrPromise
    view: str
    permission: str
    waiting: Callable[[User], int] | None = None

    @property
    def url(self) -> str:
        """The address."""
        return reverse(self.view)


_places: list[Place] = []


def add_places(places: Iterable[Place]) -> None:
    """Put pages into the row, behind those that are there."""
    _places.extend(places)


def places_for(user: User) -> list[Place]:
    """Give the pages that a person may open, in their order."""
    return [place for place in _places if user.has_perm(place.permission)]


def waiting_at(place: Place, user: User) -> int:
    """How much waits for a person at a page."""
    return place.waiting(user) if place.waiting else 0
