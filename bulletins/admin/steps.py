"""Steps: the buttons of an article, drawn from the table of transitions, and what they do."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import Http404

from bulletins.models import Article
from bulletins.workflow.review import approve, send_back, submit
from bulletins.workflow.states import ARTICLE_TRANSITIONS, Comment, Transition
from bulletins.workflow.transitions import steps_for, transition


@dataclass(frozen=True)
class Step:
    """One button: the transition, and why it is refused to this person ("" if it is not)."""

    transition: Transition
    refusal: str

    @property
    def takes_comment(self) -> bool:
        """Whether a comment may be written."""
        return self.transition.comment is not Comment.NONE

    @property
    def needs_comment(self) -> bool:
        """Whether a comment must be written."""
        return self.transition.comment is Comment.REQUIRED


def buttons_for(article: Article, actor: User) -> list[Step]:
    """Give the buttons that the article's status allows, refused ones too."""
    return [Step(step, refusal) for step, refusal in steps_for(article, actor)]


def take_step(article: Article, name: str, actor: User, comment: str, seen_digest: str) -> None:
    """Do what a button says, for the text that the person saw.

    Raises:
        Http404: there is no button of that name.
        WorkflowError: the step is refused; nothing was changed.

    """
    if name not in {step.name for step in ARTICLE_TRANSITIONS if step.button}:
        raise Http404
    if name == "submit":
        submit(article, actor)
    elif name == "approve":
        approve(article, actor, seen_digest=seen_digest, comment=comment)
    elif name == "send_back":
        send_back(article, actor, seen_digest=seen_digest, comment=comment)
    else:
        transition(article, name, actor, comment=comment, digest=seen_digest)
