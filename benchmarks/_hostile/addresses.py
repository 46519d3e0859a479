"""Cases 1 to 3: addresses of private networks, names that change, addresses that are none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks._hostile import samples
from benchmarks._hostile.answers import page, redirect, whole
from benchmarks._hostile.case import Case, slug
from benchmarks._hostile.expect import Has

#: Every one of them is a private address, or leads to one.
PRIVATE = (
    "127.0.0.1", "127.9.9.9", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "0.0.0.0",
    "localhost", "169.254.169.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[fc00::1]", "[fdff::1]",
    "[fe80::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
)  # fmt: skip
_REFUSED = Has("private network")

MALFORMED = {
    "backslash": "http://a\\@b.example/",
    "user": "http://user@b.example/",
    "user and password": "http://user:word@b.example/",
    "carriage return": "http://b.example/\r\nHost: 10.0.0.1",
    "line feed": "http://b.example/\nx",
    "tab": "http://b.example/\tx",
    "NUL": "http://b.example/\x00x",
    "blank": "http://b.example/a b",
    "wide blank": "http://b.example/\u3000x",
    "port 22": "http://b.example:22/",
    "port 25": "http://b.example:25/",
    "port 6379": "http://b.example:6379/",
    "port 5432": "http://b.example:5432/",
    "port 0": "http://b.example:0/",
    "no such port": "http://b.example:99999/",
    "file": "file:///etc/passwd",
    "gopher": "gopher://b.example/",
    "ftp": "ftp://b.example/",
    "data": "data:text/html,sample",
    "javascript": "javascript:alert(1)",
    "no host": "http:///feed.xml",
    "half an IPv6 address": "http://[::1/",
}


def cases() -> Iterator[Case]:
    """Give the cases."""
    for host in PRIVATE:
        yield from _private(host)
    yield from _names()
    yield from _malformed()


def _private(host: str) -> Iterator[Case]:
    """A private address through each door: as source, by redirect, as page, picture, robots.txt."""

    def named(door: str) -> tuple[str, str]:
        name = f"{door} at {host}"
        return name, f"http://{host}/{slug(name)}/"

    name, target = named("source")
    yield Case(1, name, {"error": _REFUSED}, url=target)
    name, target = named("list page")
    listing = {"kind": "listing", "item_selector": "li"}
    yield Case(1, name, {"error": _REFUSED}, url=target, fields=listing)
    name, target = named("redirect")
    yield Case(1, name, {"error": _REFUSED}, {"/feed.xml": redirect(target)})
    name, target = named("article")
    yield Case(
        1, name, {"pages": [_REFUSED]}, {"/feed.xml": whole(samples.rss(samples.item(target)))}
    )
    name, target = named("redirect of an article")
    answers = {"/feed.xml": whole(samples.feed(1)), "/1.html": redirect(target)}
    yield Case(1, name, {"pages": [_REFUSED]}, answers)
    name, target = named("picture")
    article = page(samples.article(f'<p><img src="{target}1.jpg"></p>'))
    answers = {"/feed.xml": whole(samples.feed(1)), "/1.html": article}
    yield Case(1, name, {"pages": [""], "pictures": [[_REFUSED]]}, answers)
    name, target = named("redirect of a picture")
    article = page(samples.article('<p><img src="/1.jpg"></p>'))
    answers = {"/feed.xml": whole(samples.feed(1)), "/1.html": article, "/1.jpg": redirect(target)}
    yield Case(1, name, {"pages": [""], "pictures": [[_REFUSED]]}, answers)
    name, target = named("robots.txt")
    answers = {"/feed.xml": whole(samples.feed(1)), "/robots.txt": redirect(target)}
    yield Case(1, name, {}, answers)


def _names() -> Iterator[Case]:
    """Names with several records, one of them private, or with that alone."""
    feed = {"/feed.xml": whole(samples.feed(1))}
    for private in ("10.0.0.1", "127.0.0.1", "::1", "fc00::1", "::ffff:127.0.0.1"):
        for records in (["93.200.0.1", private], [private, "93.200.0.1"]):
            first, second = (slug(record) for record in records)
            name = f"name of {first} and {second}"
            yield Case(2, name, {"error": _REFUSED}, feed, records=partial(_always, records))
    for private in ("10.0.0.1", "127.0.0.1", "169.254.169.254"):
        name = f"name of {private} alone"
        yield Case(2, name, {"error": _REFUSED}, feed, records=partial(_always, [private]))


def _always(records: list[str], _look_up: int) -> list[str]:
    """The same records at each look-up."""
    return records


def _malformed() -> Iterator[Case]:
    """Addresses that are none, in the source's row, as the target of a redirect, in a feed."""
    for what, address in MALFORMED.items():
        refused = {"error": Has("not one of the web" if "port " in what else "address")}
        if what != "NUL":  # which no row can hold
            yield Case(3, f"source with {what}", refused, url=address)
        if address.isprintable() and " " not in address:  # else it ends in the header
            yield Case(3, f"redirect with {what}", refused, {"/feed.xml": redirect(address)})
        if address.isprintable() and what != "no host":  # else it means a page of the host itself
            items = samples.rss(samples.item(address), samples.item("/1.html"))
            yield Case(3, f"link with {what}", {"error": "", "pages": [""]},
                       {"/feed.xml": whole(items)})  # fmt: skip
