"""Refusals of the workflow, shown to the person without losing what they typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from bulletins.workflow.errors import ConflictError, WorkflowError
from desk.pages import DeskAdmin


@contextmanager
def refusals_as_messages(request: HttpRequest) -> Iterator[None]:
    """Show a refusal of the block as an error message of the next page."""
    try:
        yield
    except WorkflowError as refusal:
        messages.error(request, str(refusal))


class RefusableForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A form that is told why its saving was refused."""

    refusal = ""

    def clean(self) -> dict[str, Any]:
        """Raise the refusal as an error of the whole form."""
        cleaned = super().clean() or {}
        if self.refusal:
            raise ValidationError(self.refusal)
        return cleaned


class RefusingAdmin(DeskAdmin):
    """Saves through the workflow. A refusal shows the form again, with all that was typed."""

    form = RefusableForm

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Give the form class of this request, which knows of a refusal."""
        form: Any = super().get_form(request, *args, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """Save; after a refusal, which has rolled everything back, show the form with it."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except WorkflowError as error:
            refusal = error
        except IntegrityError:
            refusal = ConflictError(
                _("The database refused this change: somebody was quicker. Reload the page.")
            )
        return self.answer(refusal, request, *args, **kwargs)

    def answer(
        self,
        refusal: WorkflowError,
        request: HttpRequest,
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """Show the form again, with all that was typed and the refusal above it."""
        request.refusal = str(refusal)  # type: ignore[attr-defined]  # lives as long as the request
        return super().changeform_view(request, *args, **kwargs)
