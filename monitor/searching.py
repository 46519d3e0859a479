"""What is searched of an entry."""

from __future__ import annotations

from monitor.models import Entry
from search.models import EntryDocument
from search.registry import Searched


def _read(entry: Entry) -> tuple[str, str]:
    return entry.title, "\n".join((entry.source_name, entry.summary, entry.body_text))


SEARCHED = Searched(
    model=Entry,
    document=EntryDocument,
    columns=("title", "source_name", "summary", "body_text"),
    read=_read,
)
