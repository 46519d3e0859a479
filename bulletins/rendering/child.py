"""The process that prints: orders on stdin, a line each; reports and PDFs on stdout.

Run by :mod:`bulletins.rendering.printer`, used by :mod:`bulletins.rendering.press`. It knows
neither settings nor database, so that it starts fast, holds no secret and may be killed at any
moment.
"""

from __future__ import annotations

import gc
import json
import logging
import math
import resource
import select
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bulletins.rendering.breaking import mend_page
from bulletins.rendering.build import embedded_fonts, engine, names_of, same_glyphs
from bulletins.rendering.compression import teach_compression
from bulletins.rendering.drawing import forget_keys
from bulletins.rendering.embedding import (
    AttachedFile,
    Relationship,
    attach,
    declare_accessible,
)
from bulletins.rendering.figures import teach_figures
from bulletins.rendering.floats import teach_floats
from bulletins.rendering.grid import teach_grid
from bulletins.rendering.headings import mark_headings
from bulletins.rendering.leaders import teach_leaders
from bulletins.rendering.lines import teach_chinese_lines
from bulletins.rendering.manifest import ISSUE_FILE, MANIFEST_FILE, manifest_json, sha256
from bulletins.rendering.origins import teach_origins
from bulletins.rendering.remembering import loaded_fonts, teach_remembering, write_once
from bulletins.rendering.stored import printed_picture
from bulletins.rendering.styles import teach_styles
from bulletins.rendering.stylesheets import take_stylesheets
from bulletins.rendering.subsetting import teach_subsetting
from bulletins.rendering.table_heads import teach_table_heads
from bulletins.rendering.tagging import mend_tags
from content.sanitising import PICTURE_SRC

#: Address space in bytes. An issue of 16 pages with pictures takes a quarter of it.
_MEMORY = 2 * 1024**3

#: Bytes in use and orders after which a new process is better.
_LARGE, _MANY = 400_000_000, 50

#: Seconds to wait for another order.
_REST = 300.0

#: Where the page seems to come from; ``.invalid`` never resolves (RFC 2606).
_BASE = "http://issue.invalid"

_OPTIONS = {"pdf_variant": "pdf/a-3a"}

#: What the engine has to learn: first how lines are set, then to be quick about it.
_LESSONS = (
    teach_chinese_lines, teach_grid, teach_figures, teach_table_heads, teach_leaders,
    teach_origins, teach_styles, teach_floats, teach_remembering, teach_subsetting,
    teach_compression,
)  # fmt: skip


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


def main() -> None:
    """Print what is ordered, order by order, within limits; end when there is nothing to do.

    An order has the ``html``, the folder of its ``pictures``, ``cpu_seconds`` that it may take, and
    ``issue``, fields of :class:`PrintedIssue` or null. The answer is a line with the report of
    :func:`print_page`, to which are added ``size``, bytes of the PDF that follows, and ``is_last``,
    whether the process ends with it.
    """
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.basicConfig()  # A missing glyph, a rule not understood: told on stderr.
    for number in range(1, _MANY + 1):
        if _answer(is_last=number == _MANY):
            break
        gc.collect()  # While nobody waits.


def _answer(*, is_last: bool) -> bool:
    """Print the next order, if one comes; say whether to end."""
    is_ordered, _writable, _failed = select.select([sys.stdin], [], [], _REST)
    line = sys.stdin.buffer.readline() if is_ordered else b""
    if not line:
        return True
    order = json.loads(line)
    _limit_time(order["cpu_seconds"])
    issue = PrintedIssue(**order["issue"]) if order["issue"] else None
    pdf, report = print_page(order["html"], Path(order["pictures"]), issue)
    is_last |= _in_use() > _LARGE
    report |= {"size": len(pdf), "is_last": is_last}
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + pdf)
    sys.stdout.buffer.flush()
    return is_last


def _in_use() -> int:
    """Give the bytes that the process holds, as proc(5) tells them in pages."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _limit_time(seconds: int) -> None:
    """Let the process be killed (SIGXCPU) when it has used so many more seconds."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, hard))


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
    for teach in _LESSONS:
        teach()
    page = HTML(string=html, base_url=_BASE, url_fetcher=fetcher)
    body = page.etree_element.find("body")
    mark_headings(body)
    mend_page(body)
    stylesheets, fonts = take_stylesheets(page), loaded_fonts()
    forget_keys(fonts)
    return page.render(stylesheets=stylesheets, font_config=fonts, **_OPTIONS)


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
