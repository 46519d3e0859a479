"""The headline: the heading of the page that its title element confirms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from monitor.pipeline.extract.blocks import HEADINGS, Block
from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.page import Found
from monitor.pipeline.extract.spacing import squeeze

_TITLE_NAMES = re.compile(r"title|headline|subject|tit\b|biaoti|[_-]bt\b", re.IGNORECASE)

#: A headline has this many characters; shorter headings are names of sites and columns.
_SHORTEST, _LONGEST = 6, 120

#: A headline has fewer lines than this.
_MOST_LINES = 5

#: A heading that is followed by the names of channel and site makes up this share of the title.
_SHARE = 0.3

# How sites chain the names of channel and site to the title.
_SEPARATORS = "_|-·>,("
_CRUMBS = re.compile(r"首页|[>＞»]")
_CHAIN = re.compile(r"\s*(?:[_|｜]|--+|——|\s[-–—]\s)\s*|[-–—](?=[^-–—]{2,12}$)")
_QUOTES = str.maketrans("“”‘’＂＇—–－丨｜•", "\"\"''\"'---||·")


def key(text: str) -> str:
    """Give the text in the form in which headlines are compared: no spaces, no styles of marks."""
    return unicodedata.normalize("NFKC", squeeze(text).translate(_QUOTES)).casefold()


_key_of_one = lru_cache(maxsize=5000)(key)


def find_title(blocks: Sequence[Block], head: str, metadata: Metadata) -> Found:
    """Give the headline, or ``""``, and the rule that found it.

    ``head`` is the text of the page's title element.

    A line that the title element or ``og:title`` begins with is the headline; without one, the
    first heading that is no link, then the title element without the names of channel and site.
    """
    lines = list(_lines(blocks))
    keyed = [(block, text, key(text)) for block, text in lines]
    claims = [head, metadata.first("og:title", "articletitle", "twitter:title", "title")]
    for claim in filter(None, claims):
        if confirmed := _confirmed(keyed, claim):
            return Found(confirmed, "confirmed")
    heading, bare = _heading(lines), without_suffix(head)
    if heading and key(bare) not in key(heading):
        return Found(heading, "heading")
    return Found(bare, "title-element") if bare else Found(claims[1], "metadata")


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Give each line that is long enough; the lines of one heading are joined."""
    for box, run in groupby(blocks, key=lambda block: block.box):
        if box.heading and len(joined := list(run)) < _MOST_LINES:
            run = iter([joined[0]])
            text = " ".join(block.text for block in joined).strip()
            if _SHORTEST <= len(text) <= _LONGEST:
                yield joined[0], text
        elif not box.noisy:
            yield from ((b, b.text) for b in run if _SHORTEST <= len(b.text) <= _LONGEST)


def _confirmed(lines: Sequence[tuple[Block, str, str]], claim: str) -> str:
    """Give the longest line that the claim begins with and that ends where the claim does.

    The claim may go on with the names of channel and site, after a separator. A heading may also
    end earlier, when the title element holds more lines of the headline than the heading.
    """
    wanted, gaps = key(claim), _gaps(claim)
    ranked = []
    for block, text, begin in lines:
        if not wanted.startswith(begin):
            continue
        goes_on = wanted[len(begin) :]
        ends = not goes_on or goes_on[0] in _SEPARATORS or len(begin) in gaps
        if ends and len(begin) >= _SHARE * len(wanted):
            ranked.append((2 if goes_on else 1, len(begin), text))
        elif block.kind in HEADINGS:
            ranked.append((0, len(begin), text))
    return max(ranked, key=lambda rank: rank[:2], default=(0, 0, ""))[2]


def _gaps(claim: str) -> set[int]:
    """Give the places in the claim's key where the claim has a space."""
    return {len(key(claim[: gap.start()])) for gap in re.finditer(r"\s+", claim)}


def _heading(lines: Iterable[tuple[Block, str]]) -> str:
    """Give the first heading that may be a headline: one of rank 1 before all others."""
    may_be = [(block, text) for block, text in lines if _may_be_title(block, text)]
    first = next((text for block, text in may_be if block.kind == "h1"), "")
    return first or next((text for _, text in may_be), "")


def _may_be_title(block: Block, text: str) -> bool:
    if block.is_link or _CRUMBS.search(text):
        return False
    return block.kind in HEADINGS or bool(_TITLE_NAMES.search(block.box.names))


def without_suffix(head: str) -> str:
    """Take the names of channel and site off a title element's text."""
    pieces = [piece for piece in _CHAIN.split(head) if piece.strip()]
    return next((piece.strip() for piece in pieces if len(piece) >= _SHORTEST), head.strip())


def position(blocks: Sequence[Block], title: str) -> int:
    """Give the index of the headline's last line (of a heading if there is one), or -1."""
    wanted = key(title)
    last = wanted[-1:]
    places = [
        i
        for i, block in enumerate(blocks)
        if _key_of_one(block.text[-1:]) == last and wanted.endswith(key(block.text))
    ]
    places = [i for i in places if key(_above(blocks, i)) == wanted]
    headings = [i for i in places if blocks[i].kind in HEADINGS]
    return next(iter(headings or places), -1)


def _above(blocks: Sequence[Block], i: int) -> str:
    """Give the text of a block, with the lines of the same heading above it."""
    if not blocks[i].box.heading:
        return blocks[i].text
    lines = blocks[max(0, i + 1 - _MOST_LINES) : i + 1]
    return " ".join(block.text for block in lines if block.box is blocks[i].box)
