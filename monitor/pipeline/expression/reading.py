"""Reading: from what the editor wrote to an expression.

``either: both (OR both)*``, ``both: single ([AND] single)*``,
``single: NOT single | [field:] (word | "phrase" | "(" either ")")``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from django.utils.translation import gettext as _

from monitor.pipeline.expression.errors import ExpressionError
from monitor.pipeline.expression.terms import Expression, Field, Term, all_of, any_of, none_of
from monitor.pipeline.expression.tokens import Kind, Token, tokens

LONGEST = 10_000
DEEPEST = 20
_FIELDS = {
    "标题": Field.TITLE, "title": Field.TITLE,
    "正文": Field.TEXT, "text": Field.TEXT,
    "来源": Field.OUTLET, "outlet": Field.OUTLET,
}  # fmt: skip
#: What may follow a part: the end of it, or of the bracket around it.
_ENDS = (Kind.OR, Kind.CLOSE, Kind.END)


def read(expression: str) -> Expression:
    """Read an expression.

    Raises:
        ExpressionError: it cannot be read, is longer than ``LONGEST`` characters, or its brackets
            and NOTs stand within each other more than ``DEEPEST`` deep.

    """
    if len(expression) > LONGEST:
        problem = _("An expression has at most %(count)d characters.") % {"count": LONGEST}
        raise ExpressionError(problem, expression, LONGEST)
    return _Reader(expression).whole()


class _Reader:
    """The tokens of an expression, and how far they are read."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = deque(tokens(expression))
        self._depth = 0

    def whole(self) -> Expression:
        found = self._either(Field.ANYWHERE)
        if self._next.kind is Kind.CLOSE:
            raise self._error(_("This bracket closes nothing."))
        return found

    @property
    def _next(self) -> Token:
        return self._tokens[0]

    def _take(self) -> Token:
        return self._tokens.popleft()

    def _error(self, problem: str, token: Token | None = None) -> ExpressionError:
        return ExpressionError(problem, self._expression, (token or self._next).start)

    def _either(self, field: Field) -> Expression:
        parts = [self._both(field)]
        while self._next.kind is Kind.OR:
            self._take()
            parts.append(self._both(field))
        return any_of(parts)

    def _both(self, field: Field) -> Expression:
        parts = [self._single(field)]
        while self._next.kind not in _ENDS:
            if self._next.kind is Kind.AND:
                self._take()
            parts.append(self._single(field))
        return all_of(parts)

    def _single(self, field: Field) -> Expression:
        token = self._next
        if token.kind is Kind.NOT:
            self._take()
            return none_of(self._deeper(token, field, self._single))
        if token.kind is Kind.FIELD:
            return self._within(self._take())
        return self._term(field)

    def _within(self, name: Token) -> Expression:
        field = _FIELDS.get(name.text.lower())
        if field is None:
            problem = _(
                "There is no field “%(name)s”, only 标题, 正文 and 来源. If the colon belongs to"
                " the word, put the word in quotes."
            )
            raise self._error(problem % {"name": name.text}, name)
        return self._term(field)

    def _term(self, field: Field) -> Expression:
        token = self._next
        if token.kind is Kind.OPEN:
            self._take()
            return self._deeper(token, field, self._bracket)
        if token.kind not in (Kind.WORD, Kind.PHRASE):
            raise self._error(_("A word is missing here."))
        word = self._take().text.strip()
        if not word:
            raise self._error(_("There is nothing between these quotes."), token)
        return Term(word, field)

    def _bracket(self, field: Field) -> Expression:
        found = self._either(field)
        if self._next.kind is not Kind.CLOSE:
            raise self._error(_("A closing bracket is missing."))
        self._take()
        return found

    def _deeper(
        self, token: Token, field: Field, read_part: Callable[[Field], Expression]
    ) -> Expression:
        if self._depth == DEEPEST:
            raise self._error(_("Too many brackets or NOTs stand within each other."), token)
        self._depth += 1
        found = read_part(field)
        self._depth -= 1
        return found
