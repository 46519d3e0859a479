"""The steps from a page's bytes to its article, in order."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from content.sanitising import clean_line, clean_page_body
from monitor.pipeline.decode import decode
from monitor.pipeline.extract import dates, markup, outlet, title, tree
from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.body import find_body
from monitor.pipeline.extract.byline import find_byline, spaced
from monitor.pipeline.extract.errors import ExtractionError
from monitor.pipeline.extract.metadata import Metadata, read_metadata
from monitor.pipeline.extract.page import DateEvidence, Page, PageImage
from monitor.pipeline.extract.reading import read_blocks
from monitor.pipeline.extract.trimming import trim


def extract_page(body: bytes, url: str, content_type: str = "") -> Page:
    """Read the article that a page holds.

    ``url`` is the page's address, against which relative addresses are completed. Raises
    :class:`ExtractionError` when no article can be read.
    """
    text, charset = decode(body, content_type)
    root = tree.parse(text, url)
    metadata = read_metadata(root)
    blocks, outermost = read_blocks(root, tree.base_url(root, url))
    headline = title.find_title(blocks, tree.head_title(root), metadata)
    place = title.position(blocks, headline)
    run = find_body(blocks, outermost, place)
    article = trim(run, headline)
    if not article:
        raise ExtractionError(url, _("No article was found on the page."))
    byline = find_byline(blocks, place, blocks.index(article[0]))
    items = markup.pair_captions(article)
    body_text = markup.to_text(items)
    evidence = _dates(byline, blocks, body_text, metadata, root, url)
    published_on, published_at = dates.decide(evidence)
    return Page(
        url=url,
        title=clean_line(headline),
        source_name=clean_line(
            outlet.find_outlet(byline, _ends(run), metadata, tree.head_title(root))
        ),
        published_on=published_on,
        published_at=published_at,
        body_html=clean_page_body(markup.to_html(items)),
        body_text=body_text,
        images=tuple(item for item in items if isinstance(item, PageImage)),
        charset=charset,
        date_evidence=tuple(evidence),
    )


def _ends(run: Sequence[Block]) -> list[str]:
    """Give the first and last lines of the article's box, which may name its origin."""
    return [block.text for block in (*run[-12:], *run[:4])]


def _dates(
    byline: Sequence[Block],
    blocks: Sequence[Block],
    body_text: str,
    metadata: Metadata,
    root: HtmlElement,
    url: str,
) -> list[DateEvidence]:
    elsewhere = (spaced(block) for block in blocks if len(block.text) <= 120)
    evidence = [
        *(dates.shown(map(spaced, byline)) or dates.labelled(elsewhere)),
        *dates.declared(metadata),
        *dates.scripted(root),
        *dates.in_address(url),
    ]
    return [*dict.fromkeys([*evidence, *dates.in_dateline(body_text, evidence)])]
