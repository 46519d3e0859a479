"""The form of a look: every choice with its limits, and what must fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from bulletins.glyphs import missing_glyphs
from bulletins.preflight.rules.glyphs import named
from bulletins.rendering.colours import LARGE_CONTRAST, TEXT_CONTRAST, contrast, is_colour
from bulletins.rendering.fonts import printable_characters
from bulletins.rendering.look import MOST_CHARACTERS, NEEDED_SECTIONS, Layout, Look, Section
from bulletins.rendering.placeholders import NAMES, has_stray_brace, unknown_names
from bulletins.rendering.writing import DateForm, NumberForm

_NAMED = "".join(f"{{{name}}}" for name in NAMES)
_OFF = ""


def validate_placeholders(text: str) -> None:
    """Refuse what stands in braces and is no placeholder."""
    if unknown := unknown_names(text):
        message = _("There is no placeholder “{%(name)s}”. There are: %(names)s")
        raise ValidationError(message, params={"name": unknown[0], "names": _NAMED})
    if has_stray_brace(text):
        raise ValidationError(_("A brace { or } has no partner."))


class LineField(forms.CharField):
    """A line of the bulletin's own words."""

    def __init__(self, *, most: int = 60, **options: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(max_length=most, **options)


class SentenceField(LineField):
    """Words with placeholders."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(validators=[validate_placeholders], **options)


class ColourField(forms.CharField):
    """A colour that can be read on paper; ``least`` is the contrast that it needs."""

    widget = forms.TextInput(attrs={"type": "color"})

    def __init__(self, *, least: float, **options: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(**options)
        self.least = least

    def clean(self, value: str) -> str:
        """Refuse what is no colour, and one too faint."""
        colour: str = super().clean(value).lower()
        if not is_colour(colour):
            raise ValidationError(_("This is no colour."))
        if contrast(colour) < self.least:
            message = _("Too faint on white: the contrast is %(has).1f, and %(least).1f is needed.")
            raise ValidationError(message, params={"has": contrast(colour), "least": self.least})
        return colour


class PlaceField(forms.TypedChoiceField):
    """Where a section stands among the others, or that it is not printed."""

    def __init__(self, section: Section) -> None:
        places = [(str(place), str(place)) for place in range(1, len(Section) + 1)]
        choices = [] if section in NEEDED_SECTIONS else [(_OFF, _("not printed"))]
        super().__init__(
            choices=[*choices, *places], required=section in NEEDED_SECTIONS,
            coerce=int, empty_value=None, label=section.label,
        )  # fmt: skip


class LookForm(forms.Form):
    """How a bulletin is printed."""

    layout = forms.ChoiceField(label=_("layout of the PDF"), choices=Layout)
    qr_codes = forms.BooleanField(
        label=_("QR code for each article"), required=False,
        help_text=_("Readers of the paper can open the article with their phone."),
    )  # fmt: skip
    above_title = SentenceField(
        label=_("line above the title"), required=False, help_text=_("Such as 内部资料　注意保管.")
    )
    below_title = SentenceField(label=_("line below the title"), required=False)
    number_form = forms.ChoiceField(label=_("number of the issue"), choices=NumberForm)
    date_form = forms.ChoiceField(label=_("dates of issue and window"), choices=DateForm)
    item_date_form = forms.ChoiceField(label=_("dates of articles"), choices=DateForm)
    foreword = SentenceField(
        label=_("sentence of the foreword"), most=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Filled in for each issue: %(names)s") % {"names": _NAMED},
    )  # fmt: skip
    imprint = SentenceField(
        label=_("text of the imprint"), most=MOST_CHARACTERS, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line each: who edits, where, for whom. Placeholders as in the foreword."),
    )  # fmt: skip
    title_label = LineField(label=_("label of the title"), most=10)
    link_label = LineField(label=_("label of the address"), most=10)
    content_label = LineField(label=_("label of the text"), most=10)
    masthead_colour = ColourField(label=_("title of the masthead"), least=LARGE_CONTRAST)
    rule_colour = ColourField(label=_("rules"), least=LARGE_CONTRAST)
    heading_colour = ColourField(label=_("headings"), least=TEXT_CONTRAST)

    def __init__(self, data: Any = None, *, look: Look) -> None:  # noqa: ANN401 - Django's
        places = {
            f"{section}_place": look.sections.index(section) + 1 if section in look.sections else ""
            for section in Section
        }
        super().__init__(data, initial={**look.to_json(), **places})
        for section in Section:
            self.fields[f"{section}_place"] = PlaceField(section)
            self.fields[f"{section}_heading"] = LineField(
                label=_("heading"), most=30, required=False
            )

    def fieldsets(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Give the fields in groups, each with its name; sections are shown apart."""
        for legend, names in (
            (_t("Page"), ("layout", "qr_codes")),
            (_t("Masthead"), ("above_title", "below_title", "number_form", "date_form")),
            (_t("Foreword and imprint"), ("foreword", "imprint")),
            (_t("Articles"), ("title_label", "link_label", "content_label", "item_date_form")),
            (_t("Colours"), ("masthead_colour", "rule_colour", "heading_colour")),
        ):
            yield legend, [self[name] for name in names]

    def section_rows(self) -> list[tuple[Section, forms.BoundField, forms.BoundField]]:
        """Give place and heading of each section."""
        return [
            (section, self[f"{section}_place"], self[f"{section}_heading"]) for section in Section
        ]

    def clean_foreword(self) -> str:
        """Make one paragraph of it."""
        return "".join(self.cleaned_data["foreword"].splitlines())

    def clean(self) -> dict[str, Any]:
        """Check that sections follow each other sensibly and that all can be printed."""
        data = super().clean() or {}
        self._check_order(self._sections())
        for section in self._sections():
            self._check_words(section)
        for name, value in data.items():
            text = value if isinstance(value, str) else ""
            if missing := missing_glyphs(text, printable_characters()):
                message = _("No font can print these characters: %(characters)s")
                self.add_error(name, ValidationError(message % {"characters": named(missing)}))
        return data

    def look(self) -> Look:
        """Give the look that a valid form describes."""
        values = {
            name: value for name, value in self.cleaned_data.items() if not name.endswith("_place")
        }
        return Look.from_json({**values, "sections": self._sections()})

    def _sections(self) -> list[Section]:
        places = {
            section: place
            for section in Section
            if (place := self.cleaned_data.get(f"{section}_place"))
        }
        return sorted(places, key=lambda section: places[section])

    def _check_order(self, sections: list[Section]) -> None:
        places = [self.cleaned_data[f"{section}_place"] for section in sections]
        if len(set(places)) < len(places):
            self.add_error(None, _("Two sections have the same place."))
        if Section.ARTICLES not in sections:
            return
        behind = sections[sections.index(Section.ARTICLES) :]
        if {Section.FOREWORD, Section.CONTENTS} & set(behind):
            self.add_error(None, _("Foreword and contents stand before the articles."))

    def _check_words(self, section: Section) -> None:
        heading = self.cleaned_data.get(f"{section}_heading")
        if section in {Section.FOREWORD, Section.CONTENTS, Section.ARTICLES} and not heading:
            self.add_error(f"{section}_heading", _("This section needs a heading."))
        before = [*self._sections()[: self._sections().index(section)]][-1:]
        if section is Section.NOTICES and not heading and before != [Section.FOREWORD]:
            message = _("Unless it follows the foreword this section needs a heading.")
            self.add_error("notices_heading", message)
        if section is Section.IMPRINT and not self.cleaned_data.get("imprint"):
            self.add_error("imprint", _("Write the text of the imprint, or do not print it."))
