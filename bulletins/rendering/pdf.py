"""A frozen document becomes a PDF file, printed by a process that may fail without harm."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from bulletins.glyphs import spelled_out
from bulletins.rendering.composition import manifest_of
from bulletins.rendering.document import Document
from bulletins.rendering.fonts import printable_characters
from bulletins.rendering.html import render_html
from bulletins.rendering.manifest import issue_json
from bulletins.rendering.press import PressError, SlowPressError, presses
from bulletins.rendering.print_size import keep_print_sizes

logger = logging.getLogger(__name__)

_PROGRAM = "bulletins.rendering.printer"


class RenderingError(Exception):
    """The PDF was not made; ``reason`` says in the editor's language what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class RenderedPdf:
    """What was written: SHA-256 as hexadecimal text, number of pages, bytes."""

    sha256: str
    pages: int
    size: int
    #: As attached to the file; empty for a preview.
    manifest: dict[str, Any] = field(default_factory=dict)


def render_pdf(
    document: Document,
    output: Path,
    pictures: Path,
    *,
    evidence: dict[str, Any] | None = None,
    timeout: float = 120,
    watermark: str = "",
) -> RenderedPdf:
    """Print the document to ``output``, with the stored pictures of the folder ``pictures``.

    Larger ones are kept there at print size as well, and printed so.
    A numbered issue carries itself as JSON and its manifest, to which ``evidence`` was frozen.
    With a ``watermark`` it is no issue, only shown, and carries nothing.
    The file appears whole or not at all. Raises :class:`RenderingError` when printing takes more
    than ``timeout`` seconds, fails, asks for anything but a stored picture, or when the pages of an
    issue, read back, are not what was to be printed.
    """
    html = render_html(document, watermark=watermark)
    issue = None if watermark else _issue(document, evidence or {})
    _scale(html, pictures)
    report, pdf = _print(html, issue, pictures, timeout)
    _write(output, pdf)
    return RenderedPdf(
        hashlib.sha256(pdf).hexdigest(), report["pages"], len(pdf), report.get("manifest", {})
    )


def print_html(html: str, *, timeout: float = 120) -> bytes:
    """Print a page without pictures, such as the contents of a volume.

    Raises:
        RenderingError: as :func:`render_pdf`.

    """
    with tempfile.TemporaryDirectory() as pictures:
        return _print(html, None, Path(pictures), timeout)[1]


def _issue(document: Document, evidence: dict[str, Any]) -> dict[str, Any] | None:
    """Give what is attached to the PDF; to a preview nothing."""
    if document.is_preview:
        return None
    content = issue_json(document).decode()
    return {"content": content, "manifest": manifest_of(document, evidence)}


def _scale(html: str, pictures: Path) -> None:
    try:
        keep_print_sizes(html, pictures)
    except OSError as error:
        logger.exception("pictures could not be kept at print size")
        raise _failed() from error


def _print(
    html: str, issue: dict[str, Any] | None, pictures: Path, timeout: float
) -> tuple[dict[str, Any], bytes]:
    """Give the press's report and the PDF."""
    order = {
        "html": spelled_out(html, printable_characters()),
        "pictures": str(pictures.resolve()),
        "issue": issue,
    }
    try:
        report, pdf = presses.print(_PROGRAM, order, timeout)
    except SlowPressError:
        raise _too_slow(timeout) from None
    except PressError:
        raise _failed() from None
    if report["refused"]:
        raise RenderingError(
            _("The issue names something that is not a stored picture: %(addresses)s. Remove it.")
            % {"addresses": ", ".join(report["refused"])}
        )
    if report.get("differences"):
        raise RenderingError(_refusal(report["differences"]))
    return report, pdf


def _refusal(differences: list[dict[str, Any]]) -> str:
    """Say in which way the PDF is not what was to be printed."""
    messages = {
        "pdf-text": _("in %(place)s the text is “%(found)s” instead of “%(expected)s”"),
        "link": _("in %(place)s a link leads to “%(found)s” instead of “%(expected)s”"),
        "picture": _("in %(place)s a picture is missing, or another one is shown"),
        "page-number": _("for %(place)s the contents give page %(found)s instead of %(expected)s"),
    }
    faults = [messages[found["rule"]] % {**found, "place": _place(found)} for found in differences]
    return _(
        "The PDF was read back and is not what was to be printed; readers do not get it: "
        "%(faults)s. Make it again; if that fails, tell the administrator."
    ) % {"faults": "; ".join(faults)}


def _place(found: dict[str, Any]) -> str:
    if found["item"] is None:
        return _("the opening pages")
    return _("article %(item)d") % {"item": found["item"]}


def _failed() -> RenderingError:
    return RenderingError(_("The PDF could not be made. The cause is in the server's log."))


def _too_slow(timeout: float) -> RenderingError:
    return RenderingError(
        _("The PDF was not ready after %(seconds)d seconds. Shorten long texts and large tables.")
        % {"seconds": timeout}
    )


def _write(output: Path, content: bytes) -> None:
    """Write the file so that its final name never shows a part of it."""
    partial = output.with_name(f".{output.name}.{uuid4().hex}")
    try:
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)
