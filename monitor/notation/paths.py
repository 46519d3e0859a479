"""Paths into JSON: ``data.list``, ``body.modules[].news``, ``rows[0].url``; and addresses of them.

A name that meets a list is looked up in each of its members, so that ``[]`` may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_STEP = r"[^\s./?=\[\]{}]+(?:\[\d{0,4}\])*"
_PATH = re.compile(rf"(?:\[\d{{0,4}}\])*|(?:\[\d{{0,4}}\])*\.?{_STEP}(?:\.{_STEP})*")
_PART = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_BLANK = re.compile(r"\{([^{}]*)\}")


def values(data: Any, path: str) -> list[Any]:  # noqa: ANN401 - JSON may be anything
    """Give what stands at the path, the members of a list each by itself."""
    return list(_members(_found(data, path)))


def leads_somewhere(data: Any, path: str) -> bool:  # noqa: ANN401
    """Say whether there is a list or object at the path, if only an empty one, or null for it."""
    return any(one is None or isinstance(one, (list, Mapping)) for one in _found(data, path))


def text_at(row: Any, path: str) -> str:  # noqa: ANN401
    """Give the first word or number at the path as text; empty if there is none."""
    words = (one for one in values(row, path) if isinstance(one, (str, int, float)))
    return next((str(one) for one in words if not isinstance(one, bool)), "")


def fill(template: str, row: Any) -> str:  # noqa: ANN401
    """Put what stands at the paths of a row into an address; empty if one of them has nothing."""
    told = {path: text_at(row, path) for path in _BLANK.findall(template)}
    if not all(told.values()):
        return ""
    return _BLANK.sub(lambda blank: quote(told[blank[1]], safe="/", errors="replace"), template)


def is_template(text: str) -> bool:
    """Say whether a text is an address with blanks rather than a path."""
    return "{" in text


def validate_path(text: str) -> None:
    """Refuse what is no path.

    Raises:
        ValidationError: with the reason.

    """
    if not _PATH.fullmatch(text):
        raise ValidationError(
            _("“%(path)s” is not a path, such as “data.list”."), params={"path": text}, code="path"
        )


def validate_link(text: str) -> None:
    """Refuse what is neither a path nor an address whose blanks are paths.

    Raises:
        ValidationError: with the reason.

    """
    for path in _BLANK.findall(text) if is_template(text) else [text]:
        validate_path(path)
    if is_template(text) and set("{}") & set(_BLANK.sub("", text)):
        validate_path(text)


def _found(data: Any, path: str) -> list[Any]:  # noqa: ANN401
    found = [data]
    for index, name in _PART.findall(path):
        if index:
            found = [one[int(index)] for one in found if _has(one, int(index))]
        else:
            rows = (one for one in _members(found) if isinstance(one, Mapping))
            found = [row[name] for row in rows if name in row]
    return found


def _has(value: Any, index: int) -> bool:  # noqa: ANN401
    return isinstance(value, list) and index < len(value)


def _members(found: list[Any]) -> Iterator[Any]:
    """Give the members of lists, and what is no list."""
    for one in found:
        if isinstance(one, list):
            yield from one
        else:
            yield one
