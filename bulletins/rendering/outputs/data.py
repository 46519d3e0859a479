"""JSON: everything that the issue prints, as :class:`Document` reads it again."""

from __future__ import annotations

from pathlib import Path

from bulletins.rendering.document import Document
from bulletins.rendering.manifest import issue_json

FORMAT = "json"
MEDIA_TYPE = "application/json"


def render(document: Document, _pictures: Path) -> bytes:
    """Give the document; pictures are named by their addresses."""
    return issue_json(document)
