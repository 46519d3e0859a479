"""Sources as JSON: all their settings, without loss."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from monitor.errors import ParseError
from monitor.exchange.records import Record, record_of
from monitor.models import Source

FORMAT = "zhoubao-sources"
VERSION = 1


def write_json(sources: Iterable[Source]) -> str:
    """Give a document that holds the settings of the sources."""
    return write_records([record_of(source) for source in sources])


def write_records(records: Sequence[Record]) -> str:
    """Give a document that holds the records."""
    document = {"format": FORMAT, "version": VERSION, "sources": records}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_json(text: str) -> list[Record]:
    """Give the records of a document; their values are not checked yet.

    Raises:
        ParseError: it is not JSON, or not such a document.

    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ParseError(_("The file is not valid JSON.")) from error
    records = _records(document)
    if records is None:
        raise ParseError(_("The file is JSON, but not a list of sources made by this program."))
    return records


def _records(document: Any) -> list[Record] | None:  # noqa: ANN401 - whatever stood there
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return None
    records = document.get("sources")
    if document.get("version") != VERSION or not isinstance(records, list):
        return None
    return records if all(isinstance(record, dict) for record in records) else None
