"""How the board answers: its changing part, the line that says what was done, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from bulletins.admin.people import person_of
from bulletins.desk.board.shown import board_of, issue_of
from bulletins.desk.page import desk_view
from bulletins.models import Issue
from bulletins.workflow.errors import WorkflowError

P = ParamSpec("P")
Action = Callable[Concatenate[HttpRequest, Issue, P], str]
#: Tells the page that the issue may print something else now; that an open dialogue is done.
CHANGED, DONE = "board-changed", "dialog-done"


def changes_issue(
    action: Action[P],
) -> Callable[..., HttpResponseBase]:
    """Make a view of an action on an issue (a decorator); the action says in words what it did."""

    @desk_view("bulletins.change_issue")
    @require_POST
    @wraps(action)
    def view(request: HttpRequest, /, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        issue = issue_of(pk)
        try:
            said, is_refused = action(request, issue, *args, **kwargs), False
        except WorkflowError as refusal:
            said, is_refused = str(refusal), True
        answer = board_answer(request, issue_of(pk), said, is_refused=is_refused)
        answer["HX-Trigger"] = f"{CHANGED}, {DONE}"
        return answer

    return view


def board_answer(
    request: HttpRequest, issue: Issue, said: str = "", *, is_refused: bool = False
) -> HttpResponse:
    """Give the board's changing part as it is now, and say what was done or why it was not."""
    context = {**board_of(issue, person_of(request)), "said": said, "is_refused": is_refused}
    answer = render(request, "bulletins/desk/board/answer.html", context)
    answer["HX-Trigger"] = CHANGED
    return answer
