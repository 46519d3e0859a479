"""Importing: a file of sources → what would be added, what not and why → sources.

Reading and planning touch no server and change nothing; only :func:`add` does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from monitor.errors import ParseError
from monitor.exchange.json_file import read_json
from monitor.exchange.opml import read_opml
from monitor.exchange.records import Record, setting_fields, source_of
from monitor.models import Source
from monitor.pipeline.decode import decode
from monitor.pipeline.items import link_key

MAX_BYTES = 2 * 1024 * 1024
MAX_SOURCES = 5000


class Verdict(StrEnum):
    """What becomes of a record."""

    ADD = "add"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True)
class Planned:
    """One record of a file: the source it makes, or the reason why it makes none."""

    record: Record
    verdict: Verdict
    reason: str = ""
    source: Source | None = None


def read_file(body: bytes) -> list[Record]:
    """Give the records of a JSON or OPML file.

    Raises:
        ParseError: it is neither, or too large.

    """
    if len(body) > MAX_BYTES:
        raise ParseError(_("The file is too large."))
    text, _charset = decode(body)
    records = read_json(text) if text.lstrip().startswith("{") else read_opml(text)
    if not records:
        raise ParseError(_("The file holds no source."))
    if len(records) > MAX_SOURCES:
        raise ParseError(_("The file holds more than %(count)s sources.") % {"count": MAX_SOURCES})
    return records


def plan(
    records: Iterable[Record], existing: Iterable[Source], *, may_be_private: bool
) -> list[Planned]:
    """Say of each record whether it would be added beside the existing sources. Pure.

    A source is known by its address or its name, so nothing that an editor changed is overwritten.
    """
    known = list(existing)
    named = {source.name for source in known}
    placed = {link_key(source.url): source.name for source in known}
    planned = []
    for record in records:
        decided = _planned(record, named, placed, may_be_private=may_be_private)
        planned.append(decided)
        named |= {decided.source.name} if decided.source else set()
    return planned


def _planned(
    record: Record, named: set[str], placed: dict[str, str], *, may_be_private: bool
) -> Planned:
    try:
        source = source_of(record)
    except ValidationError as error:
        return Planned(record, Verdict.REFUSED, reasons(error))
    if source.allow_private and not may_be_private:
        refused = _("Only administrators may add sources inside our own network.")
        return Planned(record, Verdict.REFUSED, refused)
    if other := placed.get(link_key(source.url)):
        reason = _("Its address is already monitored, as “%(name)s”.") % {"name": other}
        return Planned(record, Verdict.KNOWN, reason)
    if source.name in named:
        return Planned(record, Verdict.KNOWN, _("There is already a source of this name."))
    return Planned(record, Verdict.ADD, source=source)


def reasons(error: ValidationError) -> str:
    """Give what a model refuses on one line, each reason with the setting that it is about."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    labels = {name: str(field.verbose_name) for name, field in setting_fields().items()}
    return " ".join(
        f"{labels.get(name, '')}: {message}".removeprefix(": ")
        for name, messages in error.message_dict.items()
        for message in messages
    )


def add(planned: Iterable[Planned]) -> list[Source]:
    """Save what is to be added, all or none, but for names taken meanwhile; all are due at once."""
    chosen = [item.source for item in planned if item.source]
    with transaction.atomic():
        kept = [
            Source.objects.get_or_create(name=source.name, defaults=_settings(source))
            for source in chosen
        ]
    return [source for source, created in kept if created]


def _settings(source: Source) -> Record:
    return {name: getattr(source, name) for name in setting_fields()}
