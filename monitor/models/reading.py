"""How a source is read: its kind, and what an editor writes for the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from monitor.net.addresses import validate_address
from monitor.notation.addresses import (
    QUERY,
    has_page,
    keyword_after,
    keywords_in,
    validate_keywords,
    validate_page_address,
    validate_query_address,
    with_query,
)
from monitor.notation.links import validate_links
from monitor.notation.paths import validate_link, validate_path
from monitor.notation.selectors import validate_selector

_SELECTORS = (
    "item_selector", "link_selector", "title_selector", "date_selector", "summary_selector",
)  # fmt: skip
_FURTHER = ("next_page", "max_pages")


class ReadSource(models.Model):
    """The part of a source that says what to ask for, and how to read the answer.

    A keyword search is a source of any kind whose address holds ``{query}``.
    """

    class Kind(models.TextChoices):
        FEED = "feed", _("Feed (RSS, Atom)")
        LISTING = "listing", _("List page")
        JSON = "json", _("JSON list")
        SITEMAP = "sitemap", _("Sitemap")

    class QueryCharset(models.TextChoices):
        UTF_8 = "utf-8", "UTF-8"
        GB18030 = "gb18030", "GBK"

    #: By kind: the fields that only some kinds have a use for, as a form may ask for them.
    FIELDS_OF_KIND: ClassVar[dict[str, tuple[str, ...]]] = {
        Kind.FEED: (),
        Kind.LISTING: (*_SELECTORS, *_FURTHER),
        Kind.JSON: (*_SELECTORS, *_FURTHER),
        Kind.SITEMAP: (),
    }

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FEED)
    url = models.CharField(_("address"), max_length=2000, validators=[validate_address])
    item_selector = models.CharField(
        _("item selector"), max_length=500, blank=True,
        help_text=_(
            "List pages: CSS selector of one row, such as “ul.news li”; “script li” where the rows "
            "stand in a script. JSON lists: where the rows are, such as “data.list”."
        ),
    )  # fmt: skip
    link_selector = models.CharField(
        _("link selector"), max_length=500, blank=True,
        help_text=_(
            "Within the row. List pages: empty for its first link; “a@data-url” for an attribute. "
            "JSON lists: such as “url”, or an address with names from the row: “/show?id={id}”."
        ),
    )  # fmt: skip
    title_selector = models.CharField(
        _("title selector"), max_length=500, blank=True,
        help_text=_("Within the row; empty: the link's own text, or “title” of a JSON list."),
    )  # fmt: skip
    date_selector = models.CharField(
        _("date selector"), max_length=500, blank=True,
        help_text=_("Within the row; empty: the first date in the text of a list page's row."),
    )  # fmt: skip
    summary_selector = models.CharField(
        _("summary selector"), max_length=500, blank=True,
        help_text=_("Within the row; empty: no summary."),
    )  # fmt: skip
    allowed_links = models.TextField(
        _("links that count"), blank=True,
        help_text=_(
            "Hosts or paths, one a line, such as “www.example.cn/news/” or “/art/”; * stands for "
            "anything, $ for the end. Items with other links are left out; empty: all count."
        ),
    )  # fmt: skip
    next_page = models.CharField(
        _("further pages"), max_length=500, blank=True,
        help_text=_(
            "Address with {page} (or {page-1} where the second page has number 1), or the selector "
            "of a list page's link to the next page. Empty: one page only."
        ),
    )  # fmt: skip
    max_pages = models.PositiveSmallIntegerField(
        _("pages at most"), default=3,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Further pages are read as long as they bring something new."),
    )  # fmt: skip
    keywords = models.TextField(
        _("keywords"), blank=True,
        help_text=_(
            "One a line. The address holds {query} in the keyword's place; each poll asks for the "
            "next keyword in turn."
        ),
    )  # fmt: skip
    query_charset = models.CharField(
        _("charset of the query"), max_length=10, choices=QueryCharset,
        default=QueryCharset.UTF_8,
    )  # fmt: skip
    #: The keyword that was asked for last.
    last_keyword = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def keyword(self) -> str:
        """The keyword whose turn it is; empty if the source is no search."""
        words = keywords_in(self.keywords) if QUERY in self.url else ()
        return keyword_after(words, self.last_keyword)

    @property
    def address(self) -> str:
        """The address to ask now."""
        return self.filled(self.url)

    @property
    def asks_in_turn(self) -> bool:
        """Whether the next poll asks for something else, so that no answer tells of a change."""
        return bool(self.keyword) and len(keywords_in(self.keywords)) > 1

    def reading_fields(self) -> tuple[object, ...]:
        """Give all that decides how an answer is read."""
        fields = (*_SELECTORS, *_FURTHER)
        return (self.kind, self.allowed_links, *(getattr(self, name) for name in fields))

    def filled(self, template: str) -> str:
        """Put the keyword whose turn it is into an address."""
        return with_query(template, self.keyword, self.query_charset)

    def clean(self) -> None:
        """Refuse what a source of this kind cannot be read with, each at its field."""
        super().clean()
        errors: dict[str, ValidationError] = {}
        for name, check in self._checks():
            try:
                check(getattr(self, name))
            except ValidationError as error:
                errors.setdefault(name, error)
        if errors:
            raise ValidationError(errors)

    def _checks(self) -> Iterator[tuple[str, Callable[[str], None]]]:
        """Name the rules that hold for this source, by the field that breaks them."""
        yield "allowed_links", validate_links
        if QUERY in self.url or self.keywords:
            yield "url", validate_query_address
            yield "keywords", validate_keywords
        if self.kind == self.Kind.LISTING:
            yield "item_selector", _need_rows
            yield from ((name, validate_selector) for name in _SELECTORS if getattr(self, name))
            yield "next_page", _validate_further
        elif self.kind == self.Kind.JSON:
            yield "link_selector", validate_link
            yield from ((name, validate_path) for name in _SELECTORS if name != "link_selector")
            yield "next_page", validate_page_address


def _need_rows(selector: str) -> None:
    if not selector:
        raise ValidationError(_t("A list page needs the selector of its rows."))


def _validate_further(text: str) -> None:
    if text and not has_page(text):
        validate_selector(text)
