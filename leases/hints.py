"""Hints: messages that only say that a row has work. Losing one costs a tick, never the work."""

from __future__ import annotations

import logging
from typing import Any

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def hint(task: str, *args: Any, after: float = 0) -> None:  # noqa: ANN401
    """Send a task by name, to run after so many seconds and to expire one tick later.

    If the broker is away, the tick will do.
    """
    try:
        current_app.send_task(
            task, args=args, countdown=after or None, expires=after + settings.TICK_SECONDS
        )
    except OperationalError as error:
        logger.warning("broker away, %s%s waits for the next tick: %s", task, args, error)
