"""Template filters that put recorded decisions into words."""

from __future__ import annotations

from django import template

from bulletins.admin.labels import change_of, verb_of

register = template.Library()
register.filter("verb", verb_of)
register.filter("status_change", change_of)
