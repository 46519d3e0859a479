"""Match: whether a text is what an expression wants, and by which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from monitor.pipeline.expression import And, Expression, Field, Not, Or, Term, read

Words = tuple[str, ...]
#: Gives the words that put a text on the topic, or None if it is not on it.
Matcher = Callable[["Texts"], Words | None]
_Test = Callable[[str], bool]
#: Without these most Chinese texts are normal already, which is found out 50 times as fast.
_COMMON_WIDE = tuple(zip("，：；！？（）\u3000", ",:;!?() ", strict=True))


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of an entry, folded: width variants and upper case count as the plain forms."""

    title: str
    text: str
    outlet: str
    anywhere: str

    @classmethod
    def of(cls, title: str, summary: str = "", body: str = "", outlet: str = "") -> Texts:
        """Fold the texts; the outlet is asked for by its own name only."""
        anywhere = fold(f"{title}\n{summary}\n{body}")
        *head, text = anywhere.split("\n", title.count("\n") + 1)  # folding leaves them alone
        return cls("\n".join(head), text, _folded_name(outlet), anywhere)


@lru_cache(maxsize=500)
def matcher_of(expression: str) -> Matcher:
    """Give the matcher of an expression as an editor wrote it.

    Raises:
        ExpressionError: it cannot be read.

    """
    return matcher(read(expression))


def matcher(expression: Expression) -> Matcher:
    """Give the matcher of an expression.

    Latin words match whole words in any case, Chinese phrases anywhere; no phrase reaches from
    one field into another. The words are those that were wanted and occur, each once.
    """
    found = _matcher(expression)

    def words(texts: Texts) -> Words | None:
        matched = found(texts)
        return None if matched is None else tuple(dict.fromkeys(matched))

    return words


def wants_anything(expression: Expression) -> bool:
    """Whether an expression would take a text that holds none of its words."""
    return matcher(expression)(Texts.of("")) is not None


def fold(text: str) -> str:
    """Give the form of a text in which it is compared: NFKC, case folded."""
    for wide, narrow in _COMMON_WIDE:
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text).casefold()


#: Outlets come again and again.
_folded_name = lru_cache(maxsize=1000)(fold)


def _matcher(expression: Expression) -> Matcher:
    match expression:
        case Term():
            return _term(expression)
        case Not(part):
            unwanted = _matcher(part)
            return lambda texts: () if unwanted(texts) is None else None
        case And(parts):
            return _and([_matcher(part) for part in parts])
        case Or(parts):
            return _or([_matcher(part) for part in parts])


def _term(term: Term) -> Matcher:
    found, test = (term.word,), _test(fold(term.word).strip())
    match term.field:
        case Field.TITLE:
            return lambda texts: found if test(texts.title) else None
        case Field.TEXT:
            return lambda texts: found if test(texts.text) else None
        case Field.OUTLET:
            return lambda texts: found if test(texts.outlet) else None
        case Field.ANYWHERE:
            return lambda texts: found if test(texts.anywhere) else None


def _and(parts: list[Matcher]) -> Matcher:
    def words(texts: Texts) -> Words | None:
        matched: Words = ()
        for part in parts:
            found = part(texts)
            if found is None:
                return None
            matched += found
        return matched

    return words


def _or(parts: list[Matcher]) -> Matcher:
    def words(texts: Texts) -> Words | None:
        matched = [found for part in parts if (found := part(texts)) is not None]
        return tuple(word for found in matched for word in found) if matched else None

    return words


def _test(word: str) -> _Test:
    """Give the test for a folded word: with word boundaries on the sides where it is Latin."""
    left = r"(?<![0-9a-z])" if re.match(r"[0-9a-z]", word) else ""
    right = r"(?![0-9a-z])" if re.search(r"[0-9a-z]\Z", word) else ""
    if not left and not right:
        return lambda text: bool(word) and word in text
    bounded = re.compile(left + re.escape(word) + right)
    return lambda text: word in text and bounded.search(text) is not None
