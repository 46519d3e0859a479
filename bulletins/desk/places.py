"""The newsroom's pages in the row of links at the head of the desk, in the order of the week."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from bulletins.models import Article
from desk.places import Place


def to_review(person: User) -> int:
    """How many articles wait for this person's review."""
    if not person.has_perm("bulletins.review_article"):
        return 0
    return Article.objects.waiting_for_review_by(person).count()


PLACES = (
    Place(_("Triage"), "desk:triage", "monitor.view_entry"),
    Place(_("Coming issue"), "desk:board", "bulletins.view_issue"),
    Place(_("Review"), "desk:review-first", "bulletins.view_article", to_review),
    Place(_("Calendar"), "desk:calendar", "bulletins.view_issue"),
)
