"""The person at the desk."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest


def person_of(request: HttpRequest) -> User:
    """Give the person who asked; every page of the admin sees to it that they have logged in."""
    assert isinstance(request.user, User)  # noqa: S101 - tells the type checker
    return request.user
