"""Bulletins: the series, with their mastheads."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from bulletins.admin.labels import rhythm_in_words
from bulletins.admin.look import BulletinLook
from bulletins.models import Bulletin, BulletinMasthead
from bulletins.rendering.look import Look

_WEEKLY = "周报"


class BulletinForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Keeps the ledger of numbers ahead of what is printed."""

    class Meta:
        model = Bulletin
        fields = (
            "name", "slug", "rhythm_kind", "weekday", "window_days", "month_days", "months",
            "opens_by_itself", "last_number",
        )  # fmt: skip

    def clean_last_number(self) -> int:
        """Refuse a number below one that was given: it would be given twice."""
        number: int = self.cleaned_data["last_number"]
        given = (
            self.instance.issues.aggregate(last=Max("number"))["last"] if self.instance.pk else 0
        )
        if number < (given or 0):
            raise ValidationError(_("Number %(last)d has been given already.") % {"last": given})
        return number


class MastheadInline(admin.StackedInline):  # type: ignore[type-arg]  # not generic at run time
    """The words of the series, by the day from which they are valid."""

    model = BulletinMasthead
    extra = 0
    min_num = 1

    def has_delete_permission(self, request: HttpRequest, obj: Bulletin | None = None) -> bool:
        """A new one is added instead: issues copied the old ones."""
        return False


@admin.register(Bulletin)
class BulletinAdmin(BulletinLook):
    """The series."""

    form = BulletinForm
    inlines = (MastheadInline,)
    list_display = ("name", "rhythm", "last_number")
    radio_fields = {"rhythm_kind": admin.HORIZONTAL}
    prepopulated_fields = {"slug": ("name",)}

    @admin.display(description=_("rhythm"))
    def rhythm(self, bulletin: Bulletin) -> str:
        """Give the rhythm in words."""
        return rhythm_in_words(bulletin)

    def save_model(
        self, request: HttpRequest, obj: Bulletin, form: forms.ModelForm[Bulletin], change: bool
    ) -> None:
        """Let the foreword of a new series call it no weekly unless its name does."""
        if not change and _WEEKLY not in obj.name:
            obj.look = Look(foreword=Look.foreword.replace(_WEEKLY, "")).to_json()
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Bulletin, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to the look of a new series."""
        answer = super().response_add(request, obj, post_url_continue)
        is_plain = "_save" in request.POST and self.has_change_permission(request, obj)
        return redirect(self.url_of("look", obj.pk)) if is_plain else answer
