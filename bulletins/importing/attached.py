"""The issue that a PDF of our own carries: its JSON, checked against the manifest beside it.

A file from outside may carry anything: sizes are limited before anything is unpacked, the text is
sanitised like any other, and what does not agree with its manifest is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pikepdf
from PIL import Image

from bulletins.importing.lines import FilePicture, UnreadableFileError
from bulletins.rendering.document import Document, DocumentItem
from bulletins.rendering.manifest import ISSUE_FILE, MANIFEST_FILE, sha256
from content.sanitising import clean_article_body, clean_line, clean_text

#: Unpacked bytes of an attached file; an issue of 60 long articles takes a tenth of it.
MOST_BYTES = 8 * 1024 * 1024
MOST_ITEMS, MOST_PIXELS = 500, 40_000_000


class ForgedIssueError(UnreadableFileError):
    """What the PDF carries is not what its manifest says."""


@dataclass(frozen=True)
class AttachedIssue:
    """An issue as its PDF carries it, with the pictures on the pages."""

    document: Document
    pictures: tuple[FilePicture, ...]
    #: By address in the texts, the name of the picture that was printed for it.
    printed: Mapping[str, str]


def attached_issue(data: bytes) -> AttachedIssue | None:
    """Give the issue that a PDF carries; None: it is none of ours.

    Raises:
        ForgedIssueError: issue and manifest do not agree, or are not what we write.

    """
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError:
        return None
    with pdf:
        files = {name: pdf.attachments.get(name) for name in (ISSUE_FILE, MANIFEST_FILE)}
        if None in files.values():
            return None
        try:
            content, manifest_file = (_unpacked(file.obj.EF.F) for file in files.values() if file)
            manifest = json.loads(manifest_file)
            document = _document(content, manifest)
            return AttachedIssue(document, tuple(_pictures(pdf)), _printed(manifest))
        # Broken JSON or objects of a PDF raise nearly anything.
        except (
            pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError, zlib.error, OSError, NotImplementedError,
        ) as error:  # fmt: skip
            raise ForgedIssueError from error


def _unpacked(stream: Any, most: int = MOST_BYTES) -> bytes:  # noqa: ANN401 - any object
    """Unpack a stream, but never more than is allowed."""
    packed = bytes(stream.read_raw_bytes())
    if stream.get("/Filter") not in (None, pikepdf.Name.FlateDecode):
        raise ValueError("packed in an unusual way")
    if "/Filter" in stream:
        unpacking = zlib.decompressobj()
        packed = unpacking.decompress(packed, most)
        if not unpacking.eof:
            raise ValueError("larger than allowed")
    if len(packed) > most:
        raise ValueError("larger than allowed")
    return packed


def _document(content: bytes, manifest: dict[str, Any]) -> Document:
    """Read the issue; its file and each text must be those of the manifest."""
    if manifest["files"][ISSUE_FILE] != sha256(content):
        raise ValueError("the issue is not the one of the manifest")
    document = Document.from_json(json.loads(content))
    if not 0 < len(document.items) <= MOST_ITEMS or type(document.number) is not int:
        raise ValueError("not an issue")
    words = (*vars(document.masthead).values(), document.printed_foreword)
    if not all(isinstance(text, str) for text in words):
        raise ValueError("not a masthead")
    if [item.digest for item in document.items] != [
        article["digest"] for article in manifest["articles"]
    ]:
        raise ValueError("a text is not the one of the manifest")
    return replace(document, items=tuple(_clean(item) for item in document.items))


def _printed(manifest: dict[str, Any]) -> dict[str, str]:
    """Give what stands on the pages for each picture; older manifests do not tell."""
    printed = manifest.get("pictures", {})
    if not all(isinstance(text, str) for pair in printed.items() for text in pair):
        raise ValueError("not the pictures of a manifest")
    return dict(printed)


def _clean(item: DocumentItem) -> DocumentItem:
    """Make a text safe to keep and print; our own comes out as it was."""
    if not isinstance(item.url, str) or not isinstance(item.published_on, date | None):
        raise TypeError("not an address and a day")
    return replace(
        item,
        title=clean_line(item.title)[:200],
        source_name=clean_line(item.source_name)[:100],
        url=clean_text(item.url)[:2000],
        body_html=clean_article_body(item.body_html),
    )


def _pictures(pdf: pikepdf.Pdf) -> Iterator[FilePicture]:
    """Give the pictures of the pages: a photograph's own bytes, others encoded anew."""
    seen = set()
    for page in pdf.pages:
        for _name, stream in page.get_images().items():
            if stream.objgen not in seen:
                seen.add(stream.objgen)
                data = _picture(stream)
                yield FilePicture(hashlib.sha256(data).hexdigest(), data)


def _picture(stream: pikepdf.Stream) -> bytes:
    if stream.Filter == pikepdf.Name.DCTDecode:
        return bytes(stream.read_raw_bytes())
    image = _image(stream)
    if "/SMask" in stream:
        image.putalpha(_image(stream.SMask).convert("L"))
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _image(stream: Any) -> Image.Image:  # noqa: ANN401 - any object
    """Decode pixels, of which there are no more than the stream says and is allowed."""
    pixels = int(stream.Width) * int(stream.Height)
    if not 0 < pixels <= MOST_PIXELS:
        raise ValueError("larger than allowed")
    _unpacked(stream, 4 * pixels + int(stream.Height))  # a byte before each row tells its filter
    return pikepdf.PdfImage(stream).as_pil_image()
