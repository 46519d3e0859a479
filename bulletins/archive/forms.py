"""The form above the list of issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from search.grams import words_of

#: Nobody types a longer one.
MAX_QUERY_LENGTH = 100


class SearchForm(forms.Form):
    """Choose issues by year and by words in their articles."""

    q = forms.CharField(
        label=_("Words in title or text"), max_length=MAX_QUERY_LENGTH, required=False
    )
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)

    def __init__(self, data: Mapping[str, str], years: Iterable[int]) -> None:
        super().__init__(data)
        choices = [("", _("all years")), *((year, str(year)) for year in years)]
        cast("forms.ChoiceField", self.fields["year"]).choices = choices

    @property
    def words(self) -> list[str]:
        """The words to look for, folded, once the form is valid."""
        return words_of(self.cleaned_data["q"])

    @property
    def helper(self) -> FormHelper:
        """How the form is laid out: one line, on a phone one field below the other."""
        helper = FormHelper(self)
        helper.form_method = "get"
        helper.disable_csrf = True
        helper.attrs = {"role": "search"}
        helper.layout = Layout(
            Row(
                Column("q", css_class="col-md-7"),
                Column("year", css_class="col-8 col-md-3"),
                Column(
                    StrictButton(_("Search"), type="submit", css_class="btn-primary w-100"),
                    css_class="col-4 col-md-2 mb-3",
                ),
                css_class="g-2 align-items-end",
            )
        )
        return helper
