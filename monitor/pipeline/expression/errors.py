"""What is wrong with an expression, and where."""

from __future__ import annotations

from django.utils.translation import gettext as _

#: Characters shown on either side of the place.
_AROUND = 8


class ExpressionError(ValueError):
    """An expression that cannot be read. ``position`` is the index of the character it is about."""

    def __init__(self, problem: str, expression: str, position: int) -> None:
        self.problem = problem
        self.position = position
        before = expression[max(0, position - _AROUND) : position]
        after = expression[position : position + _AROUND]
        place = {"number": position + 1, "excerpt": f"{before}▶{after}", "problem": problem}
        super().__init__(_("At character %(number)d (%(excerpt)s): %(problem)s") % place)
