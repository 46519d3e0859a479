"""The further pages of an article: fetched in their turn, as far as they can be had."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _

from monitor.errors import FetchError, MonitorError
from monitor.net import Response
from monitor.pipeline.extract import ExtractionError, Page, extract_page
from monitor.pipeline.extract.joining import continues, join
from monitor.pipeline.readers import A_READER
from monitor.pipeline.retrieve import retrieve

#: An article is followed over so many pages at most.
MOST = 20

#: Seconds for all further pages of one article together, well under the lease.
BUDGET_SECONDS = 90


@dataclass(frozen=True)
class Whole:
    """An article of one page or several, and the answers that brought them, in their order.

    ``missing`` is the address of the first page that could not be had, and ``error`` says why;
    both are ``""`` when nothing is missing.
    """

    page: Page
    answers: tuple[Response, ...]
    missing: str = ""
    error: str = ""


def whole_article(page: Page, answer: Response, *, allow_private: bool) -> Whole:
    """Follow an article from its first page; a page with all of it is preferred to its parts."""
    if page.whole_url and (single := _single(page, answer, allow_private=allow_private)):
        return single
    pages, answers, error = [page], [answer], ""
    try:
        for further, its_answer in _further(page, allow_private=allow_private):
            pages.append(further)
            answers.append(its_answer)
    except (MonitorError, ExtractionError) as failure:
        error = str(failure)
    whole = join(pages) if len(pages) > 1 else page
    return Whole(whole, tuple(answers), whole.next_url if error else "", error)


def _single(page: Page, answer: Response, *, allow_private: bool) -> Whole | None:
    """Give the article of the page that shows all of it, if it does; dates are of the first."""
    try:
        all_of_it, second = _read(page.whole_url, allow_private=allow_private)
    except (MonitorError, ExtractionError):
        return None
    if len(all_of_it.body_text) <= len(page.body_text) or not continues(all_of_it, [page]):
        return None
    texts = ("body_html", "body_text", "images", "authors")
    taken = {name: getattr(all_of_it, name) for name in texts}
    return Whole(replace(page, **taken, next_url=""), (answer, second))


def _further(first: Page, *, allow_private: bool) -> Iterator[tuple[Page, Response]]:
    """Give the pages after the first, until one is no continuation.

    Raises:
        MonitorError: a page could not be had, there are too many, or they take too long.
        ExtractionError: a page holds no text.

    """
    deadline = time.monotonic() + BUDGET_SECONDS
    pages, url = [first], first.next_url
    while url:
        if len(pages) >= MOST:
            raise FetchError(_("The article has more than %(most)s pages.") % {"most": MOST})
        if time.monotonic() > deadline:
            raise FetchError(_("The article's further pages took too long."))
        page, answer = _read(url, allow_private=allow_private)
        if not continues(page, pages):
            return
        yield page, answer
        pages.append(page)
        url = page.next_url


def _read(url: str, *, allow_private: bool) -> tuple[Page, Response]:
    time.sleep(settings.MONITOR_PAUSE)  # the server has just answered
    answer = retrieve(url, allow_private=allow_private)
    assert answer is not None  # noqa: S101 - nothing conditional was asked
    with A_READER:
        return extract_page(answer.body, answer.url, answer.content_type), answer
