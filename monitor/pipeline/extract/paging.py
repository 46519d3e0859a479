"""Articles over several pages: which address is the next page, and which shows the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.html import HtmlElement

from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.spacing import words

#: The links to the other pages stand at most so many lines below the text.
_NEAR = 40

#: The names of queries that hold the number of a page.
_QUERIES = words("page p pn pg pageno pagenum pageindex currentpage curpage")

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_NEXT = re.compile(
    r"[\s\[【（(<«‹]*(?:[下后後]一?[页頁]|next(?:\s*page)?|[>›»→]{1,2})[\s\]】）)>»›]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\[（(第]?\s*(\d{1,2})\s*[\]）)页]?")
_WHOLE = re.compile(
    r"\W*(?:(?:阅读|查看|显示|展开|浏览)(?:全文|全部|剩余).{0,4}|(?:在?(?:本|单)页)(?:阅读|显示|查看).{0,6}"
    r"|(?:余下|剩余)全文|全文(?:阅读|显示|浏览)|view all|single page)\W*",
    re.IGNORECASE,
)
_STEM = re.compile(
    r"(?P<base>.+?)(?:[_\-/](?:p|page[_\-/]?)?(?P<number>\d{1,2}|all|full|whole|single))?"
    r"(?P<end>\.[a-z]{2,5})?/?",
    re.IGNORECASE,
)
# The function of a widespread content system that writes the links by script: the number of pages,
# the index of this one, and the name of the first without its extension.
_SCRIPTED = re.compile(
    r"createPageHTML\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*[\"']([\w\-]+)[\"']\s*,\s*[\"'](\w+)[\"']"
)


def next_page(blocks: Sequence[Block], end: int, root: HtmlElement, url: str) -> str:
    """Give the address of the article's next page, or ``""``.

    ``end`` is the index of the article's last block. A link is believed when its words say that it
    leads to the next page (or give its number), and its address is that of this page, counted on.
    """
    for address, label in _links(blocks, end):
        number = _NUMBER.fullmatch(label)
        if not (number or _NEXT.fullmatch(label)) or not (step := _step(url, address)):
            continue
        here, there = step
        first = here is None and there in ("1", "2") and (not number or number[1] == "2")
        if first or (here is not None and there.isdecimal() and int(there) == int(here) + 1):
            return address
    return _scripted(root, url)


def whole_page(blocks: Sequence[Block], end: int, url: str) -> str:
    """Give the address of a page that shows all of the article at once, or ``""``."""
    for address, label in _links(blocks, end):
        if _WHOLE.fullmatch(label) and (step := _step(url, address)) and not step[1].isdecimal():
            return address
    return ""


def _links(blocks: Sequence[Block], end: int) -> Iterator[tuple[str, str]]:
    for block in blocks[max(0, end - _NEAR) : end + _NEAR]:
        if block.linked:
            for address, label in _LINK.findall(block.html):
                yield unescape(address), unescape(_TAGS.sub("", label)).strip()


def _step(here: str, there: str) -> tuple[str | None, str] | None:
    """Give the marks that two addresses, otherwise equal, have for their pages.

    The first page often has none. Nothing is given when the addresses are not of one article.
    """
    one, other = urlsplit(here), urlsplit(there)
    if one.netloc != other.netloc:
        return None
    if one.path == other.path:
        return _step_of_queries(dict(parse_qsl(one.query)), dict(parse_qsl(other.query)))
    return _step_of_paths(one.path, other.path) if one.query == other.query else None


def _step_of_queries(here: dict[str, str], there: dict[str, str]) -> tuple[str | None, str] | None:
    differing = [name for name in here | there if here.get(name) != there.get(name)]
    if len(differing) != 1 or differing[0].lower() not in _QUERIES or differing[0] not in there:
        return None
    mark = here.get(differing[0])
    return (mark if mark and mark.isdecimal() else None), there[differing[0]]


def _step_of_paths(here: str, there: str) -> tuple[str | None, str] | None:
    one, other = _STEM.fullmatch(here), _STEM.fullmatch(there)
    if not one or not other or not other["number"] or one["end"] != other["end"]:
        return None
    bare = here.rstrip("/").removesuffix(one["end"] or "")
    if other["base"] == bare:
        return None, other["number"]
    same = one["base"] == other["base"] and (one["number"] or "").isdecimal()
    return (one["number"], other["number"]) if same else None


def _scripted(root: HtmlElement, url: str) -> str:
    for script in root.iter("script"):
        if match := _SCRIPTED.search(script.text or ""):
            pages, here = int(match[1]), int(match[2])
            return urljoin(url, f"{match[3]}_{here + 1}.{match[4]}") if here + 1 < pages else ""
    return ""
