"""JSON list: the rows of an answer in JSON, of a JSONP call or of a variable in a script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from content.sanitising import clean_line
from monitor.errors import ParseError
from monitor.notation import paths
from monitor.pipeline.extract.moments import ZONE
from monitor.pipeline.extract.tree import MAX_CHARACTERS
from monitor.pipeline.feed_item import ToldItem
from monitor.pipeline.javascript import value, variable

#: JSON, or a call of one function with it (JSONP).
_PLAIN = re.compile(r"\s*+(?:(?:/\*\*/\s*+)?[\w$.]{1,100}+\s*+\(\s*+)?(?=[\[{])")
_NAME = re.compile(r"([^.\[\]]+)\.?")
#: Seconds or milliseconds since 1970; day and time without marks between them.
_COUNT = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d*)?")
_COMPACT = re.compile(r"(20\d\d)([01]\d)([0-3]\d)(?:([0-2]\d)([0-5]\d)([0-5]\d)?)?")
_NAMES_SHOWN = 12
_DATE_LENGTH = 100
_LINK, _TITLE = "url", "title"


@dataclass(frozen=True)
class Paths:
    """Where the rows are, and in a row its parts; empty parts have defaults."""

    rows: str = ""
    link: str = ""
    title: str = ""
    date: str = ""
    summary: str = ""


def read_json_list(text: str, where: Paths) -> tuple[ToldItem, ...]:
    """Give the rows of an answer; none if the list is there and empty.

    An answer that is no JSON is a page or script: there the path begins with the name of the
    variable, or the id of the script, that holds the data.

    Raises:
        ParseError: it is too large, no JSON, has nothing at the path, or no row has a link.

    """
    data, path = _data(text, where.rows)
    if not paths.leads_somewhere(data, path):
        raise ParseError(_nothing_at(where.rows, data))
    rows = [row for row in paths.values(data, path) if isinstance(row, Mapping)]
    items = tuple(item for row in rows if (item := _told(row, where)).links)
    if rows and not items:
        raise ParseError(_no_link(where, rows[0]))
    return items


def parse_json(text: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """Give what an answer in JSON or JSONP says.

    Raises:
        ParseError: it is neither, or too large.

    """
    data, _path = _data(text, "")
    return data


def is_json(text: str) -> bool:
    """Say whether a text looks like JSON or JSONP."""
    return _PLAIN.match(text) is not None


def _data(text: str, path: str) -> tuple[Any, str]:
    """Give the data and the path in them."""
    if len(text) > MAX_CHARACTERS:
        raise ParseError(_("The answer is too large to be read."))
    try:
        if plain := _PLAIN.match(text):
            return value(text, plain.end()), path
        if name := _NAME.match(path):
            return variable(text, name[1]), path[name.end() :]
    except ValueError as error:
        raise ParseError(_no_data(path)) from error
    raise ParseError(_no_data(path))


def _no_data(path: str) -> str:
    if not path:
        return _("The address does not give JSON.")
    return _(
        "The address does not give JSON, nor a page with the variable that “%(path)s” begins with."
    ) % {"path": path}


def _nothing_at(path: str, data: Any) -> str:  # noqa: ANN401
    if not isinstance(data, Mapping):
        return _("The answer is a list without anything at “%(path)s”.") % {"path": path}
    return _("The answer has no list at “%(path)s”; at its top it has: %(names)s.") % {
        "path": path,
        "names": _names(data),
    }


def _no_link(where: Paths, row: Mapping[str, Any]) -> str:
    return _("The rows have no link at “%(path)s”; the first one has: %(names)s.") % {
        "path": where.link or _LINK,
        "names": _names(row),
    }


def _names(data: Mapping[str, Any]) -> str:
    return clean_line(", ".join(name[:40] for name in islice(data, _NAMES_SHOWN)))


def _told(row: Mapping[str, Any], where: Paths) -> ToldItem:
    return ToldItem(
        links=tuple(filter(None, [_link(row, where.link or _LINK)])),
        title=paths.text_at(row, where.title or _TITLE),
        summary=paths.text_at(row, where.summary) if where.summary else "",
        dates=((_date(paths.text_at(row, where.date)), None),) if where.date else (),
    )


def _link(row: Mapping[str, Any], link: str) -> str:
    return paths.fill(link, row) if paths.is_template(link) else paths.text_at(row, link)


def _date(written: str) -> str:
    """Give a date as people write it; counts of seconds and bare digits are for machines."""
    written = written[:_DATE_LENGTH]
    if count := _COUNT.fullmatch(written):
        return datetime.fromtimestamp(int(count[1]), UTC).astimezone(ZONE).isoformat()
    if digits := _COMPACT.fullmatch(written):
        day, clock = "-".join(digits.groups()[:3]), ":".join(filter(None, digits.groups()[3:]))
        return f"{day} {clock}".strip()
    return written
