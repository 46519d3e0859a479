"""Tokens: the words, phrases, brackets and operators of an expression, half width or full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.translation import gettext as _

from monitor.pipeline.expression.errors import ExpressionError


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression: of a phrase what the quotes hold, of a field its name."""

    kind: Kind
    text: str
    start: int


_OPERATORS = {
    "and": Kind.AND, "且": Kind.AND, "并且": Kind.AND, "与": Kind.AND,
    "or": Kind.OR, "或": Kind.OR, "或者": Kind.OR,
    "not": Kind.NOT, "非": Kind.NOT, "不含": Kind.NOT,
}  # fmt: skip
_BRACKETS = {"(": Kind.OPEN, "（": Kind.OPEN, ")": Kind.CLOSE, "）": Kind.CLOSE}
#: What ends a phrase, by what began it. Keyboards mix up the curly ones.
_QUOTES = {'"': '"', "＂": "＂", "“": "“”", "”": "“”", "「": "」", "『": "』"}
_MARKS = "、，,；;"
_WORD = re.compile(r"[^\s()（）\"“”＂「『:：、，,；;]+")
_BLANKS = re.compile(r"\s+")


def is_plain(word: str) -> bool:
    """Whether a word needs no quotes."""
    return _WORD.fullmatch(word) is not None and word.lower() not in _OPERATORS


def tokens(expression: str) -> Iterator[Token]:
    """Give the tokens of an expression, an END as the last.

    Raises:
        ExpressionError: a character is out of place.

    """
    position = 0
    while position < len(expression):
        token, position = _next(expression, position)
        if token:
            yield token
    yield Token(Kind.END, "", position)


def _next(expression: str, start: int) -> tuple[Token | None, int]:
    """Read the piece that begins here; gives where the next begins."""
    mark = expression[start]
    if blanks := _BLANKS.match(expression, start):
        return None, blanks.end()
    if mark in _BRACKETS:
        return Token(_BRACKETS[mark], mark, start), start + 1
    if mark in _QUOTES:
        return _phrase(expression, start)
    if word := _WORD.match(expression, start):
        return _word(expression, word)
    raise ExpressionError(_why_not(mark), expression, start)


def _why_not(mark: str) -> str:
    if mark in _MARKS:
        return _(
            "“%(mark)s” joins nothing. Write 且 (AND) or 或 (OR) between words; if it belongs to"
            " the word, put the word in quotes."
        ) % {"mark": mark}
    return _("Before a colon stands the name of a field, without a blank: 标题, 正文 or 来源.")


def _phrase(expression: str, start: int) -> tuple[Token, int]:
    ends = _QUOTES[expression[start]]
    text = ""
    position = start + 1
    while position < len(expression):
        mark = expression[position]
        if mark in ends:
            if expression[position + 1 : position + 2] != mark:
                return Token(Kind.PHRASE, text, start), position + 1
            position += 1
        text += mark
        position += 1
    raise ExpressionError(_("These quotes are not closed."), expression, start)


def _word(expression: str, word: re.Match[str]) -> tuple[Token, int]:
    text, start, end = word[0], word.start(), word.end()
    following = expression[end : end + 1]
    if following in (":", "："):
        return Token(Kind.FIELD, text, start), end + 1
    kind = _OPERATORS.get(text.lower(), Kind.WORD)
    if kind is Kind.WORD and following in ("(", "（"):
        problem = _(
            "Put a blank before the bracket; if it belongs to the word, put the word in quotes."
        )
        raise ExpressionError(problem, expression, end)
    return Token(kind, text, start), end
