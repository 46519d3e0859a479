"""Landing: whether an address that is fetched anew still shows what it was printed for.

Sites seldom answer 404 for what they have taken down: they send visitors to the front page, or say
with status 200 that the page does not exist. What tells is the headline.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from monitor.net import Response
from monitor.pipeline.decode import decode
from monitor.pipeline.extract import ExtractionError
from monitor.pipeline.extract.title import key
from monitor.pipeline.extract.tree import head_title, parse

#: This share of a headline's pairs of characters must be found in the headings of the page.
_SHARE = 0.5
_META = "//meta[contains(@property, 'title') or contains(@name, 'title')]/@content"


def shows(answer: Response, title: str) -> bool:
    """Say whether a page still has the headline; of what is no page one cannot tell: it may."""
    wanted = _pairs(title)
    try:
        text, _charset = decode(answer.body, answer.content_type)
        headings = set().union(*map(_pairs, _headings(parse(text, answer.url))))
    except ExtractionError:
        return True
    return len(wanted & headings) >= _SHARE * len(wanted)


def is_elsewhere(asked: str, came_to: str) -> bool:
    """Say whether a request was led to another page; another scheme or “www.” is the same one."""
    return _place(asked) != _place(came_to)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _headings(root: HtmlElement) -> Iterator[str]:
    yield head_title(root)
    yield from map(str, root.xpath(_META))
    for heading in root.iter("h1", "h2", "h3"):
        yield str(heading.text_content())


def _pairs(text: str) -> set[str]:
    bare = key(text)
    return {bare[place : place + 2] for place in range(len(bare) - 1)}
