"""Pictures of a page: fetched, re-encoded, kept, and the body pointed at our copies."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import lxml.html
from django.conf import settings

from content.fragments import inner_html
from content.pictures import MAX_BYTES, UnusablePictureError, store_picture
from content.sanitising import clean_article_body
from monitor.errors import FetchError, MonitorError
from monitor.net import Response, fetch
from monitor.net.addresses import host_of
from monitor.pipeline.extract import Page, PageImage
from monitor.pipeline.readers import A_READER
from monitor.pipeline.retrieve import refusal
from monitor.warc.captures import Pictures

MAX_PICTURES = 30
#: Seconds for all pictures of one page together, well under the lease.
BUDGET_SECONDS = 120
#: Of the pause that a host has between two pages, between two pictures: they belong to a page, and
#: a reader's browser would ask for six of them at once.
SHARE_OF_PAUSE = 0.2
NOTHING: Mapping[str, Response] = MappingProxyType({})


def keep_pictures(
    page: Page,
    originals: Pictures,
    *,
    allow_private: bool,
    brought: Mapping[str, Response] = NOTHING,
) -> tuple[str, list[dict[str, str]]]:
    """Give the body with our copies in place of the page's pictures, and what became of each.

    Those that were ``brought`` with the page, by their addresses, are not fetched. A picture that
    cannot be had is left out of the body and listed with the reason. The bytes as fetched are
    kept as evidence.

    Raises:
        SnapshotError: they cannot be kept; then the page is to be read again another time.

    """
    deadline = time.monotonic() + BUDGET_SECONDS
    wanted = page.images[:MAX_PICTURES]
    before = [page.url, *(image.src for image in wanted)]

    def get(src: str, last: str) -> Response:
        if src in brought:
            return brought[src]
        if time.monotonic() > deadline:
            raise FetchError("out of time")
        if host_of(src) == host_of(last):
            time.sleep(settings.MONITOR_PAUSE * SHARE_OF_PAUSE)
        return _fetch(src, page.url, allow_private=allow_private)

    images = [
        _keep(image, originals, partial(get, image.src, last))
        for image, last in zip(wanted, before, strict=False)
    ]
    stored = {image["src"]: image["stored"] for image in images if image["stored"]}
    return place_pictures(page.body_html, stored), images


def _keep(image: PageImage, originals: Pictures, get: Callable[[], Response]) -> dict[str, str]:
    kept = {"src": image.src, "caption": image.caption, "stored": "", "original": "", "error": ""}
    try:
        response = get()
        with A_READER:
            stored = store_picture(response.body).src
    except (MonitorError, UnusablePictureError) as error:
        return kept | {"error": str(error)}
    return kept | {"stored": stored, "original": originals.keep(response)}


def _fetch(src: str, page_url: str, *, allow_private: bool) -> Response:
    response = fetch(
        src, allow_private=allow_private, headers={"Referer": page_url}, max_bytes=MAX_BYTES
    )
    if response.status != 200:
        raise FetchError(refusal(response.status), response.status)
    return response


def place_pictures(body_html: str, stored: Mapping[str, str]) -> str:
    """Point pictures at their stored copies; those without one go, with figure and caption."""
    if not body_html:
        return ""
    body = lxml.html.fragment_fromstring(body_html, create_parent="div")
    for image in list(body.iter("img")):
        ours = stored.get(image.get("src", ""))
        if ours:
            image.set("src", ours)
        else:
            _remove(image)
    return clean_article_body(inner_html(body))


def _remove(image: lxml.html.HtmlElement) -> None:
    figure = next(image.iterancestors("figure"), None)
    alone = figure is not None and len(list(figure.iter("img"))) == 1
    (figure if figure is not None and alone else image).drop_tree()
