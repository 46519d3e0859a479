"""The manifest: what an issue is made of, each part by its hash. It goes into the PDF. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The process that prints imports this module, and Document imports Django.
    from bulletins.rendering.document import Document

#: Names of the files that a PDF carries.
ISSUE_FILE, MANIFEST_FILE = "issue.json", "manifest.json"


def issue_json(document: Document) -> bytes:
    """Give the document as the file that PDFs carry, and that the JSON format is."""
    return json.dumps(document.to_json(), ensure_ascii=False, indent=2).encode()


def manifest_json(manifest: dict[str, Any]) -> bytes:
    """Give the manifest as the file that PDFs carry."""
    return json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True).encode()


def sha256(data: bytes) -> str:
    """Give a SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
