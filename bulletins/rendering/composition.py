"""What an issue is made of, each part by its hash: its manifest before it is printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.template import Engine

from bulletins.rendering.document import Document
from bulletins.rendering.fonts import font_build
from bulletins.rendering.look import Look
from bulletins.rendering.manifest import ISSUE_FILE, issue_json, sha256

FORMAT = "zhoubao-manifest-1"

_RULES = Path(__file__).parent
#: Below each folder of templates: those of the printed formats, an installation's own too.
_TEMPLATES = "bulletins/rendering"


def manifest_of(document: Document, evidence: dict[str, Any]) -> dict[str, Any]:
    """Give the manifest of an issue before it is printed; printing adds engine and fonts.

    ``evidence`` is what was frozen with the document: approvals and snapshots of each article.
    Readers get this file, so it tells an approval by role, time and text, not by person.
    """
    known = evidence.get("articles", [{}] * len(document.items))
    return {
        "format": FORMAT,
        "issue": {"title": document.masthead.title, "number": document.number,
                  "date": document.issue_date.isoformat()},
        "articles": [
            {"position": item.position, "digest": item.digest, **_without_people(facts)}
            for item, facts in zip(document.items, known, strict=True)
        ],
        "layout": layout_version(),
        "template": template_version(document.look),
        "font_build": build.sha256 if (build := font_build()) else "",
        "files": {ISSUE_FILE: sha256(issue_json(document))},
    }  # fmt: skip


@cache
def layout_version() -> str:
    """SHA-256 over templates, stylesheets, the rules of setting, and the engine's version."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for folder in (*(Path(each) / _TEMPLATES for each in Engine.get_default().dirs), _RULES):
        for path in sorted(_texts(folder)):
            name = path.relative_to(folder).as_posix()
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def template_version(look: Look) -> str:
    """SHA-256 over the look of an issue and all that it is printed by."""
    plain = json.dumps(look.to_json(), ensure_ascii=False, sort_keys=True)
    return sha256(f"{layout_version()}\0{plain}".encode())


def _texts(folder: Path) -> Iterator[Path]:
    """Give the templates, stylesheets and modules of a folder; an output's module moves no line."""
    for pattern in ("*.html", "*.css", "*.txt", "*.py"):
        yield from folder.glob(pattern)


def _without_people(facts: dict[str, Any]) -> dict[str, Any]:
    """Give the evidence of an article with roles in the place of names."""
    approvals = [
        {"role": "reviewer", "at": approval["at"], "digest": approval["digest"]}
        for approval in facts.get("approvals", [])
    ]
    return {**facts, "approvals": approvals} if "approvals" in facts else facts
