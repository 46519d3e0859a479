"""The form of a source: what stands in it, and what of it each kind needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitor.models import Source

_ROWS = (
    "item_selector", "link_selector", "title_selector", "date_selector", "summary_selector",
    "next_page", "max_pages",
)  # fmt: skip
_SEARCH = ("allowed_links", "keywords", "query_charset")

#: Settings that say how a source is read.
READING = ("url", "kind", *_ROWS, *_SEARCH)

FIELDSETS: Any = (  # as Django has them
    (
        None,
        {
            "fields": (
                "name", "source_class", "hosts", "url", "kind", "is_enabled", "interval_minutes",
            )
        },
    ),
    (_("Rows and pages"), {"fields": _ROWS}),
    (_("Choice of items"), {"fields": _SEARCH, "classes": ("collapse",)}),
    (_("Notes"), {"fields": ("notes",), "classes": ("collapse",)}),
    (_("Network"), {"fields": ("allow_private",), "classes": ("collapse",)}),
)  # fmt: skip


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """All settings of a source."""

    class Meta:
        model = Source
        fields = tuple(name for _label, options in FIELDSETS for name in options["fields"])
        widgets = {
            "url": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "hosts": forms.Textarea(attrs={"rows": 2, "cols": 40}),
            "allowed_links": forms.Textarea(attrs={"rows": 2, "cols": 40}),
            "keywords": forms.Textarea(attrs={"rows": 3, "cols": 40}),
            "notes": forms.Textarea(attrs={"rows": 3, "cols": 80}),
        }


class ReadingForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What a test reading needs: no name, nothing that is only kept."""

    class Meta:
        model = Source
        fields = READING


class AddressForm(forms.Form):
    """Any address of an outlet; whether it may be fetched is judged when it is."""

    url = forms.CharField(
        label=_("address"),
        max_length=2000,
        widget=forms.TextInput(
            attrs={"class": "vLargeTextField", "placeholder": "https://", "autofocus": True}
        ),
    )
    allow_private = forms.BooleanField(label=_("may be inside our own network"), required=False)

    def clean_url(self) -> str:
        """Complete an address that was typed without its scheme."""
        url: str = self.cleaned_data["url"]
        return url if "://" in url else f"https://{url}"
