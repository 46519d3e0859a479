"""What waits for somebody: each app says its own, the first page of the desk shows them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User


@dataclass(frozen=True)
class Waiting:
    """One card of the first page: how many, of what, and where to go.

    ``hint`` says what to do when nothing waits; ``is_alarm`` marks trouble.
    """

    label: str
    count: int
    url: str
    hint: str = ""
    is_alarm: bool = False


Question = Callable[[User], Waiting | None]

_questions: list[Question] = []


def waits(question: Question) -> Question:
    """Register a question (a decorator); it gives None to people whom the answer is not for."""
    _questions.append(question)
    return question


def waiting_for(user: User) -> list[Waiting]:
    """Give the cards for a person, in the order in which the apps registered their questions."""
    answers = (question(user) for question in _questions)
    return [answer for answer in answers if answer]
