"""Word: the issue with real headings, contents, links, captions and page numbers."""

from __future__ import annotations

from pathlib import Path

from bulletins.rendering.document import Document

FORMAT = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(document: Document, pictures: Path) -> bytes:
    """Give the file; the same document gives the same text and structure."""
    # Imported when it is needed: the library takes 15 MB of every process that knows of it.
    from bulletins.rendering.word.file import word_file

    return word_file(document, pictures)
