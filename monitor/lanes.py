"""Lanes: servers are asked side by side, and nobody waits for the slow ones.

A lane has so many threads, for all workers of the process together: that many requests are under
way at once. They ask and read; rows are written by who sent them, a group at a time. What is not
answered soon is left behind: it is settled by itself when it comes, and its leases hold until then.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Protocol, TypeVar

from django.db import connection

logger = logging.getLogger(__name__)

#: Seconds that a group waits for its last answers.
PATIENCE = 2.0


class Question(Protocol):
    """Something to ask a server. It keeps what came of it."""

    def ask(self) -> None:
        """Ask, and read the answer; touches no row and raises nothing."""


Q = TypeVar("Q", bound=Question)
R = TypeVar("R")


class Lane:
    """Threads that ask, so many at once."""

    def __init__(self, name: str, at_once: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, name)

    def ask(
        self,
        questions: Sequence[Q],
        settle: Callable[[Sequence[Q]], R],
        give_back: Callable[[Sequence[Q]], None],
    ) -> R:
        """Ask all at once and settle together what is answered soon; give what came of that.

        What is still being waited for is settled later, one by one. What no thread was free for is
        given back.
        """
        asked = {self._threads.submit(question.ask): question for question in questions}
        done, late = wait(asked, PATIENCE)
        unasked = {future for future in late if future.cancel()}
        for future in late - unasked:
            future.add_done_callback(partial(_settle_late, settle, asked[future]))
        if unasked:
            give_back([asked[future] for future in unasked])
        return settle([question for future, question in asked.items() if future in done])


#: Of what was well the last time; and of what failed, which may be slow and is to hold up no other.
SOUND, DOUBTFUL = Lane("asking", 12), Lane("asking-again", 8)
#: One after the other: there is no hurry, and the database is taken by one at a time.
_settler = ThreadPoolExecutor(1, "settling")


def _settle_late(settle: Callable[[Sequence[Q]], object], question: Q, _done: Future[None]) -> None:
    _settler.submit(_settle_alone, settle, question)


def _settle_alone(settle: Callable[[Sequence[Q]], object], question: Q) -> None:
    try:
        settle([question])
    except Exception:  # nobody would hear of it; the leases run out
        logger.exception("settling a late answer broke")
    finally:
        connection.close()
