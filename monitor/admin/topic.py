"""Topics: the words that make an item ours."""

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
from monitor.pipeline.match import words_of

WORDS = ("must_words", "any_words", "not_words")


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Words, one a line."""

    class Meta:
        model = Topic
        fields = ("name", "is_enabled", *WORDS)
        widgets = {name: forms.Textarea(attrs={"rows": 6, "cols": 40}) for name in WORDS}

    def clean(self) -> dict[str, Any]:
        """Refuse a topic that can match nothing."""
        cleaned = super().clean() or {}
        if not any(words_of(cleaned.get(name) or "") for name in ("must_words", "any_words")):
            raise ValidationError(_("Give at least one word that must or may occur."))
        return cleaned


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    """Topics; a saved one is tried anew on the entries of the last weeks."""

    form = TopicForm
    list_display = ("name", "is_enabled", "words")
    list_filter = ("is_enabled",)
    search_fields = ("name", *WORDS)

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:  # noqa: ANN401
        """Save, and have recent entries matched anew."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(lambda: hint("monitor.tasks.rematch_topic", obj.pk))
        messages.info(request, _t("The entries of the last weeks are being matched anew."))

    @admin.display(description=_("words"))
    def words(self, topic: Topic) -> str:
        """The words that must and may occur, on one line."""
        return "、".join(words_of(f"{topic.must_words}\n{topic.any_words}"))
