"""Reviewing: the verdicts are brought up to date, and what changed is told by mail once."""

from __future__ import annotations

from datetime import datetime

from monitor.health.mail import send
from monitor.health.verdicts import Facts, verdict
from monitor.models import GoldenPage, Source

Health = Source.Health


def review(now: datetime) -> int:
    """Judge every source; gives how many have another state than before."""
    faults = dict(GoldenPage.objects.exclude(fault="").values_list("source", "fault"))
    changed = 0
    for source in Source.objects.only(
        "health", "health_reason", "is_enabled", "due_at", "failures", "last_error",
        "last_success_at", "arrivals",
    ):  # fmt: skip
        found = verdict(_facts(source, faults.get(source.pk, "")), now)
        if found.health != source.health:
            _change(source, found.health, found.reason, now)
            changed += 1
        elif found.reason != source.health_reason:
            Source.objects.filter(pk=source.pk).update(health_reason=found.reason)
    return changed


def tell() -> bool:
    """Mail what has changed for the worse, or is mended, since the last mail; False: nothing.

    What cannot be mailed is told by the next try.
    """
    untold = Source.objects.filter(is_health_told=False).order_by("name")
    news = list(untold.values_list("pk", "name", "health", "health_reason"))
    if not news:
        return False
    lines = [_line(name, Health(health), reason) for _pk, name, health, reason in news]
    if not send("alert", {"lines": lines}):
        return False
    for pk, _name, health, _reason in news:
        Source.objects.filter(pk=pk, health=health).update(is_health_told=True)
    return True


def _facts(source: Source, fault: str) -> Facts:
    return Facts(
        is_enabled=source.is_enabled,
        is_paused=source.due_at is None,
        failures=source.failures,
        last_error=source.last_error,
        last_success_at=source.last_success_at,
        arrivals=source.arrivals,
        fault=fault,
    )


def _change(source: Source, health: Health, reason: str, now: datetime) -> None:
    """Write a new state; trouble, and the end of trouble, is to be told."""
    is_news = health in Source.TROUBLE or (
        source.health in Source.TROUBLE and health == Health.WORKING
    )
    Source.objects.filter(pk=source.pk).update(
        health=health, health_reason=reason, health_since=now, is_health_told=not is_news
    )


def _line(name: str, health: Health, reason: str) -> dict[str, str]:
    return {"name": name, "state": str(health.label), "reason": reason}
