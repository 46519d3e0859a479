"""Text of a body → runs of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from bulletins.rendering.pieces import Words
from bulletins.rendering.word.marks import add_link, break_anywhere

#: So long a word, such as an address, may be divided where a line ends, and no line is drawn out
#: before it.
_LONG_WORD = re.compile(r"[!-~]{24,}")


def write_words(paragraph: Paragraph, words: Iterable[Words]) -> None:
    """Add text at the end of a paragraph, with its links."""
    for piece in words:
        run = (
            add_link(paragraph, piece.text, url=piece.url)
            if piece.url
            else paragraph.add_run(piece.text)
        )
        if "strong" in piece.looks:
            run.style = "Strong"
        elif "em" in piece.looks:
            run.style = "Emphasis"
        if "sub" in piece.looks:
            run.font.subscript = True
        elif "sup" in piece.looks:
            run.font.superscript = True
    if _LONG_WORD.search(paragraph.text):
        break_anywhere(paragraph)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
