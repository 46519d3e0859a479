"""How an entry was read, in an editor's words: dates side by side, rules, doubts, people."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from monitor.models import Entry
from monitor.pipeline.extract import DateEvidence
from monitor.pipeline.extract.doubts import LOW
from monitor.pipeline.extract.evidence import conflict

#: Where dates are found, by the names that :mod:`monitor.pipeline.extract.page` gives.
PLACES = {
    "text": _("shown text"),
    "json-ld": _("structured data"),
    "meta": _("page metadata"),
    "script": _("script"),
    "url": _("address"),
    "dateline": _("dateline"),
    "item": _("feed or list"),
    "http": _("server's header"),
}

#: How a field was found, by field and rule.
RULES = {
    "title": {
        "confirmed": _("the line that the page's own title begins with"),
        "heading": _("the first heading of the page"),
        "title-element": _("the page's own title, without the names of the site"),
        "metadata": _("page metadata"),
    },
    "body": {
        "box": _("the part of the page that holds most of the text"),
        "noise": _("a part of the page that seldom holds an article"),
        "script": _("what the page's scripts would show"),
    },
    "source_name": {
        "label": _("after a label such as 来源"),
        "issuer": _("after a label such as 发布机构"),
        "beside-date": _("beside the date"),
        "named-box": _("a part of the page named for it"),
        "end-line": _("a line at the end of the text"),
        "metadata": _("page metadata"),
        "site": _("the name of the site"),
    },
    "original_outlet": {
        "reprinted": _("a line that says where the text was taken from"),
        "two-outlets": _("the outlet's name holds two"),
        "end-line": _("a line at the end of the text"),
        "dateline": _("dateline"),
    },
}

FIELDS = {
    "title": _("title"),
    "body": _("text"),
    "source_name": _("outlet"),
    "original_outlet": _("original outlet"),
}

#: What speaks against a reading, by the names in :mod:`monitor.pipeline.extract.doubts`.
DOUBTS = {
    "title-unconfirmed": _("no heading of the page is the same as its own title"),
    "title-differs": _("the page's title is another than that of the feed or list"),
    "body-in-noise": _("the text stands where articles seldom stand"),
    "body-in-script": _("the text is only in the page's scripts"),
    "body-short": _("the text is very short"),
    "body-linked": _("much of the text is links"),
    "prose-elsewhere": _("there is more text elsewhere on the page"),
    "unreadable": _("some characters could not be read"),
    "no-date": _("no date was found"),
    "dates-differ": _("the dates differ"),
    "date-ahead": _("the date lies in the future; the day it was found is used"),
    "no-outlet": _("no outlet was found"),
    "pages-missing": _("a later page is missing"),
}

ROLES = {
    "author": _("author"),
    "reporter": _("reporter"),
    "correspondent": _("correspondent"),
    "photographer": _("photographer"),
    "editor": _("editor"),
}


class ConfidenceFilter(admin.SimpleListFilter):
    """Whether a page was read surely or not."""

    title = _("confidence")
    parameter_name = "confidence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer those to be looked at."""
        return [("low", _("low")), ("high", _("high"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep the entries of the chosen kind."""
        if self.value() is None:
            return queryset
        low = self.value() == "low"
        return queryset.filter(**{f"confidence__{'lt' if low else 'gte'}": LOW})


def evidence_of(entry: Entry) -> list[DateEvidence]:
    """Give an entry's evidence of its date."""
    return [DateEvidence(**kept) for kept in entry.date_evidence]


class EvidencePanel:
    """The displays of an entry that say how it was read."""

    @admin.display(description=_("published at"))
    def published(self, entry: Entry) -> str:
        """The time where the page shows one, else the day; and which dates contradict it."""
        shown = date_format(entry.published_on) if entry.published_on else ""
        if entry.published_at:
            shown = date_format(timezone.localtime(entry.published_at), "DATETIME_FORMAT")
        said = [(PLACES.get(e.kind, e.kind), e.day) for e in conflict(evidence_of(entry))]
        return render_to_string("admin/desk/published.html", {"shown": shown, "said": said})

    @admin.display(description=_("date evidence"))
    def evidence(self, entry: Entry) -> str:
        """What speaks of the date, and which of it was believed."""
        found = [(PLACES.get(item.kind, item.kind), item) for item in evidence_of(entry)]
        return render_to_string("admin/desk/evidence.html", {"evidence": found})

    @admin.display(description=_("authors"))
    def people(self, entry: Entry) -> str:
        """Who worked on the text, role by role."""
        roles = groupby(entry.authors, key=lambda author: author["role"])
        return "；".join(f"{ROLES.get(role, role)}：{_names(people)}" for role, people in roles)

    @admin.display(description=_("original outlet"))
    def original(self, entry: Entry) -> str:
        """Where the text appeared first, and the words of the page that say so."""
        if not entry.original_outlet:
            return ""
        return format_html("{} <q>{}</q>", entry.original_outlet, entry.reading.get("origin", ""))

    @admin.display(description=_("confidence"))
    def certainty(self, entry: Entry) -> str:
        """How surely the page was read, and what speaks against it."""
        if entry.confidence is None:
            return ""
        doubts = [DOUBTS.get(doubt, doubt) for doubt in entry.reading.get("doubts", [])]
        context = {"badge": self.confidence_badge(entry), "entry": entry, "doubts": doubts}
        return render_to_string("admin/desk/certainty.html", context)

    @admin.display(description=_("how it was read"))
    def rules(self, entry: Entry) -> str:
        """By which rule each field was found, and from which pages."""
        found = entry.reading.get("rules", {})
        rules = [
            (FIELDS[field], names[found[field]])
            for field, names in RULES.items()
            if found.get(field) in names
        ]
        pages = entry.reading.get("pages", [])
        return render_to_string("admin/desk/rules.html", {"rules": rules, "pages": pages})

    def confidence_badge(self, entry: Entry) -> SafeString | str:
        """A badge for an entry that an editor should compare with its page, or nothing."""
        if entry.confidence is None or entry.confidence >= LOW:
            return ""
        return format_html(' <span class="badge badge-warn">{}</span>', _("low confidence"))


def _names(people: Iterable[dict[str, str]]) -> str:
    return "、".join(author["name"] for author in people)
