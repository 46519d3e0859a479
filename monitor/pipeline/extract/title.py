"""The headline: the heading of the page that its title element confirms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.spacing import squeeze

_HEADINGS = ("h1", "h2", "h3")
_TITLE_NAMES = re.compile(r"title|headline|tit\b|biaoti", re.IGNORECASE)

#: A headline has at least this many characters; shorter headings are names of sites and columns.
_SHORTEST = 5

# How sites chain the names of channel and site to the title.
_CHAIN = re.compile(r"\s*(?:[_|｜]|--+|——|\s[-–—]\s)\s*|[-–—](?=[^-–—]{2,12}$)")
_QUOTES = str.maketrans("“”‘’＂＇—–－丨｜•", "\"\"''\"'---||·")


def key(text: str) -> str:
    """Give the text in the form in which headlines are compared: no spaces, no styles of marks."""
    return unicodedata.normalize("NFKC", squeeze(text).translate(_QUOTES)).casefold()


def find_title(blocks: Sequence[Block], head: str, metadata: Metadata) -> str:
    """Give the headline, or ``""``. ``head`` is the text of the page's title element."""
    claims = [head, metadata.first("og:title", "articletitle", "twitter:title", "title")]
    candidates = [block for block in blocks if _may_be_title(block)]
    for claim in filter(None, claims):
        if confirmed := _confirmed(candidates, key(claim)):
            return confirmed
    return _first_heading(candidates) or without_suffix(head) or claims[1]


def _may_be_title(block: Block) -> bool:
    if not _SHORTEST <= len(block.text) <= 120:
        return False
    return block.kind in _HEADINGS or bool(_TITLE_NAMES.search(block.box.names))


def _confirmed(candidates: Iterable[Block], claim: str) -> str:
    """Give the longest candidate that the claim begins with, or that begins with the claim."""
    confirmed = [block.text for block in candidates if claim.startswith(key(block.text))]
    return max(confirmed, key=len, default="")


def _first_heading(candidates: Iterable[Block]) -> str:
    return next((block.text for block in candidates if block.kind == "h1"), "")


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
