"""Topics: the expressions that make an item ours, tried out before they are saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from desk.pages import DeskAdmin
from leases.hints import hint
from monitor.models import Topic
from monitor.pipeline.expression import ExpressionError, read, write
from monitor.pipeline.match import wants_anything
from monitor.trial import try_out

#: Weeks that an expression can be tried on; the last is what a saved topic is matched with anew.
WEEKS = (2, 4, 8)


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A name and an expression that can be read."""

    class Meta:
        model = Topic
        fields = ("name", "is_enabled", "expression")
        widgets = {"expression": forms.Textarea(attrs={"rows": 5, "cols": 80})}

    @property
    def is_trial(self) -> bool:
        """Whether the expression is only to be tried."""
        return "_try" in self.data

    def is_valid(self) -> bool:
        """A trial is never saved, however right it is."""
        return super().is_valid() and not self.is_trial

    def clean_expression(self) -> str:
        """Refuse what cannot be read, and what would catch everything."""
        written: str = self.cleaned_data["expression"]
        try:
            expression = read(written)
        except ExpressionError as error:
            raise ValidationError(str(error)) from error
        if wants_anything(expression):
            raise ValidationError(
                _("This would catch every text. Give at least one word that must occur.")
            )
        return written


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    """Topics; a saved one is tried anew on the entries of the last weeks."""

    form = TopicForm
    empty_hint = _("Add a topic: entries that match one wait to become articles.")
    list_display = ("name", "is_enabled", "expression")
    list_filter = ("is_enabled",)
    search_fields = ("name", "expression")

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:  # noqa: ANN401
        """Save, and have recent entries matched anew."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(lambda: hint("monitor.tasks.rematch_topic", obj.pk))
        messages.info(request, _t("The entries of the last weeks are being matched anew."))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Topic | None = None,
    ) -> HttpResponse:
        """Show what the expression would have caught, if that was asked."""
        context |= {"weeks_to_try": WEEKS, "weeks": _weeks(request)}
        form = context["adminform"].form
        if isinstance(form, TopicForm) and form.is_trial and not form.errors:
            context |= _trial(form.cleaned_data["expression"], obj, _weeks(request))
        return super().render_change_form(request, context, add, change, form_url, obj)


def _trial(expression: str, topic: Topic | None, weeks: int) -> dict[str, Any]:
    saved = Topic.objects.filter(pk=topic.pk).values_list("expression", flat=True) if topic else []
    since = timezone.now() - timedelta(weeks=weeks)
    return {
        "trial": try_out(expression, next(iter(saved), ""), since),
        "read_as": write(read(expression)),
    }


def _weeks(request: HttpRequest) -> int:
    asked = request.POST.get("weeks", "")
    return next((weeks for weeks in WEEKS if str(weeks) == asked), WEEKS[1])
