"""The steps from a page's bytes to its article, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.sanitising import clean_line, clean_page_body, clean_text
from monitor.pipeline.decode import decode
from monitor.pipeline.extract import markup, tree
from monitor.pipeline.extract.authors import find_authors
from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.byline import LONGEST, spaced
from monitor.pipeline.extract.captions import join_captions
from monitor.pipeline.extract.dates import find_dateline, find_dates
from monitor.pipeline.extract.doubts import doubts_of
from monitor.pipeline.extract.errors import ExtractionError
from monitor.pipeline.extract.evidence import published, settle
from monitor.pipeline.extract.layout import Layout, lay_out
from monitor.pipeline.extract.metadata import read_metadata
from monitor.pipeline.extract.origin import find_origin
from monitor.pipeline.extract.outlet import find_outlet
from monitor.pipeline.extract.page import Page, PageImage
from monitor.pipeline.extract.paging import next_page, whole_page
from monitor.pipeline.extract.refusal import refusal


def extract_page(body: bytes, url: str, content_type: str = "") -> Page:
    """Read the article that a page holds.

    ``url`` is the page's address, against which relative addresses are completed; empty: what the
    page itself states. Raises :class:`ExtractionError` when no article can be read.
    """
    text, charset = decode(body, content_type)
    root = tree.parse(text, url)
    url = url or tree.own_url(root)
    head, metadata = tree.head_title(root), read_metadata(root)
    layout = lay_out(root, head, metadata, url)
    byline = layout.byline
    shown = find_dates(map(spaced, byline), _unlinked(layout.blocks), root, metadata, url)
    if reason := refusal(layout, dated=any(item.kind == "text" for item in shown)):
        raise ExtractionError(url, reason)

    items = join_captions(layout.article)
    body_text = clean_text(markup.to_text(items))
    evidence = settle([*shown, *find_dateline(body_text, shown)])
    published_on, published_at = published(evidence)
    outlet = find_outlet(byline, layout.ends, metadata, head)
    origin = find_origin(outlet.value, _lines(layout, byline), body_text)
    return Page(
        url=url,
        title=clean_line(layout.title.value),
        source_name=clean_line(outlet.value),
        published_on=published_on,
        published_at=published_at,
        body_html=clean_page_body(markup.to_html(items)),
        body_text=body_text,
        images=tuple(item for item in items if isinstance(item, PageImage)),
        charset=charset,
        date_evidence=tuple(evidence),
        original_outlet=clean_line(origin.name),
        origin=clean_line(origin.said),
        authors=find_authors(_lines(layout, byline), body_text, metadata),
        rules={
            "title": layout.title.rule,
            "body": layout.rule,
            "source_name": outlet.rule,
            "original_outlet": origin.rule,
        },
        doubts=doubts_of(layout, outlet.value),
        next_url=next_page(layout.blocks, layout.end, root, url),
        whole_url=whole_page(layout.blocks, layout.end, url),
    )


def _unlinked(blocks: Sequence[Block]) -> Iterator[str]:
    """Give the short lines that are no links."""
    return (spaced(block) for block in blocks if len(block.text) <= LONGEST and not block.is_link)


def _lines(layout: Layout, byline: Sequence[Block]) -> list[str]:
    return [*map(spaced, byline), *layout.ends]
