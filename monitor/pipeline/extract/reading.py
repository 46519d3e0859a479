"""The tree is walked once and becomes blocks: a line is collected until an element ends it."""

from __future__ import annotations

import re
from html import escape

from lxml.html import HtmlElement

from monitor.pipeline.extract import noise, pictures, tables
from monitor.pipeline.extract.blocks import Block, Box
from monitor.pipeline.extract.spacing import fold, words
from monitor.pipeline.extract.tree import absolute

#: Elements that begin and end lines. All others run within one.
_BOXES = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol "
    "p pre section summary table tbody td tfoot th thead tr ul"
)
_SKIPPED = words(
    "head script style noscript template iframe object embed applet svg math canvas video audio "
    "select button input textarea map xmp"
)
_PICTURES = words("img amp-img")
_MARKUP = re.compile("[&<>]")
_INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}


def read_blocks(root: HtmlElement, base_url: str) -> tuple[list[Block], Box]:
    """Give the blocks of the page in document order, and the box that holds them all."""
    reader = _Reader(base_url)
    reader.walk(root)
    reader.end_line()
    reader.box.stop = len(reader.blocks)
    return reader.blocks, reader.box


class _Reader:
    """Holds the line that is being collected, and the box and inline elements that are open."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.blocks: list[Block] = []
        self.box = Box("", "", "", noisy=False, parent=None, start=0)
        self.open_inline: list[tuple[str, str]] = []
        self.links = self.preformatted = 0
        self._begin_line()

    def walk(self, element: HtmlElement) -> None:
        """Read an element and what is in it. The parser has limited the depth to 256."""
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            return
        if tag in _BOXES or "nickname" in element.get("class", ""):
            self._open_box(element)
            self._content(element)
            self._close_box()
        elif tag in ("br", "hr"):
            self.end_line()
        elif tag in _PICTURES:
            self._picture(element)
        elif not noise.is_hidden(dict(element.items())):
            self._run_inline(element)

    def _content(self, element: HtmlElement) -> None:
        if element.tag == "table" and tables.is_data(element):
            self._table(element)
            return
        if words := element.text:
            self._lines(words)
        for child in element:
            self.walk(child)
            if words := child.tail:
                self._lines(words)

    def _open_box(self, element: HtmlElement) -> None:
        self.end_line()
        tag, attributes = str(element.tag), dict(element.items())
        names = style = ""
        if attributes:
            names = f"{attributes.get('id', '')} {attributes.get('class', '')}".strip()
            style = f"{attributes.get('style', '')} {attributes.get('align', '')}".strip()
        noisy = noise.is_noise(tag, names) or noise.is_hidden(attributes)
        box = Box(tag, names, style, noisy, parent=self.box, start=len(self.blocks))
        self.box.children.append(box)
        self.box = box
        self.preformatted += tag == "pre"

    def _close_box(self) -> None:
        self.end_line()
        self.preformatted -= self.box.tag == "pre"
        self.box.stop = len(self.blocks)
        self.box = self.box.parent or self.box

    def _run_inline(self, element: HtmlElement) -> None:
        opening, closing = self._tags(element)
        self.links += (is_link := element.tag == "a")
        self.open_inline.append((opening, closing))
        self.html.append(opening)
        self._content(element)
        self.html.append(closing)
        self.open_inline.pop()
        self.links -= is_link

    def _tags(self, element: HtmlElement) -> tuple[str, str]:
        if name := _INLINE.get(str(element.tag)):
            return f"<{name}>", f"</{name}>"
        if element.tag == "a" and (href := absolute(self.base_url, element.get("href", ""))):
            return f'<a href="{escape(href)}">', "</a>"
        return "", ""

    def _lines(self, words: str) -> None:
        """Collect words; line breaks count where the page writes them out."""
        if not self.length and words.isspace():
            return
        if self.preformatted and "\n" in words:
            for line in words.splitlines():
                self._words(line)
                self.end_line()
        else:
            self._words(words)

    def _words(self, words: str) -> None:
        words = fold(words)
        if not self.length or self.text[-1].endswith(" "):
            words = words.lstrip()
        if words:
            self.text.append(words)
            self.html.append(escape(words, quote=False) if _MARKUP.search(words) else words)
            self.length += len(words)
            self.linked += len(words) if self.links else 0

    def _begin_line(self) -> None:
        self.text: list[str] = []
        self.html: list[str] = [opening for opening, _ in self.open_inline]
        self.length = self.linked = 0

    def end_line(self) -> None:
        """Make a block of the words collected so far, if there are any."""
        if not self.html:
            return
        if text := "".join(self.text).rstrip():
            self.html += [closing for _, closing in reversed(self.open_inline)]
            self.blocks.append(
                Block(
                    kind=self.box.heading or "p",
                    box=self.box,
                    text=text,
                    html="".join(self.html),
                    linked=self.linked,
                    pieces=tuple(self.text),
                )
            )
        self._begin_line()

    def _picture(self, element: HtmlElement) -> None:
        if src := pictures.address(element, self.base_url):
            self.end_line()
            alt = fold(element.get("alt") or "").strip()
            self.blocks.append(Block("img", self.box, src=src, alt=alt))

    def _table(self, element: HtmlElement) -> None:
        text, html = tables.read(element)
        self.blocks.append(Block("table", self.box, text, html))
