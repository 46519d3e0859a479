"""broken: a paragraph that a page's end has cut in two, in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts, Kind, Paragraph
from bulletins.preflight.findings import Finding, Level, Mend

#: A line of a poem or of an address ends in a comma, too; so long is a cut paragraph at least.
_SHORTEST = 20
#: Marks and words after which a sentence goes on. Before a list stands 以及 or 为 with a colon.
_GOES_ON = re.compile(
    r"(?:[，、（“《]|[一-鿿](?:的|和|与|及|或|并|在|对|将|把|被|由|从|向|使|让))$"
)
#: A paragraph of several clauses that ends without a mark, unless it is a caption with its credit.
_STOPS_SHORT = re.compile(r"[，。；：、,;].*[，。；：、,;].*[一-鿿]$", re.DOTALL)
_CREDIT = re.compile(r"(?:供图|摄|图|[记作]者\s*\S{2,4}|编辑\s*\S{2,4})$")
_SEVERAL_CLAUSES, _WHOLE_LINES = 24, 50
#: Lines left over from a page, which stand alone.
_LABELLED = re.compile(r"^\W?(?:原标题|来源|标题|作者|记者|责任编辑)")
#: Marks with which no paragraph begins.
_GOES_BACK = re.compile(r"^[，。、；：？！）”》]")
_POINT = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十]|[●•·■◆▪-])"
)
_AROUND = 12


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Offer to join the two parts."""
    for before, after in pairwise(item.paragraphs):
        if _is_broken(before, after):
            message = _("A sentence of “%(title)s” is broken over two paragraphs.") % {
                "title": item.title
            }
            around = f"{before.text[-_AROUND:]} … {after.text[:_AROUND]}"
            mend = Mend(f"{before.text}\n{after.text}", before.text + after.text)
            yield Finding("broken", Level.MEND, message, item.position, around, mends=(mend,))


def _is_broken(before: Paragraph, after: Paragraph) -> bool:
    if before.kind is not Kind.TEXT or after.kind is not Kind.TEXT or _POINT.match(after.text):
        return False
    if _GOES_BACK.match(after.text):
        return True
    text = before.text.strip()
    if len(text) >= _SHORTEST and _GOES_ON.search(text):
        return True
    is_long = len(text) >= _SEVERAL_CLAUSES and len(after.text) >= _WHOLE_LINES
    stands_alone = _CREDIT.search(text) or _LABELLED.match(text)
    return is_long and bool(_STOPS_SHORT.search(text)) and not stands_alone
