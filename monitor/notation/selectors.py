"""CSS selectors, with the attribute that is meant: ``ul.news li``, ``a@title``, ``@data-url``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from monitor.notation.css import Choice, choice

_ATTRIBUTE = re.compile(r"@([\w:.-]+)\s*\Z")


class Selector:
    """The elements that a selector chooses within one, itself included, or an attribute of them.

    Raises:
        ValidationError: it is no CSS selector.

    """

    def __init__(self, text: str) -> None:
        named = _ATTRIBUTE.search(text)
        self.attribute = named[1].lower() if named else ""
        css = text[: named.start()].strip() if named else text.strip()
        self._choose = _understood(css) if css or not named else None

    def all(self, element: HtmlElement) -> list[HtmlElement]:
        """Give what is chosen, in the order of the page."""
        return self._choose(element) if self._choose else [element]

    def first(self, element: HtmlElement) -> HtmlElement | None:
        """Give the first that has the attribute, if one is named; None if there is none."""
        return next(self._fitting(element), None)

    def text(self, element: HtmlElement, joint: str = "") -> str:
        """Give the attribute or else the text of the first, its pieces joined; empty if none."""
        found = self.first(element)
        if found is None:
            return ""
        return found.get(self.attribute, "") if self.attribute else joint.join(found.itertext())

    def _fitting(self, element: HtmlElement) -> Iterator[HtmlElement]:
        return (one for one in self.all(element) if not self.attribute or one.get(self.attribute))


def validate_selector(text: str) -> None:
    """Refuse what is no CSS selector.

    Raises:
        ValidationError: with the reason.

    """
    Selector(text)


def _understood(css: str) -> Choice:
    try:
        return choice(css)
    except ValueError as error:
        raise ValidationError(
            _("“%(selector)s” is not a CSS selector."), params={"selector": css}, code="selector"
        ) from error
