"""Cases 4 to 7: answers that lead on for ever, come late, are too large, or break off."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import product

from benchmarks._hostile import samples
from benchmarks._hostile.answers import (
    HTML,
    XML,
    bomb,
    drip,
    flood,
    head,
    hole,
    in_turn,
    page,
    raw,
    redirect,
    status,
    validated,
    whole,
)
from benchmarks._hostile.case import Case, slug
from benchmarks._hostile.expect import Between, Has
from benchmarks._hostile.server import Answer

_FEED = whole(samples.feed(1, 2))
_GOOD = {"error": "", "titles": samples.titles(1, 2)}
_LATE, _BROKEN, _LARGE = Has("in time"), Has("broke off"), Has("larger than 10 MB")


def cases() -> Iterator[Case]:
    """Give the cases."""
    yield from _redirects()
    yield from _moves()
    yield from _slow()
    yield from _large()
    yield from _broken()
    yield from _names_as_bodies()


def _redirects() -> Iterator[Case]:
    hops = {f"/{left}": redirect(f"/{left - 1}") for left in range(1, 7)} | {"/0": _FEED}
    yield Case(4, "five redirects", _GOOD, hops, url="/5")
    yield Case(4, "six redirects", {"error": Has("five times")}, hops, url="/6")
    loop = {"/feed.xml": redirect("/feed.xml")}
    asked = {"error": Has("five times"), "asked": ["/feed.xml"] * 6}
    yield Case(4, "redirect to itself", asked, loop)
    circle = {"/feed.xml": redirect("/b"), "/b": redirect("/feed.xml")}
    yield Case(4, "redirects in a circle", {"error": Has("five times")}, circle)
    endless = drip(head({"Location": "/new"}, "302 Found"), b"x" * 100, 0.05)
    answers = {"/feed.xml": endless, "/new": _FEED}
    yield Case(4, "redirect with an endless body", _GOOD | {"seconds": Between(0, 3)}, answers)
    cookie = {"/feed.xml": redirect("/new", Set_Cookie="id=1; Path=/"), "/new": _FEED}
    yield Case(4, "redirect that sets a cookie", _GOOD | {"secrets": []}, cookie, polls=2)
    yield Case(4, "empty location", {"error": Has("302")}, {"/feed.xml": status("302 Found")})
    items = samples.rss(samples.item("http://articles.example/1.html", "样例标题1"),
                        samples.item("http://articles.example/2.html", "样例标题2"))  # fmt: skip
    other = {"other-host.example": {"/new.xml": whole(items)}}
    away = redirect("http://other-host.example/new.xml")
    answers = {"/feed.xml": in_turn(whole(items, headers={"ETag": '"secret"'}), away)}
    yield Case(
        4, "validators stay at their host", _GOOD | {"secrets": []},
        answers, polls=3, elsewhere=other,
    )  # fmt: skip


def _moves() -> Iterator[Case]:
    """Redirects that stay are proposed after three equal polls, and only those."""
    lines = {
        "301 Moved Permanently": True,
        "308 Permanent Redirect": True,
        "302 Found": False,
        "307 Temporary Redirect": False,
    }
    for line, polls in product(lines, (2, 3)):
        name = f"{line[:3]} to another host, {polls} polls"
        new = f"http://new-{slug(name)}.example/new.xml"
        expect = _GOOD | {"url": "/feed.xml", "proposal": new if lines[line] and polls > 2 else ""}
        there = {f"new-{slug(name)}.example": {"/new.xml": _FEED}}
        yield Case(
            4, name, expect, {"/feed.xml": redirect(new, line)}, polls=polls, elsewhere=there
        )
    wavering = [redirect(f"/{number}.xml", "301 Moved Permanently") for number in (1, 2, 1)]
    answers = {"/feed.xml": in_turn(*wavering), "/1.xml": _FEED, "/2.xml": _FEED}
    kept = _GOOD | {"url": "/feed.xml", "proposal": ""}
    yield Case(4, "301 that wavers", kept, answers, polls=3)


def _slow() -> Iterator[Case]:
    given_up = {"error": _LATE, "seconds": Between(9, 12), "entries": 0}
    yield Case(5, "black hole", given_up, {"/feed.xml": hole()}, is_waiting=True)
    length = head({"Content-Type": XML, "Content-Length": "1000"})
    chunked = head({"Content-Type": XML, "Transfer-Encoding": "chunked"})
    packed = head({"Content-Type": XML, "Content-Encoding": "gzip", "Content-Length": "9999"})
    begun = gzip.compress(b"")[:10]
    dripped = {
        "a byte a second": drip(length, b" "),
        "headers a byte a second": drip(b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        "chunks a byte a second": drip(chunked, b"1\r\n \r\n"),
        "compressed nothing, a byte a second": drip(packed + begun, b"\x00\x00\x00\xff\xff", 0.5),
    }
    for name, answer in dripped.items():
        expect = {"error": _LATE, "seconds": Between(18, 22), "entries": 0}
        yield Case(5, name, expect, {"/feed.xml": answer}, is_waiting=True)
    feed = {"/feed.xml": whole(samples.feed(1))}
    yield Case(5, "article in a black hole", {"pages": [_LATE]}, feed | {"/1.html": hole()},
               is_waiting=True)  # fmt: skip
    article = page(samples.article('<p><img src="/1.jpg"></p>'))
    yield Case(5, "picture in a black hole", {"pages": [""], "pictures": [[_LATE]]},
               feed | {"/1.html": article, "/1.jpg": hole()}, is_waiting=True)  # fmt: skip


def _large() -> Iterator[Case]:
    plain = head({"Content-Type": XML})
    answers: dict[str, Answer] = {
        "endless body": flood(plain + b"<rss>"),
        "300 MB announced": flood(
            head({"Content-Type": XML, "Content-Length": "314572800"}) + b"<rss>"
        ),
        "endless chunks": flood(
            head({"Content-Type": XML, "Transfer-Encoding": "chunked"}),
            b"10000\r\n" + b" " * 65536 + b"\r\n",
        ),
        "gzip bomb": whole(bomb(40), headers={"Content-Encoding": "gzip"}),
        "gzip in gzip": whole(bomb(40, 2), headers={"Content-Encoding": "gzip, gzip"}),
        "deflate bomb": whole(bomb(40, wbits=15), headers={"Content-Encoding": "deflate"}),
    }
    for name, answer in answers.items():
        yield Case(5, name, {"error": _LARGE, "entries": 0}, {"/feed.xml": answer})
    eleven = head({"Content-Type": HTML}) + samples.article().encode()
    yield Case(5, "article of 300 MB", {"pages": [_LARGE]},
               {"/feed.xml": whole(samples.feed(1)), "/1.html": flood(eleven)})  # fmt: skip
    article = page(samples.article('<p><img src="/1.jpg"></p>'))
    picture = flood(head({"Content-Type": "image/jpeg"}))
    yield Case(5, "picture of 300 MB", {"pages": [""], "pictures": [[Has("larger than")]]},
               {"/feed.xml": whole(samples.feed(1)), "/1.html": article, "/1.jpg": picture},
               )  # fmt: skip
    rules = flood(head({"Content-Type": "text/plain"}), b"Disallow: /x\n" * 5000)
    yield Case(5, "robots.txt of 300 MB", {},
               {"/feed.xml": whole(samples.feed(1)), "/robots.txt": rules})  # fmt: skip


def _broken() -> Iterator[Case]:
    """After a good answer a broken one: nothing is stored of it, and the next poll is full."""
    body = samples.feed(1, 2, 3).encode()
    tag = {"Content-Type": XML, "ETag": '"2"'}
    short = head(tag | {"Content-Length": str(len(body))}) + body[:-100]
    chunks = head(tag | {"Transfer-Encoding": "chunked"}) + b"%x\r\n" % len(body) + body[:-100]
    packed = gzip.compress(body)
    half = head(tag | {"Content-Encoding": "gzip", "Content-Length": str(len(packed) - 30)})
    torn = {
        "body cut short": short,
        "chunks cut short": chunks,
        "gzip cut short": half + packed[:-30],
        "gzip that is none": head(tag | {"Content-Encoding": "gzip"}) + body,
        "chunk of no size": head(tag | {"Transfer-Encoding": "chunked"}) + b"zz\r\n" + body,
        "no answer at all": b"",
        "no HTTP": b"SSH-2.0-sample\r\n",
        "2,000 headers": head({f"X-{n}": "x" for n in range(2000)} | tag) + body,
        "a header of 1 MB": head({"X": "x" * 1024 * 1024} | tag) + body,
        "NUL in the status": b"HTTP/1.1 2\x0000 OK\r\n\r\n" + body,
    }
    for name, data in torn.items():
        answers = {"/feed.xml": in_turn(validated(samples.feed(1, 2)), raw(data))}
        expect = {"errors": ["", _BROKEN, _BROKEN], "titles": samples.titles(1, 2), "sent": set()}
        yield Case(6, name, expect, answers, polls=3)
    article = raw(head({"Content-Type": HTML, "Content-Length": "99999"}) + b"<html>")
    answers = {"/feed.xml": whole(samples.feed(1)), "/1.html": article}
    yield Case(6, "article cut short", {"pages": [_BROKEN], "texts": [""]}, answers)


def _names_as_bodies() -> Iterator[Case]:
    bodies = {
        "body that is a path": "/etc/passwd",
        "body that is a file address": "file:///etc/passwd",
        "body that is a web address": "http://127.0.0.1/body-that-is-a-web-address/",
        "body that is an ftp address": "ftp://127.0.0.1/body-that-is-an-ftp-address/",
    }
    for name, body in bodies.items():
        expect = {"error": Has("does not give a feed"), "entries": 0}
        yield Case(7, name, expect, {"/feed.xml": whole(body)})
    titled = samples.rss(samples.item("/1.html", "/etc/passwd"))
    answers = {"/feed.xml": whole(titled), "/1.html": page("no article")}
    yield Case(7, "title that is a path", {"titles": ["/etc/passwd"]}, answers)
