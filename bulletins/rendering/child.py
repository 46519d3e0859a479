"""The process that prints: HTML on stdin, a line of JSON and the PDF on stdout.

Run as ``python -m bulletins.rendering.child PICTURES CPU_SECONDS``. It knows neither settings nor
database, so that it starts fast, holds no secret and may be killed at any moment.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from content.sanitising import PICTURE_SRC

#: Address space in bytes. An issue of 16 pages with pictures takes a quarter of it.
_MEMORY = 2 * 1024**3

#: Where the page seems to come from; ``.invalid`` never resolves (RFC 2606).
_BASE = "http://issue.invalid"

_MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


def main(pictures: Path, cpu_seconds: int) -> None:
    """Print the page on stdin with the pictures of one folder, within limits."""
    _limit(cpu_seconds)
    pdf, report = _print(sys.stdin.buffer.read().decode(), pictures)
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + pdf)


def _limit(cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _print(html: str, pictures: Path) -> tuple[bytes, dict[str, Any]]:
    from weasyprint import HTML  # After the limits, which its libraries shall feel too.
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    refused: list[str] = []

    class StoredPictures(URLFetcher):  # type: ignore[misc]
        """Serves the stored pictures and refuses every other address."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            match = PICTURE_SRC.fullmatch(url.removeprefix(_BASE))
            path = pictures / match["sha256"][:2] / Path(match[0]).name if match else None
            if match is None or path is None or not path.is_file():
                refused.append(url)
                raise ValueError(f"not a stored picture: {url}")
            media_type = _MEDIA_TYPES[match["extension"]]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})

    page = HTML(string=html, base_url=_BASE, url_fetcher=StoredPictures())
    options = {"pdf_variant": "pdf/a-3a"}
    document = page.render(**options)
    pdf = document.write_pdf(**options)
    return pdf, {"pages": len(document.pages), "refused": sorted(set(refused))}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
