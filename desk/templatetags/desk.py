"""Template tags of the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from content.highlighting import mark
from content.sanitising import clean_article_body
from desk.panels import Panel, panels_for
from desk.people import name_of
from desk.places import Place, places_for, waiting_at
from desk.waiting import Waiting, waiting_for

register = Library()
register.filter("person_name", name_of)


@register.simple_tag
def waiting(user: User) -> list[Waiting]:
    """Give what waits for a person."""
    return waiting_for(user)


@register.simple_tag
def panels(user: User) -> list[Panel]:
    """Give the panels of the first page for a person."""
    return panels_for(user)


@register.simple_tag
def places(user: User) -> list[tuple[Place, int]]:
    """Give the pages that a person goes to all day, and how much waits for them at each."""
    return [(place, waiting_at(place, user)) for place in places_for(user)]


@register.filter
def article_body(html: str) -> SafeString:
    """Give a body that is safe to show, whatever was stored."""
    return mark_safe(clean_article_body(html))  # noqa: S308 - rebuilt from an allow-list


@register.filter
def marked(html: str, words: Iterable[str]) -> SafeString:
    """Give a body or a line with words marked in it."""
    return mark_safe(mark(conditional_escape(html), words))  # noqa: S308 - escaped or rebuilt
