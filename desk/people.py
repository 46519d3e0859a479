"""People as the pages name them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


def name_of(person: AbstractUser | None) -> str:
    """Give the name that somebody goes by: theirs, or that of their account; nobody has none."""
    return (person.get_short_name() or person.get_username()) if person else ""
