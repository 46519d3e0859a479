"""The process that prints: JSON on stdin, a line of JSON and the PDF on stdout.

Run by :mod:`bulletins.rendering.printer`. It knows neither settings nor database, so that it starts
fast, holds no secret and may be killed at any moment.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bulletins.rendering.breaking import mend_page
from bulletins.rendering.build import embedded_fonts, engine, names_of, same_glyphs
from bulletins.rendering.embedding import (
    AttachedFile,
    Relationship,
    attach,
    declare_accessible,
)
from bulletins.rendering.floats import teach_floats
from bulletins.rendering.grid import teach_grid
from bulletins.rendering.headings import mark_headings
from bulletins.rendering.leaders import teach_leaders
from bulletins.rendering.lines import teach_chinese_lines
from bulletins.rendering.manifest import ISSUE_FILE, MANIFEST_FILE, manifest_json, sha256
from bulletins.rendering.remembering import teach_remembering, write_once
from bulletins.rendering.stored import printed_picture
from bulletins.rendering.tagging import mend_tags
from content.sanitising import PICTURE_SRC

#: Address space in bytes. An issue of 16 pages with pictures takes a quarter of it.
_MEMORY = 2 * 1024**3

#: Where the page seems to come from; ``.invalid`` never resolves (RFC 2606).
_BASE = "http://issue.invalid"

_OPTIONS = {"pdf_variant": "pdf/a-3a"}


@dataclass(frozen=True)
class PrintedIssue:
    """What goes into the PDF of an issue beside its pages."""

    #: The issue's own JSON.
    content: str
    #: Completed while printing.
    manifest: dict[str, Any]
    #: Of the fonts, known when they are embedded.
    same_glyphs: dict[int, str] = field(default_factory=dict)

    def files(self) -> list[AttachedFile]:
        """The files to attach; the manifest must be complete."""
        return [
            AttachedFile(
                ISSUE_FILE, self.content.encode(), "The issue", Relationship.SOURCE
            ),
            AttachedFile(
                MANIFEST_FILE, manifest_json(self.manifest), "Hashes of what the issue is made of",
                Relationship.SUPPLEMENT,
            ),
        ]  # fmt: skip


class StoredPictures(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Serves the pictures of one folder as they are printed, and refuses every other address."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        #: By address, the SHA-256 of what was served.
        self.served: dict[str, str] = {}
        self.refused: set[str] = set()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Give a stored picture. Raises ValueError for anything else."""
        try:
            src = url.removeprefix(_BASE)
            picture = printed_picture(src, self.folder)
        except (ValueError, OSError):
            self.refused.add(url)
            raise ValueError(f"not a stored picture: {url}") from None
        self.served[src] = sha256(picture.data)
        return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})


def main(pictures: Path, cpu_seconds: int) -> None:
    """Print the page on stdin with the pictures of one folder, within limits."""
    _limit(cpu_seconds)
    logging.basicConfig()  # A missing glyph, a rule not understood: told on stderr.
    order = json.load(sys.stdin.buffer)
    issue = PrintedIssue(**order["issue"]) if order["issue"] else None
    pdf, report = print_page(order["html"], pictures, issue)
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + pdf)


def _limit(cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def print_page(
    html: str, pictures: Path, issue: PrintedIssue | None = None
) -> tuple[bytes, dict[str, Any]]:
    """Give the PDF of a page, and a report.

    The report tells the number of ``pages`` and the addresses ``refused``; for an issue, whose
    JSON and manifest are attached, also the whole ``manifest`` and the ``differences`` between the
    pages and what was to be printed.
    """
    fetcher = StoredPictures(pictures)
    document = lay_out(html, fetcher)
    pdf = document.write_pdf(finisher=partial(_finish, issue, fetcher), **_OPTIONS)
    report = {"pages": len(document.pages), "refused": sorted(fetcher.refused)}
    if issue and not fetcher.refused:
        report |= {"manifest": issue.manifest, "differences": _prove(html, pdf, pictures, issue)}
    return pdf, report


def lay_out(html: str, fetcher: URLFetcher) -> Any:  # noqa: ANN401 - the engine is untyped
    """Give the engine's document: pages of boxes, whose lines stand where they are printed."""
    teach_chinese_lines()
    teach_grid()
    teach_leaders()
    teach_floats()
    teach_remembering()
    page = HTML(string=html, base_url=_BASE, url_fetcher=fetcher)
    body = page.etree_element.find("body")
    mark_headings(body)
    mend_page(body)
    return page.render(**_OPTIONS)


def _finish(
    issue: PrintedIssue | None,
    fetcher: StoredPictures,
    _document: object,
    pdf: Any,  # noqa: ANN401 - the engine is untyped
) -> None:
    """Make of the engine's PDF/A-3a a PDF/UA-1 as well, and attach what the issue is made of."""
    mend_tags(pdf)
    declare_accessible(pdf)
    if issue:
        fonts = embedded_fonts(pdf)
        issue.manifest.update(engine=engine(), fonts=names_of(fonts), pictures=fetcher.served)
        issue.same_glyphs.update(same_glyphs(fonts))
        attach(pdf, issue.files(), date.fromisoformat(issue.manifest["issue"]["date"]))
    write_once(pdf)


def _prove(
    html: str, pdf: bytes, pictures: Path, issue: PrintedIssue
) -> list[dict[str, str | int | None]]:
    # A preview is not read back, and does not wait for what reads.
    from bulletins.rendering.proof import differences
    from bulletins.rendering.reading_back import picture_digest, read_back

    known = {
        found[0]: picture_digest(printed_picture(found[0], pictures))
        for found in PICTURE_SRC.finditer(html)
    }
    found = differences(html, read_back(pdf), known, issue.same_glyphs)
    return [difference.to_json() for difference in found]
