"""The process that prints: HTML on stdin, a line of JSON and the PDF on stdout.

Run as ``python -m bulletins.rendering.child PICTURES CPU_SECONDS``. It knows neither settings nor
database, so that it starts fast, holds no secret and may be killed at any moment.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bulletins.rendering.lines import teach_chinese_lines
from bulletins.rendering.spacing import mend
from bulletins.rendering.stored import stored_picture

#: Address space in bytes. An issue of 16 pages with pictures takes a quarter of it.
_MEMORY = 2 * 1024**3

#: Where the page seems to come from; ``.invalid`` never resolves (RFC 2606).
_BASE = "http://issue.invalid"

_OPTIONS = {"pdf_variant": "pdf/a-3a"}


class StoredPictures(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Serves the pictures of one folder and refuses, and remembers, every other address."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.refused: set[str] = set()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Give a stored picture. Raises ValueError for anything else."""
        try:
            picture = stored_picture(url.removeprefix(_BASE), self.folder)
            return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})
        except (ValueError, OSError):
            self.refused.add(url)
        raise ValueError(f"not a stored picture: {url}")


def main(pictures: Path, cpu_seconds: int) -> None:
    """Print the page on stdin with the pictures of one folder, within limits."""
    _limit(cpu_seconds)
    logging.basicConfig()  # A missing glyph, a rule not understood: told on stderr.
    pdf, report = print_page(sys.stdin.buffer.read().decode(), pictures)
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + pdf)


def _limit(cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def print_page(html: str, pictures: Path) -> tuple[bytes, dict[str, Any]]:
    """Give the PDF of a page, and a report: its ``pages`` and the addresses ``refused``."""
    teach_chinese_lines()
    fetcher = StoredPictures(pictures)
    page = HTML(string=html, base_url=_BASE, url_fetcher=fetcher)
    for element in page.etree_element.find("body").iter():
        element.text, element.tail = mend(element.text or ""), mend(element.tail or "")
    document = page.render(**_OPTIONS)
    pdf = document.write_pdf(**_OPTIONS)
    return pdf, {"pages": len(document.pages), "refused": sorted(fetcher.refused)}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
