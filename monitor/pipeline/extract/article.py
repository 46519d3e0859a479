"""The steps from a page's bytes to its article, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from content.sanitising import clean_line, clean_page_body, clean_text
from monitor.pipeline.decode import decode
from monitor.pipeline.extract import markup, tree
from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.body import find_body
from monitor.pipeline.extract.byline import LONGEST, find_byline, spaced
from monitor.pipeline.extract.captions import join_captions
from monitor.pipeline.extract.dates import decide, find_dateline, find_dates
from monitor.pipeline.extract.errors import ExtractionError
from monitor.pipeline.extract.hidden import reveal
from monitor.pipeline.extract.metadata import Metadata, read_metadata
from monitor.pipeline.extract.outlet import find_outlet
from monitor.pipeline.extract.page import Page, PageImage
from monitor.pipeline.extract.reading import read_blocks
from monitor.pipeline.extract.title import find_title, position
from monitor.pipeline.extract.trimming import trim

#: Lines at the end and at the beginning of the article's box that may name its origin.
_LAST, _FIRST = 12, 4

#: Of a shorter text (characters) there may be more in what the page keeps for its scripts.
_SHORT = 200


@dataclass(frozen=True)
class _Reading:
    """The blocks of a page, its headline and the article among them."""

    blocks: Sequence[Block]
    title: str
    headline: int
    around: Sequence[Block]
    article: Sequence[Block]

    @property
    def length(self) -> int:
        return sum(len(block.text) for block in self.article)


def extract_page(body: bytes, url: str, content_type: str = "") -> Page:
    """Read the article that a page holds.

    ``url`` is the page's address, against which relative addresses are completed; empty: what the
    page itself states. Raises :class:`ExtractionError` when no article can be read.
    """
    text, charset = decode(body, content_type)
    root = tree.parse(text, url)
    url = url or tree.own_url(root)
    head, metadata = tree.head_title(root), read_metadata(root)
    reading = _read(root, head, metadata, url)
    if reading.length < _SHORT and reveal(root):
        revealed = _read(root, head, metadata, url)
        reading = revealed if revealed.length > 2 * reading.length else reading
    blocks, article, title = reading.blocks, reading.article, reading.title
    if not article:
        raise ExtractionError(url, _("No article was found on the page."))

    items = join_captions(article)
    body_text = clean_text(markup.to_text(items))
    byline = find_byline(blocks, reading.headline, blocks.index(article[0]))
    evidence = find_dates(map(spaced, byline), _unlinked(blocks), root, metadata, url)
    evidence += find_dateline(body_text, evidence)
    published_on, published_at = decide(evidence)
    return Page(
        url=url,
        title=clean_line(title),
        source_name=clean_line(find_outlet(byline, _ends(reading.around), metadata, head).value),
        published_on=published_on,
        published_at=published_at,
        body_html=clean_page_body(markup.to_html(items)),
        body_text=body_text,
        images=tuple(item for item in items if isinstance(item, PageImage)),
        charset=charset,
        date_evidence=tuple(evidence),
    )


def _read(root: HtmlElement, head: str, metadata: Metadata, url: str) -> _Reading:
    blocks, page_box = read_blocks(root, tree.base_url(root, url))
    title = find_title(blocks, head, metadata)
    headline = position(blocks, title)
    around = find_body(blocks, page_box, headline)
    return _Reading(blocks, title, headline, around, trim(around, title))


def _unlinked(blocks: Sequence[Block]) -> Iterator[str]:
    """Give the short lines that are no links."""
    return (spaced(block) for block in blocks if len(block.text) <= LONGEST and not block.is_link)


def _ends(around: Sequence[Block]) -> list[str]:
    return [block.text for block in (*around[-_LAST:], *around[:_FIRST])]
