"""``manage.py issues``: every issue and how far its PDF is."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from bulletins.models import Issue, Rendition
from content.tables import table


class Command(BaseCommand):
    """List the issues, the newest first."""

    help = "List all issues, the newest first: number, date, window, articles, state of the PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the list."""
        pdfs = Rendition.objects.filter(kind=Rendition.Kind.PDF)
        issues = (
            Issue.objects.select_related("bulletin")
            .prefetch_related(Prefetch("renditions", pdfs, to_attr="pdfs"))
            .annotate(item_count=Count("items"))
            .defer("document")
            .order_by("-issue_date", "-pk")
        )
        rows = [_row(issue) for issue in issues]
        if options["json"]:
            self.stdout.write(json.dumps({"issues": rows}, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_printed(rows))


def _row(issue: Any) -> dict[str, Any]:  # an Issue with item_count and pdfs
    return {
        "bulletin": issue.bulletin.slug,
        "number": issue.number,
        "status": issue.status,
        "issue_date": issue.issue_date.isoformat(),
        "window_start": _iso(issue.window_start),
        "window_end": _iso(issue.window_end),
        "items": issue.item_count,
        "pdf": _pdf(issue.pdfs[0]) if issue.pdfs else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pdf(pdf: Rendition) -> dict[str, Any]:
    ready = pdf.state == Rendition.State.READY
    return {
        "state": pdf.state,
        "path": pdf.file.path if ready else None,
        "pages": pdf.pages,
        "size": pdf.size,
        "sha256": pdf.sha256 or None,
        "error": pdf.error or None,
    }


def _printed(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return _("There is no issue yet.")
    headers = [_("bulletin"), _("number"), _("status"), _("issue date"), _("window"),
               _("articles"), "PDF", _("pages")]  # fmt: skip
    return table(
        headers,
        (
            (
                row["bulletin"],
                row["number"],
                Issue.Status(row["status"]).label,
                row["issue_date"],
                f"{row['window_start'] or '?'} – {row['window_end'] or '?'}",
                row["items"],
                row["pdf"] and Rendition.State(row["pdf"]["state"]).label,
                row["pdf"] and row["pdf"]["pages"],
            )
            for row in rows
        ),
    )
