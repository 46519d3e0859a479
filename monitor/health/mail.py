"""Mail on the sources' health, to whoever may change sources."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from desk import mail


def recipients() -> list[str]:
    """Give the addresses of active people who may change sources."""
    people = User.objects.with_perm(
        "monitor.change_source", backend="django.contrib.auth.backends.ModelBackend"
    )
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))


def send(name: str, context: dict[str, Any]) -> bool:
    """Send ``monitor/mail/<name>.txt``; False if that failed."""
    return mail.send(f"monitor/mail/{name}.txt", context, recipients())
