"""``manage.py capture``: read one page and show what was understood of it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from content.tables import table
from monitor.capture import save_capture
from monitor.errors import MonitorError
from monitor.net import Response, check_address
from monitor.page_visit import read_page
from monitor.pipeline.extract import Page
from monitor.pipeline.retrieve import retrieve


class Command(BaseCommand):
    """Capture an address or a saved page."""

    help = "Read one news page, from its address or from a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page", metavar="URL|FILE")
        parser.add_argument("--base-url", default="", help="where a saved page came from")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
        parser.add_argument("--save", action="store_true", help="keep it as an entry")
        parser.add_argument(
            "--allow-private", action="store_true", help="may be on loopback or in our own network"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Capture and report.

        Raises:
            CommandError: the page could not be had or read.
        """
        allow_private = options["allow_private"]
        try:
            response = _response(options["page"], options["base_url"], allow_private)
            page = read_page(response.body, response.url, response.content_type)
            if options["save"]:
                if not page.url:
                    raise CommandError(_("A saved page needs its address: give --base-url."))
                save_capture(page, response, allow_private=allow_private)
                self.stderr.write(_("Kept as an entry."))
        except MonitorError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(_("The file cannot be read: %s") % error.strerror) from error
        self.stdout.write(
            json.dumps(as_json(page), ensure_ascii=False) if options["json"] else _table(page)
        )


def _response(page: str, base_url: str, allow_private: bool) -> Response:
    if not page.startswith(("http://", "https://")):
        url = base_url and check_address(base_url)
        return Response(url=url, status=200, body=Path(page).read_bytes())
    response = retrieve(page, allow_private=allow_private)
    assert response is not None  # noqa: S101 - nothing conditional was asked
    return response


def as_json(page: Page) -> dict[str, Any]:
    """Give what was read in JSON's own types; dates in ISO 8601, None where none is shown."""
    return {
        "url": page.url,
        "title": page.title,
        "source_name": page.source_name,
        "published_on": page.published_on.isoformat() if page.published_on else None,
        "published_at": page.published_at.isoformat() if page.published_at else None,
        "body_text": page.body_text,
        "body_html": page.body_html,
        "images": [{"src": image.src, "caption": image.caption} for image in page.images],
        "charset": page.charset,
        "date_evidence": [vars(evidence) for evidence in page.date_evidence],
        "original_outlet": page.original_outlet,
        "authors": [vars(author) for author in page.authors],
        "rules": dict(page.rules),
        "doubts": list(page.doubts),
    }


def _table(page: Page) -> str:
    rows = [
        (_("title"), page.title),
        (_("outlet"), page.source_name or "—"),
        (_("original outlet"), page.original_outlet or "—"),
        (_("authors"), "、".join(author.name for author in page.authors) or "—"),
        (_("date"), page.published_at or page.published_on or "—"),
        (_("charset"), page.charset),
        (_("pictures"), len(page.images)),
        (_("characters"), len(page.body_text)),
        *((_("date evidence"), f"{found.kind}: {found.value} ({found.text})")
          for found in page.date_evidence),
    ]  # fmt: skip
    return table((_("field"), _("value")), rows) + "\n\n" + page.body_text
