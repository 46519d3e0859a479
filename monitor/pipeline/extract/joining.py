"""The pages of one article become one text, without what each of them repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import TypeVar

from lxml import html

from monitor.pipeline.extract.doubts import titles_differ
from monitor.pipeline.extract.page import Page
from monitor.pipeline.extract.spacing import squeeze

T = TypeVar("T")


def continues(page: Page, pages: Sequence[Page]) -> bool:
    """Say whether a page goes on with the article: the same headline, and another text."""
    texts = {squeeze(read.body_text) for read in pages}
    return squeeze(page.body_text) not in texts and not titles_differ(pages[0].title, page.title)


def join(pages: Sequence[Page]) -> Page:
    """Give the article of all its pages, in their order; what is known besides is of the first.

    Lines at the ends of later pages that were read before (headings, leads, notes) are left out.
    """
    first = pages[0]
    bodies = [list(html.fragment_fromstring(page.body_html, "div")) for page in pages]
    images = dict.fromkeys(image for page in pages for image in page.images)
    return replace(
        first,
        body_html="\n".join(
            str(html.tostring(element, encoding="unicode", with_tail=False))
            for element in _joined(bodies, _said)
        ),
        body_text="\n".join(_joined([page.body_text.split("\n") for page in pages], squeeze)),
        images=tuple({image.src: image for image in reversed(images)}.values())[::-1],
        authors=tuple(dict.fromkeys(author for page in pages for author in page.authors)),
        original_outlet=first.original_outlet or pages[-1].original_outlet,
        origin=first.origin or pages[-1].origin,
        next_url=pages[-1].next_url,
    )


def _said(element: html.HtmlElement) -> str:
    """Give what an element shows: its words, and the addresses of its pictures."""
    return squeeze(str(element.text_content())) + " ".join(element.xpath(".//img/@src"))


def _joined(parts: Sequence[Sequence[T]], said: Callable[[T], str]) -> list[T]:
    joined: list[T] = []
    for part in parts:
        joined += _without_known(part, {said(item) for item in joined}, said)
    return joined


def _without_known(part: Sequence[T], known: set[str], said: Callable[[T], str]) -> list[T]:
    def is_known(item: T) -> bool:
        return said(item) in known

    rest = list(dropwhile(is_known, part))
    return list(dropwhile(is_known, reversed(rest)))[::-1]
