"""The one table of transitions. Pure data: the desk draws its buttons from what is enforced."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bulletins.models import Article, Issue


class Comment(Enum):
    """Whether a transition takes a comment."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True)
class Transition:
    """One permitted change of status.

    ``button`` is its label on the desk; empty for those that happen by themselves.
    ``permission`` is what the actor needs; ``by_another`` refuses whoever edited the text.
    """

    name: str
    sources: frozenset[str]
    target: str
    permission: str
    button: str | Promise = ""
    comment: Comment = Comment.NONE
    by_another: bool = False


_A = Article.Status
_I = Issue.Status

ARTICLE_TRANSITIONS = (
    Transition(
        "submit", frozenset({_A.DRAFT, _A.RETURNED}), _A.IN_REVIEW,
        "bulletins.submit_article", _("Submit for review"),
    ),
    Transition(
        "approve", frozenset({_A.IN_REVIEW}), _A.APPROVED,
        "bulletins.review_article", _("Approve"), Comment.OPTIONAL, by_another=True,
    ),
    Transition(
        "send_back", frozenset({_A.IN_REVIEW}), _A.RETURNED,
        "bulletins.review_article", _("Send back"), Comment.REQUIRED, by_another=True,
    ),
    Transition(
        "recall", frozenset({_A.IN_REVIEW}), _A.DRAFT,
        "bulletins.submit_article", _("Recall to edit"),
    ),
    Transition(
        "void", frozenset({_A.IN_REVIEW, _A.APPROVED, _A.RETURNED}), _A.DRAFT,
        "bulletins.change_article",
    ),
    Transition(
        "drop", frozenset({_A.DRAFT, _A.RETURNED}), _A.DROPPED,
        "bulletins.submit_article", _("Drop"),
    ),
    Transition(
        "restore", frozenset({_A.DROPPED}), _A.DRAFT,
        "bulletins.submit_article", _("Restore"),
    ),
)  # fmt: skip

ISSUE_TRANSITIONS = (
    Transition(
        "publish", frozenset({_I.DRAFT}), _I.PUBLISHED, "bulletins.publish_issue", _("Publish")
    ),
    Transition("import", frozenset({_I.DRAFT}), _I.PUBLISHED, "bulletins.import_issue"),
)

TRANSITIONS = {Article: ARTICLE_TRANSITIONS, Issue: ISSUE_TRANSITIONS}


def find(model: type[Article | Issue], name: str) -> Transition:
    """Give a transition by name.

    Raises:
        KeyError: there is none of that name.

    """
    return {transition.name: transition for transition in TRANSITIONS[model]}[name]
