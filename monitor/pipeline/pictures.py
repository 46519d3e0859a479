"""Pictures of a page: fetched, re-encoded, kept, and the body pointed at our copies."""

from __future__ import annotations

import time
from collections.abc import Mapping

import lxml.html
from django.conf import settings

from content.pictures import MAX_BYTES, UnusablePictureError, store_picture
from content.sanitising import clean_article_body
from monitor.errors import FetchError, MonitorError
from monitor.net import fetch
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


def keep_pictures(
    page: Page, originals: Pictures, *, allow_private: bool
) -> tuple[str, list[dict[str, str]]]:
    """Give the body with our copies in place of the page's pictures, and what became of each.

    A picture that cannot be had is left out of the body and listed with the reason. Its bytes as
    fetched are kept as evidence.

    Raises:
        SnapshotError: they cannot be kept; then the page is to be read again another time.

    """
    deadline = time.monotonic() + BUDGET_SECONDS
    wanted = page.images[:MAX_PICTURES]
    before = [page.url, *(image.src for image in wanted)]
    images = []
    for image, last in zip(wanted, before, strict=False):
        if host_of(image.src) == host_of(last):
            time.sleep(settings.MONITOR_PAUSE * SHARE_OF_PAUSE)
        images.append(_keep(image, page.url, originals, allow_private, deadline))
    stored = {image["src"]: image["stored"] for image in images if image["stored"]}
    return place_pictures(page.body_html, stored), images


def _keep(
    image: PageImage, page_url: str, originals: Pictures, allow_private: bool, deadline: float
) -> dict[str, str]:
    kept = {"src": image.src, "caption": image.caption, "stored": "", "original": "", "error": ""}
    if time.monotonic() > deadline:
        return kept | {"error": "out of time"}
    try:
        response = fetch(
            image.src,
            allow_private=allow_private,
            headers={"Referer": page_url},
            max_bytes=MAX_BYTES,
        )
        if response.status != 200:
            raise FetchError(refusal(response.status), response.status)
        with A_READER:
            stored = store_picture(response.body).src
    except (MonitorError, UnusablePictureError) as error:
        return kept | {"error": str(error)}
    return kept | {"stored": stored, "original": originals.keep(response)}


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
    inner = (body.text or "") + "".join(
        lxml.html.tostring(child, encoding="unicode") for child in body
    )
    return clean_article_body(inner)


def _remove(image: lxml.html.HtmlElement) -> None:
    figure = next(image.iterancestors("figure"), None)
    alone = figure is not None and len(list(figure.iter("img"))) == 1
    (figure if figure is not None and alone else image).drop_tree()
