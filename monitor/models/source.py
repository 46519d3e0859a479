"""Source: an outlet or page that is monitored."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.hosts import hosts_in, validate_hosts
from leases.models import LeasedModel, LeasedQuerySet
from monitor.models.host import HostField
from monitor.net.addresses import validate_address


class Source(LeasedModel):
    """A feed, or a list page read with CSS selectors, polled at its interval."""

    class Kind(models.TextChoices):
        FEED = "feed", _("Feed (RSS, Atom)")
        LISTING = "listing", _("List page")
        JSON = "json", _("JSON list")
        SITEMAP = "sitemap", _("Sitemap")

    class QueryCharset(models.TextChoices):
        UTF_8 = "utf-8", "UTF-8"
        GB18030 = "gb18030", "GBK"

    class SourceClass(models.TextChoices):
        GOVERNMENT = "government", _("government")
        CENTRAL = "central", _("central media")
        PROVINCIAL = "provincial", _("provincial media")
        TRADE = "trade", _("trade media")
        SELF_MEDIA = "self_media", _("self-media")
        OTHER = "other", _("other or unknown")

    name = models.CharField(_("name"), max_length=100, unique=True)
    source_class = models.CharField(
        _("class"), max_length=10, choices=SourceClass, default=SourceClass.OTHER
    )
    hosts = models.TextField(
        _("host names"), blank=True, validators=[validate_hosts],
        help_text=_("Of this outlet, one a line; names below one belong to it too."),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FEED)
    url = models.CharField(_("address"), max_length=2000, validators=[validate_address])
    host = HostField()
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
    allow_private = models.BooleanField(
        _("may be inside our own network"), default=False,
        help_text=_("Only for servers of your own institution: lifts a guard."),
    )  # fmt: skip
    is_enabled = models.BooleanField(_("enabled"), default=True)
    interval_minutes = models.PositiveIntegerField(
        _("interval in minutes"), null=True, blank=True,
        help_text=_("Empty: as often as the outlet brings news, every 5 minutes to once a day."),
    )  # fmt: skip

    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    #: SHA-256 of the body that was read last and of how it was read; empty: read anew.
    body_digest = models.CharField(max_length=64, blank=True, editable=False)
    #: Digests of the items that the feed told last: they need not be looked at again.
    told = models.JSONField(default=list, editable=False)
    #: The keyword that was asked for last.
    last_keyword = models.CharField(max_length=200, blank=True, editable=False)
    last_polled_at = models.DateTimeField(_("last polled"), null=True, editable=False)
    last_success_at = models.DateTimeField(_("last success"), null=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    last_error = models.TextField(_("last error"), blank=True, editable=False)
    #: When the last items appeared: seconds since 1970, the newest last.
    arrivals = models.JSONField(default=list, editable=False)
    #: How many minutes usually lie between two items; none: not known yet.
    rhythm_minutes = models.PositiveIntegerField(null=True, editable=False)
    #: The source itself asks not to be polled more often than so.
    least_minutes = models.PositiveIntegerField(default=0, editable=False)
    #: Where the address leads for good, at how many polls in a row, and what an editor declined.
    moved_to = models.CharField(max_length=2000, blank=True, editable=False)
    moved_polls = models.PositiveSmallIntegerField(default=0, editable=False)
    move_declined = models.CharField(max_length=2000, blank=True, editable=False)

    objects = LeasedQuerySet["Source"].as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_checked_live(self) -> bool:
        """Whether it was ever read with success: what a catalogue says is no proof."""
        return self.last_success_at is not None

    @property
    def own_hosts(self) -> tuple[str, ...]:
        """The host names of the outlet, as :func:`content.hosts.belongs` compares them."""
        return hosts_in(self.hosts)

    def clean(self) -> None:
        """A list page cannot be read without knowing what a row is."""
        if self.kind == self.Kind.LISTING and not self.item_selector:
            raise ValidationError(
                {"item_selector": _("A list page needs the selector of its rows.")}
            )
