"""What stands on the first page of the desk: each app gives its panels, the page shows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Panel:
    """A piece of the first page: the template that shows it, and what it shows."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def html(self) -> SafeString:
        """The piece, ready to be put into the page."""
        return render_to_string(self.template, dict(self.context))


Question = Callable[[User], Panel | None]

_questions: list[Question] = []


def add_panels(questions: Iterable[Question]) -> None:
    """Put panels before those that are there: the newsroom's come before monitoring's.

    A question gives None to people it is not for.
    """
    _questions[:0] = questions


def panels_for(user: User) -> list[Panel]:
    """Give the panels for a person, in their order."""
    answers = (question(user) for question in _questions)
    return [answer for answer in answers if answer]
