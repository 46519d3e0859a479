"""Cases 15 and 16: servers that ask for patience, hosts with several sources, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from benchmarks._hostile import samples
from benchmarks._hostile.answers import drip, hole, in_turn, page, redirect, slowly, status, whole
from benchmarks._hostile.case import Case
from benchmarks._hostile.expect import NEVER, Between, Has, Once
from benchmarks._hostile.server import Answer

#: Minutes until the next poll of an hourly source: after one failure, after two, after none.
_FIRST, _SECOND, _USUAL = Between(5, 150), Between(10, 300), Between(55, 65)
_DAY = Between(1439, 1441)


def cases() -> Iterator[Case]:
    """Give the cases."""
    yield from _patience()
    yield from _back_off()
    yield from _one_host()
    yield from _robots()


def _patience() -> Iterator[Case]:
    def date(hours: float) -> str:
        return format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)

    asked = {
        "three hours in seconds": ("10800", Between(180, 225)),
        "three hours as a date": (date(3), Between(178, 225)),
        "ten days": ("864000", _DAY),
        "ten days as a date": (date(240), _DAY),
        "an endless number": ("9" * 4000, Between(5, 1441)),
        "a time gone by": (date(-5), None),
        "a negative number": ("-5", None),
        "no number": ("soon", None),
        "nothing": ("", None),
        "year 99999": ("Fri, 31 Dec 99999 23:59:59 GMT", None),
    }
    # Who was told to come less often does not come sooner than usual.
    for line, usual in {
        "429 Too Many Requests": Between(60, 1441), "503 Service Unavailable": _FIRST
    }.items():  # fmt: skip
        for name, (after, wait) in asked.items():
            expect = {"error": Has(line[:3]), "waits": [wait or usual]}
            answers = {"/feed.xml": status(line, Retry_After=after)}
            yield Case(15, f"{line[:3]}, retry after {name}", expect, answers)


def _back_off() -> Iterator[Case]:
    for line in ("404 Not Found", "500 Internal Server Error", "502 Bad Gateway"):
        answers = {"/feed.xml": status(line)}
        expect = {"growth": Between(1.5, 3), "waits": [_FIRST, *[Between(15, 1441)] * 4]}
        yield Case(15, f"{line[:3]} five times", expect, answers, polls=5)
    late, short = {"/feed.xml": hole()}, {"/feed.xml": status("200 OK", Content_Length="9")}
    yield Case(15, "time-out", {"waits": [_FIRST]}, late, is_waiting=True)
    yield Case(15, "broken off", {"waits": [_FIRST]}, short)
    yield Case(15, "410 gone", {"error": Has("paused"), "waits": [NEVER]},
               {"/feed.xml": status("410 Gone")})  # fmt: skip
    mended = in_turn(status("500 Error"), status("500 Error"), whole(samples.feed(1)))
    yield Case(15, "success after failures", {"error": "", "waits": [_FIRST, _SECOND, _USUAL]},
               {"/feed.xml": mended}, polls=3)  # fmt: skip


def _one_host() -> Iterator[Case]:
    """Sources and pages of one host: never two at once, at least a second apart."""
    apart = Between(0.95, 60)
    shared = {f"/{n}.xml": slowly(whole(samples.rss())) for n in range(4)}
    for n in range(4):
        yield Case(15, f"source {n + 1} of 4 on one host", {"error": "", "gap elsewhere": apart},
                   url=f"http://shared-host.example/{n}.xml",
                   elsewhere={"shared-host.example": shared})  # fmt: skip
    pages = {f"/{n}.html": slowly(page(samples.article(title=f"样例标题{n}"))) for n in range(1, 5)}
    yield Case(15, "four pages of one host", {"pages": [""] * 4, "gap": apart},
               {"/feed.xml": whole(samples.feed(1, 2, 3, 4)), **pages})  # fmt: skip


def _robots() -> Iterator[Case]:
    """Whether a page may be read, by the site's rules; the rules are asked for once."""
    no = {"pages": [Has("robots.txt")], "asked": Once("/1.html", 0), "robots": Between(1, 1)}
    yes = {"pages": [""], "asked": Once("/1.html"), "robots": Between(1, 1)}
    later = {"asked": Once("/1.html", 0)}
    rules: dict[str, tuple[Answer, Mapping[str, object]]] = {
        "everybody out": (_rules("User-agent: *\nDisallow: /1.html"), no),
        "we out": (_rules("User-agent: *\nAllow: /\n\nUser-agent: Zhoubao\nDisallow: /1.html"), no),
        "others out": (_rules("User-agent: sample\nDisallow: /"), yes),
        "a pattern": (_rules("User-agent: *\nDisallow: /*.html$"), no),
        "an exception": (_rules("User-agent: *\nDisallow: /*.html\nAllow: /1.html"), yes),
        "small letters, byte order mark": (_rules("\ufeffuser-agent:*\r\ndisallow:/1.html"), no),
        "nothing forbidden": (_rules("User-agent: *\nDisallow:"), yes),
        "empty": (_rules(""), yes),
        "a page": (page(samples.article()), yes),
        "404": (status("404 Not Found"), yes),
        "410": (status("410 Gone"), yes),
        "403": (status("403 Forbidden"), yes),
        "500": (status("500 Error"), later),
        "503": (status("503 Busy"), later),
        "a black hole": (hole(), later),
        "broken off": (status("200 OK", Content_Length="99"), later),
        "a redirect": (redirect("/rules.txt"), no | {"robots": Between(1, 1)}),
        "a circle of redirects": (redirect("/robots.txt"), {}),
        "a byte a second": (drip(b"HTTP/1.1 200 OK\r\n\r\n", b"#"), later),
        "bytes": (whole(bytes(range(256)) * 40, "text/plain"), yes),
        "long line": (_rules("User-agent: *\nDisallow: /" + "x" * 400_000), yes),
    }  # fmt: skip
    for name, (answer, expect) in rules.items():
        answers = {
            "/feed.xml": whole(samples.feed(1)),
            "/1.html": page(samples.article()),
            "/robots.txt": answer,
            "/rules.txt": _rules("User-agent: *\nDisallow: /1.html"),
        }
        is_waiting = name in ("a black hole", "a byte a second")
        yield Case(16, f"robots.txt: {name}", expect, answers, polls=2, is_waiting=is_waiting)


def _rules(text: str) -> Answer:
    return whole(text, "text/plain; charset=utf-8")
