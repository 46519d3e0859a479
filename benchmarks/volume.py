"""An annual volume, joined, against Chromium printing as many pages: ``./run bench volume``.

Made-up issues are printed first, one process after the other, which takes a minute or two and is
not counted. Then they are joined as ``manage.py annual_volume`` does it. Chromium prints the same
pages of HTML, all issues as one document. The best of the runs counts; on a machine that is busy
with other work the processor's seconds say more than those of the wall.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import django
import pypdfium2

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from benchmarks._issues import made_issue  # noqa: E402 - settings first
from bulletins.rendering.document import Document  # noqa: E402 - Django first
from bulletins.rendering.fonts import FOLDER, font_build  # noqa: E402 - Django first
from bulletins.rendering.html import render_html  # noqa: E402 - Django first
from bulletins.rendering.pdf import print_html, render_pdf  # noqa: E402 - Django first
from bulletins.rendering.volume.front import VolumeIssue, render_front  # noqa: E402 - Django first
from bulletins.rendering.volume.joining import VolumePart, item_pages, join  # noqa: E402 - Django first


class Seconds(NamedTuple):
    """How long something took, by the clock and of processors."""

    wall: float
    processor: float


def main() -> None:
    """Print, join, compare, and show a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--issues", type=int, default=26)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = [made_issue(number, folder) for number in range(1, options.issues + 1)]
        parts = [_printed(document, folder) for document in documents]
        front_time, front = _best(1, lambda: _front(documents, parts))
        join_time, volume = _best(options.runs, lambda: join(front, parts, FOLDER))
        page = folder / "all.html"
        page.write_text(_together(documents, folder))
        output = folder / "chromium.pdf"
        chromium_time, _done = _best(
            options.runs, lambda: _chromium(options.chromium, page, output)
        )
        own, other = volume, output.read_bytes()
    alone = sum(len(part.pdf) for part in parts)
    print(f"{'':<34}{'seconds':>9}{'processor':>11}{'pages':>7}{'MB':>8}")
    print(f"{f'{options.issues} issues, as published':<61}{alone / 1e6:8.1f}")
    _tell("joined", join_time, own)
    _tell("contents and indexes printed", front_time, front)
    _tell("Chromium, all pages anew", chromium_time, other)
    wall, processor = (one / other for one, other in zip(join_time, chromium_time, strict=True))
    print(f"joined: {wall:.3f} of Chromium's time, {processor:.3f} of its processor's")
    print(f"differing pages: {_differences(own, front, parts)}")


def _tell(what: str, seconds: Seconds, pdf: bytes) -> None:
    times = f"{seconds.wall:9.2f}{seconds.processor:11.2f}"
    print(f"{what:<34}{times}{_pages(pdf):7}{len(pdf) / 1e6:8.1f}")


def _best(runs: int, do: Callable[[], Any]) -> tuple[Seconds, Any]:
    times = []
    for _run in range(runs):
        started, worked = time.perf_counter(), sum(os.times()[:4])
        result = do()
        times.append(Seconds(time.perf_counter() - started, sum(os.times()[:4]) - worked))
    return Seconds(*map(min, zip(*times, strict=True))), result


def _printed(document: Document, folder: Path) -> VolumePart:
    render_pdf(document, folder / "issue.pdf", folder)
    key, is_of_this_build = f"issue-{document.number:04d}", font_build() is not None
    pdf = (folder / "issue.pdf").read_bytes()
    return VolumePart(key, document.number_text, pdf, is_of_this_build)


def _front(documents: list[Document], parts: list[VolumePart]) -> bytes:
    issues, page = [], 1
    for document, part in zip(documents, parts, strict=True):
        count, pages = item_pages(part.pdf)
        issues.append(VolumeIssue(part.key, document, page, pages))
        page += count
    return print_html(render_front(issues))


def _together(documents: list[Document], folder: Path) -> str:
    """Give all issues as one page; the first one's head holds for all."""
    pages = [render_html(document) for document in documents]
    head, _body, _rest = pages[0].partition("<body>")
    bodies = [page.partition("<body>")[2].partition("</body>")[0] for page in pages]
    parted = '<div style="break-before: page"></div>'.join(bodies)
    return _local(f"{head}<body>{parted}</body></html>", folder)


def _local(html: str, folder: Path) -> str:
    """Let Chromium find the pictures in the folder."""
    for path in folder.glob("??/*"):
        html = html.replace(f"/pictures/{path.name}", path.as_uri())
    return html


def _chromium(program: str, page: Path, output: Path) -> None:
    command = [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
        "--no-pdf-header-footer", f"--print-to-pdf={output}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _pages(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _differences(volume: bytes, front: bytes, parts: list[VolumePart]) -> int:
    """Count the pages of the volume that look otherwise than in their issues."""
    alone = [picture for pdf in (front, *(part.pdf for part in parts)) for picture in _drawn(pdf)]
    return sum(one != other for one, other in zip(_drawn(volume), alone, strict=True))


def _drawn(pdf: bytes) -> list[int]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [hash(bytes(page.render(scale=0.5).buffer)) for page in document]


if __name__ == "__main__":
    main()
