"""The table of transitions, tried whole: every step from every status by every role."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.db import transaction as database_transaction

from bulletins.models import Article
from bulletins.workflow.errors import ConflictError, NotAllowedError
from bulletins.workflow.states import ARTICLE_TRANSITIONS
from bulletins.workflow.transitions import steps_for, transition

MAY = {
    "submit": {"editor"},
    "send_back": {"reviewer"},
    "recall": {"editor"},
    "void": {"editor"},
    "drop": {"editor"},
    "restore": {"editor"},
}


#: An approval without a review is refused by the database, so these are tried without it.
STATUSES = [status for status in Article.Status.values if status != Article.Status.APPROVED]
STEPS = [step for step in ARTICLE_TRANSITIONS if step.name != "approve"]


@pytest.mark.parametrize("role", ["second_editor", "reviewer", "publisher"])
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_transition_needs_its_role_and_status(step, status, role, article, request):
    person = request.getfixturevalue(role)
    Article.objects.filter(pk=article.pk).update(status=status)
    article.refresh_from_db()
    allowed = role.removeprefix("second_") in MAY[step.name]
    if allowed and status in step.sources:
        assert transition(article, step.name, person, comment="理由").to_status == step.target
        assert article.status == step.target
    else:
        refusal = ConflictError if allowed else NotAllowedError
        with pytest.raises(refusal):
            transition(article, step.name, person, comment="理由")
        assert Article.objects.get().status == status


def test_transition_to_approved_without_a_review_is_refused(article, editor, reviewer):
    transition(article, "submit", editor)
    with pytest.raises(IntegrityError), database_transaction.atomic():
        transition(
            article, "approve", reviewer, approved_by=reviewer, approved_digest=article.digest
        )


def test_steps_for_shows_what_the_status_allows_with_the_refusal(article, editor, reviewer):
    assert [(step.name, bool(refusal)) for step, refusal in steps_for(article, editor)] == [
        ("submit", False),
        ("drop", False),
    ]
    assert [(step.name, bool(refusal)) for step, refusal in steps_for(article, reviewer)] == [
        ("submit", True),
        ("drop", True),
    ]
