"""The manifest: what an issue is made of, each part by its hash. It goes into the PDF. Pure."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bulletins.rendering.fonts import font_build

if TYPE_CHECKING:  # The process that prints imports this module, and Document imports Django.
    from bulletins.rendering.document import Document

FORMAT = "zhoubao-manifest-1"
#: Names of the files that a PDF carries.
ISSUE_FILE, MANIFEST_FILE = "issue.json", "manifest.json"

_PROJECT = Path(__file__).resolve().parents[2]
#: The files whose change may move a line on a page.
_LAYOUT = (
    "bulletins/rendering/*.py",
    "templates/bulletins/rendering/issue.html",
    "templates/bulletins/rendering/*.css",
)


def issue_json(document: Document) -> bytes:
    """Give the document as the file that PDFs carry, and that the JSON format is."""
    return json.dumps(document.to_json(), ensure_ascii=False, indent=2).encode()


def manifest_of(document: Document, evidence: dict[str, Any]) -> dict[str, Any]:
    """Give the manifest of an issue before it is printed; printing adds engine and fonts.

    ``evidence`` is what was frozen with the document: approvals and snapshots of each article.
    """
    known = evidence.get("articles", [{}] * len(document.items))
    return {
        "format": FORMAT,
        "issue": {"title": document.masthead.title, "number": document.number,
                  "date": document.issue_date.isoformat()},
        "articles": [
            {"position": item.position, "digest": item.digest, **facts}
            for item, facts in zip(document.items, known, strict=True)
        ],
        "layout": layout_version(),
        "font_build": build.sha256 if (build := font_build()) else "",
        "files": {ISSUE_FILE: sha256(issue_json(document))},
    }  # fmt: skip


def manifest_json(manifest: dict[str, Any]) -> bytes:
    """Give the manifest as the file that PDFs carry."""
    return json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True).encode()


def sha256(data: bytes) -> str:
    """Give a SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


@cache
def layout_version() -> str:
    """SHA-256 over template, stylesheet, the rules of setting, and the engine's version."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for path in sorted(path for pattern in _LAYOUT for path in _PROJECT.glob(pattern)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
