"""Receiving: what a person brings, a link or a page, becomes an entry with its snapshot.

What a person asks for is theirs to ask: no robots.txt is heeded. A page that was read before is
not read again. Our own network is open to links alone, and only on servers of which an
administrator has said so: a page that is brought may name any address in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from content.pictures import MAX_BYTES, store_picture
from monitor.capture import save_capture
from monitor.discovery.visit import Visit
from monitor.errors import FetchError, ParseError
from monitor.models import Entry, Source
from monitor.models.snapshot import file_address
from monitor.net import Headers, Response, check_address, fetch
from monitor.net.addresses import host_of
from monitor.page_visit import read_page
from monitor.pipeline.items import link_key
from monitor.pipeline.mhtml import read_mhtml
from monitor.pipeline.pictures import NOTHING
from monitor.pipeline.retrieve import refusal
from monitor.pipeline.snapshots import new_snapshot, store_snapshot

#: Browsers write it at the head of what they save.
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{4,2000})\s*-->")


def receive_link(url: str) -> Entry:
    """Fetch a page and keep it.

    Raises:
        MonitorError: it cannot be fetched, or no article can be read from it.

    """
    if entry := _read_before(check_address(url)):
        return entry
    is_let_in = Source.objects.filter(host=host_of(url), allow_private=True).exists()
    response = Visit(allow_private=is_let_in).get(url)
    return _keep(response, allow_private=is_let_in)


def receive_page(html: bytes, url: str = "", charset: str = "") -> Entry:
    """Keep a page as a browser shows or saves it; ``url`` empty: where it says that it is from.

    Raises:
        MonitorError: as :func:`receive_link`, or the page doesn't say its address.

    """
    saved = _SAVED_FROM.search(html[:4096])
    address = url or (saved[1].decode("utf-8", "replace") if saved else "")
    headers = {"Content-Type": f"text/html; charset={charset}" if charset else "text/html"}
    return _keep(Response(address, 200, Headers(headers), html))


def receive_mhtml(data: bytes) -> Entry:
    """Keep a page that was saved with its pictures in one file; raises as :func:`receive_page`."""
    saved = read_mhtml(data)
    if saved is None:
        raise ParseError(_("The file holds no page."))
    return _keep(saved.page, brought=saved.parts)


def keep_file(entry: Entry, name: str, data: bytes) -> None:
    """Keep a file that somebody brought as evidence of the entry that was made of it, once.

    Raises:
        SnapshotError: it cannot be written.

    """
    headers = Headers({"Content-Type": "application/octet-stream"})
    brought = Response(file_address(name), 200, headers, data)
    if snapshot := new_snapshot(entry, [brought], timezone.now()):
        store_snapshot(snapshot, [])


def receive_picture(url: str, *, allow_private: bool = False) -> str:
    """Fetch a picture of the web and store it; gives our address of it.

    Raises:
        MonitorError: it cannot be fetched.
        UnusablePictureError: it is no picture that can be printed.

    """
    response = fetch(check_address(url), allow_private=allow_private, max_bytes=MAX_BYTES)
    if response.status != 200:
        raise FetchError(refusal(response.status), response.status)
    return store_picture(response.body).src


def _keep(
    response: Response, *, allow_private: bool = False, brought: Mapping[str, Response] = NOTHING
) -> Entry:
    """Make an entry of a page; the pictures that came with it are not fetched."""
    page = read_page(response.body, response.url, response.content_type)
    if not page.url:
        raise ParseError(_("The page does not say its address. Give its link as well."))
    url = check_address(page.url)
    if entry := _read_before(url):
        return entry
    answer = replace(response, url=url)
    return save_capture(page, answer, allow_private=allow_private, brought=brought)


def _read_before(url: str) -> Entry | None:
    read = Entry.objects.filter(state=Entry.State.CAPTURED).exclude(body_html="")
    return read.filter(link_key=link_key(url)).first()
