"""What each step needs that is no change of status: one list, enforced here and printed for people.

The changes of status stand in :mod:`bulletins.workflow.states`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.utils.translation import gettext_lazy as _

from bulletins.workflow.errors import NotAllowedError

#: What is said to somebody who lacks a permission.
_REFUSALS = {
    "bulletins.add_article": _("You do not have permission to add articles."),
    "bulletins.change_article": _("You do not have permission to edit articles."),
    "bulletins.add_issue": _("You do not have permission to add issues."),
    "bulletins.change_issue": _("You do not have permission to change issues."),
    "bulletins.publish_issue": _("You do not have permission to publish issues."),
    "bulletins.import_issue": _("You do not have permission to import back issues."),
}


@dataclass(frozen=True)
class Step:
    """Things that may be done to a noun by whoever has all of some permissions."""

    noun: str
    names: tuple[str, ...]
    permissions: tuple[str, ...]

    def require(self, person: User | AbstractBaseUser | AnonymousUser) -> None:
        """Refuse a person who lacks a permission.

        Raises:
            NotAllowedError: naming what the person may not do.

        """
        for permission in self.permissions:
            if not person.has_perm(permission):  # type: ignore[union-attr]  # User has PermissionsMixin
                raise NotAllowedError(
                    _REFUSALS.get(permission, _("You do not have permission to do this."))
                )


#: Enforced by :mod:`monitor.deciding` and the pages of monitoring, which know nothing of this list.
DECIDE = Step("entry", ("accept", "reject", "put off", "undo"), ("monitor.add_decision",))
REGROUP = Step(
    "entry", ("choose the canonical copy", "split from a story", "join"), ("monitor.change_story",)
)
#: Both of its parts ask for theirs.
SELECT = Step("entry", ("select",), ("monitor.add_decision", "bulletins.add_article"))
ADD_BY_HAND = Step("entry", ("add by hand",), ("bulletins.add_article",))
MAKE_ARTICLE = Step(
    "article", ("make", "take from an entry", "begin a correction"), ("bulletins.add_article",)
)
EDIT_ARTICLE = Step("article", ("edit", "bring a version back"), ("bulletins.change_article",))
BEGIN_ISSUE = Step("issue", ("begin",), ("bulletins.add_issue",))
CHANGE_ISSUE = Step(
    "issue",
    (
        "place an article", "order articles", "take an article out", "let a finding pass",
        "redate", "move a date", "merge a date", "skip a date", "take a skip back",
    ),
    ("bulletins.change_issue",),
)  # fmt: skip
SIGN = Step(
    "issue",
    ("have a file made again", "sign a correction", "withdraw"),
    ("bulletins.publish_issue",),
)
BRING_FILES = Step("back issue", ("receive", "give up"), ("bulletins.import_issue",))

STEPS = (
    DECIDE, REGROUP, SELECT, ADD_BY_HAND, MAKE_ARTICLE, EDIT_ARTICLE, BEGIN_ISSUE, CHANGE_ISSUE,
    SIGN, BRING_FILES,
)  # fmt: skip
