"""Merging: what was typed on an old text, and the present text → a proposal. Pure but for the base.

Fields are merged whole, the body by its top-level elements, so that no markup is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from lxml.html import tostring

from bulletins.models import Article
from bulletins.preflight.findings import BODY
from bulletins.preflight.paragraphs import root_of
from content.merging import Part, merge

Choice = Literal["mine", "theirs", "both"]


@dataclass(frozen=True)
class FieldMerge:
    """One field: its parts in their order."""

    name: str
    parts: tuple[Part[str], ...]

    @property
    def is_changed(self) -> bool:
        """Whether anybody changed the field."""
        return any(part.base != part.mine or part.base != part.theirs for part in self.parts)

    def result(self, choices: Mapping[str, str]) -> str:
        """Give the merged field; ``choices`` by :meth:`key`, and mine where none was made."""
        return "".join(
            unit
            for at, part in enumerate(self.parts)
            for unit in _chosen(part, choices.get(self.key(at), "mine"))
        )

    def key(self, at: int) -> str:
        """Give the name of a part."""
        return f"{self.name}-{at}"


def merge_texts(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[FieldMerge]:
    """Merge the printed fields, as :meth:`Article.text` gives them; the base may be empty."""
    return [
        FieldMerge(
            name,
            tuple(merge(*(list(_units(name, text.get(name))) for text in (base, mine, theirs)))),
        )
        for name in Article.TEXT_FIELDS
    ]


def base_of(article: Article, digest: str) -> dict[str, Any]:
    """Give the text of an article that had this digest; empty if its history does not know it."""
    version = article.history.filter(digest=digest).first()
    if version is None:
        return {}
    return Article(**{name: getattr(version, name) for name in Article.TEXT_FIELDS}).text()


def _units(name: str, value: str | None) -> Iterator[str]:
    if name != BODY:
        yield value or ""
        return
    root = root_of(value or "")
    yield from filter(None, [escape((root.text or "").strip(), quote=False)])
    for child in root:
        child.tail = (child.tail or "").strip()
        yield tostring(child, encoding="unicode")


def _chosen(part: Part[str], choice: str) -> tuple[str, ...]:
    if not part.is_conflict:
        return part.agreed
    return {"theirs": part.theirs, "both": part.theirs + part.mine}.get(choice, part.mine)
