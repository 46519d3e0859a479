"""The article's own blocks among all blocks of the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, takewhile
from operator import mul

from monitor.pipeline.extract import boilerplate, title
from monitor.pipeline.extract.blocks import Block, Box
from monitor.pipeline.extract.byline import is_byline
from monitor.pipeline.extract.imprint import is_imprint
from monitor.pipeline.extract.spacing import words

#: A box is entered when it keeps this share of the prose around it.
_MAJORITY = 0.6

#: A box of fewer blocks may be one paragraph among others, and must keep more.
_FEW, _NEARLY_ALL = 4, 0.9

#: Prose counts less for each box that must be left to get to it from the headline.
_DISTANCE = 0.6

#: Prose above the headline, and the headline itself, hardly count.
_BEFORE_HEADLINE = 0.05

#: An article has at least one paragraph of this length (characters).
_LEAST = 12

#: A paragraph of this length (characters) above the article's box is its lead.
_LEAD = 30

_MARKS = re.compile(r"[，。；：！？、“”《》]|[,.;!?](?=\s)")
_ATTACHED = re.compile(r"(?:相关)?附件(?:下载)?\s*[:：\d]?\s*$")
_TEASER = re.compile(r"(?:\.\.\.|[\[【](?:详细|详情|更多|全文)[\]】])\s*[>＞»]*$")

# Boxes that are lines unless other boxes lie in them.
_LINES = words("p li td th h1 h2 h3 h4 h5 h6 dd dt center")


def find_body(blocks: Sequence[Block], root: Box, headline: int) -> tuple[list[Block], str]:
    """Give the blocks of the article's box and the lead above it, and the rule that found them.

    ``headline`` is the index of the headline's block, or -1. Boxes with noisy names are looked into
    only when nothing is found outside them, by the rule ``noise``; else the rule is ``box``. Gives
    nothing when there is no prose at all.
    """
    titled = list(blocks[headline].box.path()) if headline >= 0 else []
    headlined = title.key(blocks[headline].text) if headline >= 0 else ""
    noisy = _noisy(root, titled)
    quiet = {
        block
        for block in blocks
        if block.box not in noisy or (block.alt and title.key(block.alt) == headlined)
    }
    nearness = list(_nearness(blocks, headline, titled))
    for rule, readable in (("box", quiet), ("noise", set(blocks))):
        prose = (_prose(block) if block in readable else 0.0 for block in blocks)
        sums = [0.0, *accumulate(map(mul, prose, nearness))]
        box = _descend(root, sums)
        body = [block for block in blocks[box.start : box.stop] if block in readable]
        if any(_prose(block) >= _LEAST and not is_byline(block) for block in body):
            above = [block for block in blocks[headline + 1 : box.start] if block in readable]
            return [*_lead(above, body), *body, *_attached(blocks[box.stop :], box)], rule
    return [], ""


def _attached(below: Sequence[Block], box: Box) -> list[Block]:
    """Give what hangs on the article right below its box: pictures, and files under 附件.

    A picture above a link is that of another article.
    """
    found = list(takewhile(lambda block: _hangs_on(block, box), below))
    if len(found) < len(below) and below[len(found)].is_link:
        found = list(takewhile(lambda block: block.kind != "img", found))
    return found


def _hangs_on(block: Block, box: Box) -> bool:
    if any(outer.noisy for outer in block.box.path()):
        return False
    if block.kind == "img":
        return box.parent in (block.box, block.box.parent)
    return block.is_file or bool(_ATTACHED.match(block.text))


def _noisy(root: Box, titled: Collection[Box]) -> set[Box]:
    """Give the boxes that are noisy by name and do not hold the headline, and all in them."""
    found: set[Box] = set()
    waiting = [(root, False)]
    while waiting:
        box, in_noise = waiting.pop()
        in_noise = in_noise or (box.noisy and box not in titled)
        if in_noise:
            found.add(box)
        waiting += [(child, in_noise) for child in box.children]
    return found


def _nearness(blocks: Sequence[Block], headline: int, titled: Sequence[Box]) -> Iterator[float]:
    """Give a factor for each block: the nearer it is to the headline, the more its words count."""
    factors = {box: _DISTANCE**level for level, box in enumerate(titled)}
    for i, block in enumerate(blocks):
        box = block.box
        if box not in factors:
            factors[box] = next((factors[outer] for outer in box.path() if outer in factors), 1.0)
        yield _BEFORE_HEADLINE if i <= headline else factors[box]


def _prose(block: Block) -> float:
    """Weigh a block: its unlinked characters, few of them counting when no mark parts them."""
    text = block.text
    if block.is_link or _TEASER.search(text):
        return 0.0
    if boilerplate.is_boilerplate(text) or is_imprint(text):
        return 0.0
    own = len(text) - block.linked
    return float(own) if _MARKS.search(text) else 0.2 * own


def _weight(box: Box, sums: Sequence[float]) -> float:
    return sums[box.stop] - sums[box.start]


def _descend(box: Box, sums: Sequence[float]) -> Box:
    """Go from the outermost box to the smallest that holds most of the prose around it."""
    while True:
        boxes = [child for child in box.children if child.tag not in _LINES or child.children]
        heaviest = max(boxes, key=lambda child: _weight(child, sums), default=None)
        if heaviest is None:
            return box
        share = _MAJORITY if heaviest.stop - heaviest.start >= _FEW else _NEARLY_ALL
        if _weight(heaviest, sums) < share * _weight(box, sums):
            return box
        box = heaviest


def _lead(above: Sequence[Block], body: Sequence[Block]) -> list[Block]:
    """Give the paragraphs between headline and body that the body does not repeat."""
    text = "".join(block.text for block in body)
    return [block for block in above if _prose(block) >= _LEAD and block.text[-20:] not in text]
