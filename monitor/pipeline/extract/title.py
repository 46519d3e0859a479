"""The headline: the heading of the page that its title element confirms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.spacing import squeeze

_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_TITLE_NAMES = re.compile(r"title|headline|subject|tit\b|biaoti|[_-]bt\b", re.IGNORECASE)

#: A headline has at least this many characters; shorter headings are names of sites and columns.
_SHORTEST = 6

#: A heading that is followed by the names of channel and site makes up this share of the title.
_SHARE = 0.3

# How sites chain the names of channel and site to the title.
_SEPARATORS = "_|-·>,("
_CHAIN = re.compile(r"\s*(?:[_|｜]|--+|——|\s[-–—]\s)\s*|[-–—](?=[^-–—]{2,12}$)")
_QUOTES = str.maketrans("“”‘’＂＇—–－丨｜•", "\"\"''\"'---||·")


def key(text: str) -> str:
    """Give the text in the form in which headlines are compared: no spaces, no styles of marks."""
    return unicodedata.normalize("NFKC", squeeze(text).translate(_QUOTES)).casefold()


def find_title(blocks: Sequence[Block], head: str, metadata: Metadata) -> str:
    """Give the headline, or ``""``. ``head`` is the text of the page's title element.

    A heading that the title element or ``og:title`` begins with is the headline; without one, the
    first heading that is no link, then the title element without the names of channel and site.
    """
    claims = [head, metadata.first("og:title", "articletitle", "twitter:title", "title")]
    for claim in filter(None, claims):
        if confirmed := _confirmed(blocks, key(claim)):
            return confirmed
    return _heading(blocks) or without_suffix(head) or claims[1]


def _confirmed(blocks: Iterable[Block], claim: str) -> str:
    """Give the longest line that the claim begins with, best one that a separator follows there."""
    lines = {key(b.text): b.text for b in reversed(list(blocks)) if _SHORTEST <= len(b.text) <= 120}
    begun = sorted((line for line in lines if claim.startswith(line)), key=len)
    parted = [
        line
        for line in begun
        if len(line) >= _SHARE * len(claim) and claim[len(line) : len(line) + 1] in _SEPARATORS
    ]
    chosen = [line for line in parted if len(line) < len(claim)] or begun
    return lines[chosen[-1]] if chosen else ""


def _heading(blocks: Iterable[Block]) -> str:
    """Give the first heading that may be a headline: one of rank 1 before all others."""
    may_be = [block for block in blocks if _may_be_title(block)]
    first = next((block.text for block in may_be if block.kind == "h1"), "")
    return first or next((block.text for block in may_be), "")


def _may_be_title(block: Block) -> bool:
    if block.is_link or not _SHORTEST <= len(block.text) <= 120:
        return False
    return block.kind in _HEADINGS or bool(_TITLE_NAMES.search(block.box.names))


def without_suffix(head: str) -> str:
    """Take the names of channel and site off a title element's text."""
    pieces = [piece for piece in _CHAIN.split(head) if piece.strip()]
    return next((piece.strip() for piece in pieces if len(piece) >= _SHORTEST), head.strip())


def position(blocks: Sequence[Block], title: str) -> int:
    """Give the index of the block that shows the headline (a heading if there is one), or -1."""
    wanted = key(title)
    places = [i for i, block in enumerate(blocks) if block.text and key(block.text) == wanted]
    headings = [i for i in places if blocks[i].kind in _HEADINGS]
    return next(iter(headings or places), -1)
