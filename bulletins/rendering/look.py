"""Look: how a bulletin is printed. Data of the series, kept with each issue when it is signed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from bulletins.rendering.colours import is_colour
from bulletins.rendering.writing import DateForm, NumberForm

#: Characters of the longest text of a look.
MOST_CHARACTERS = 1000


class Layout(TextChoices):
    """How a page is set."""

    OFFICIAL = "official", _("official (GB/T 9704: Fangsong, 22 lines of 28 characters)")
    COMPACT = "compact", _("compact (Song, more on a page)")


class Section(TextChoices):
    """A part of an issue behind its masthead."""

    FOREWORD = "foreword", _("foreword")
    NOTICES = "notices", _("corrections and withdrawals")
    CONTENTS = "contents", _("contents")
    ARTICLES = "articles", _("full texts")
    IMPRINT = "imprint", _("imprint")


#: Sections that no bulletin goes without: readers must learn what was corrected.
NEEDED_SECTIONS = frozenset({Section.NOTICES, Section.ARTICLES})


@dataclass(frozen=True)
class Look:
    """How an issue is printed, in every format. The defaults are how issues were always printed.

    Raises ValueError for what no page can be made of, so that a look from outside is safe.
    """

    layout: Layout = Layout.OFFICIAL
    #: Whether each article shows its address as a QR code, for readers of the paper.
    qr_codes: bool = False
    #: Lines of the masthead; placeholders are filled here, in the foreword and in the imprint.
    above_title: str = ""
    below_title: str = ""
    number_form: NumberForm = NumberForm.DIGITS
    #: Dates of issue and window, and the date of an article.
    date_form: DateForm = DateForm.SPACED
    item_date_form: DateForm = DateForm.DASHED
    #: Those that are printed, in their order.
    sections: tuple[Section, ...] = (
        Section.FOREWORD, Section.NOTICES, Section.CONTENTS, Section.ARTICLES,
    )  # fmt: skip
    foreword_heading: str = "本期导语"
    #: Empty: the notices follow the section before them without a heading.
    notices_heading: str = ""
    contents_heading: str = "一、信息目录"
    articles_heading: str = "二、具体内容"
    imprint_heading: str = ""
    foreword: str = (
        "本期周报共收集 {篇数} 篇{主题}相关信息，"
        "时间从 {起始日期}到 {截止日期}，监测范围包括{范围}等。"
    )
    #: Who makes the bulletin and where; a line each.
    imprint: str = ""
    title_label: str = "标题"
    link_label: str = "链接"
    content_label: str = "主要内容"
    masthead_colour: str = "#c8102e"
    rule_colour: str = "#c8102e"
    heading_colour: str = "#000000"

    def __post_init__(self) -> None:
        """Refuse what no page can be made of."""
        values = asdict(self)
        if type(self.qr_codes) is not bool or not isinstance(self.sections, tuple):
            raise ValueError("not a look")
        texts = [text for name, text in values.items() if name not in {"qr_codes", "sections"}]
        if not all(isinstance(text, str) and len(text) <= MOST_CHARACTERS for text in texts):
            raise ValueError("not a look")
        if not all(is_colour(values[name]) for name in values if name.endswith("_colour")):
            raise ValueError("a colour is written #rrggbb")
        chosen = set(self.sections)
        if len(chosen) < len(self.sections) or not chosen >= NEEDED_SECTIONS:
            raise ValueError("notices and articles are printed once, others at most once")

    def to_json(self) -> dict[str, Any]:
        """Give the look in JSON's own types."""
        return asdict(self) | {"sections": [section.value for section in self.sections]}

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Look:
        """Give the look that :meth:`to_json` wrote; what is absent is as it always was.

        Raises TypeError or ValueError for anything else.
        """
        kinds: dict[str, Any] = {field.name: type(field.default) for field in fields(cls)}
        values = {
            name: kinds[name](value) if issubclass(kinds.get(name, str), TextChoices) else value
            for name, value in plain.items()
        }
        if "sections" in values:
            values["sections"] = tuple(Section(name) for name in values["sections"])
        return cls(**values)
