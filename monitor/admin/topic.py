"""Topics: the expressions that make an item ours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from desk.pages import DeskAdmin
from leases.hints import hint
from monitor.models import Topic
from monitor.pipeline.expression import ExpressionError, read
from monitor.pipeline.match import wants_anything


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A name and an expression that can be read."""

    class Meta:
        model = Topic
        fields = ("name", "is_enabled", "expression")
        widgets = {"expression": forms.Textarea(attrs={"rows": 5, "cols": 80})}

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
    list_display = ("name", "is_enabled", "expression")
    list_filter = ("is_enabled",)
    search_fields = ("name", "expression")

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:  # noqa: ANN401
        """Save, and have recent entries matched anew."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(lambda: hint("monitor.tasks.rematch_topic", obj.pk))
        messages.info(request, _t("The entries of the last weeks are being matched anew."))
