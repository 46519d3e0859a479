"""Expressions: what an editor writes to say which texts a topic wants. Pure.

An expression such as ``(电子病历 OR 医院信息化) AND 医院 NOT 招聘`` is read (:mod:`.reading`)
into terms joined by And, Or and Not (:mod:`.terms`), and written back in one normal form.
"""

from monitor.pipeline.expression.errors import ExpressionError
from monitor.pipeline.expression.reading import read
from monitor.pipeline.expression.terms import (
    And,
    Expression,
    Field,
    Not,
    Or,
    Term,
    all_of,
    any_of,
    none_of,
    write,
)

__all__ = [
    "And", "Expression", "ExpressionError", "Field", "Not", "Or", "Term",
    "all_of", "any_of", "none_of", "read", "write",
]  # fmt: skip
