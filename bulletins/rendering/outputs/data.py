"""JSON: everything that the issue prints, as :class:`Document` reads it again."""

from __future__ import annotations

import json
from pathlib import Path

from bulletins.rendering.document import Document

FORMAT = "json"
MEDIA_TYPE = "application/json"


def render(document: Document, _pictures: Path) -> bytes:
    """Give the document; pictures are named by their addresses."""
    return json.dumps(document.to_json(), ensure_ascii=False, indent=2).encode()
