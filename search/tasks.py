"""The Celery task of searching."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from search.indexing import catch_up
from search.registry import all_searched

#: How long one run may take; what is left is for the next.
_SPAN = timedelta(seconds=50)


@shared_task
def tick() -> None:
    """Read what was changed, so that a search has little left to read."""
    end = timezone.now() + _SPAN
    for searched in all_searched():
        while timezone.now() < end and catch_up(searched):
            pass
