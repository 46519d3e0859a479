"""Terms, and what joins them. Each expression has one normal form, and one way to be written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from monitor.pipeline.expression.tokens import is_plain


class Field(Enum):
    """Where a term must occur; the value is the name that is written."""

    ANYWHERE = ""
    TITLE = "标题"
    TEXT = "正文"
    OUTLET = "来源"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that occurs in a field. It is neither empty nor has blanks at its ends."""

    word: str
    field: Field = Field.ANYWHERE


@dataclass(frozen=True, slots=True)
class Not:
    """The part, itself no Not, must not hold."""

    part: Term | And | Or


@dataclass(frozen=True, slots=True)
class And:
    """All parts, two or more and none of them an And, must hold."""

    parts: tuple[Term | Not | Or, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts, two or more and none of them an Or, must hold."""

    parts: tuple[Term | Not | And, ...]


Expression = Term | Not | And | Or


def all_of(parts: Iterable[Expression]) -> Expression:
    """Join one or more parts by And."""
    flat: list[Term | Not | Or] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Expression]) -> Expression:
    """Join one or more parts by Or."""
    flat: list[Term | Not | And] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def none_of(part: Expression) -> Expression:
    """Turn a part into its opposite."""
    return part.part if isinstance(part, Not) else Not(part)


def write(expression: Expression) -> str:
    """Write an expression so that it is read as the same again, with all brackets shown."""
    match expression:
        case Term(word, field):
            name = f"{field.value}:" if field.value else ""
            return name + (word if is_plain(word) else _quoted(word))
        case Not(part):
            return f"非 {_bracketed(part)}"
        case And(parts):
            return " 且 ".join(map(_bracketed, parts))
        case Or(parts):
            return " 或 ".join(map(_bracketed, parts))


def _bracketed(part: Expression) -> str:
    return f"({write(part)})" if isinstance(part, And | Or) else write(part)


def _quoted(word: str) -> str:
    """A phrase in quotes; a quote within it stands twice."""
    return '"' + word.replace('"', '""') + '"'
