"""Template tags of the printed formats."""

from __future__ import annotations

from datetime import date

from django.template import Library

from bulletins.rendering.colours import for_dark
from bulletins.rendering.writing import DateForm

register = Library()

register.filter("for_dark", for_dark)


@register.filter
def written(day: date | None, form: DateForm) -> str:
    """Give a day in the form of a look."""
    return form.write(day)
