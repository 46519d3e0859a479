"""Cases 8 to 10: mark-up that explodes, characters that are none, charsets that are others."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks._hostile import samples
from benchmarks._hostile.answers import page, whole
from benchmarks._hostile.case import Case
from benchmarks._hostile.expect import Between, Has

_SOON = Between(0, 2)
_TITLE, _BODY = "示例市卫生健康委员会推进检查结果互认", "样例标题1"


def cases() -> Iterator[Case]:
    """Give the cases."""
    yield from _masses()
    yield from _entities()
    yield from _characters()
    yield from _charsets()


def _masses() -> Iterator[Case]:
    """Each as feed, as list page and as article; what counts is that the rest goes on, soon.

    The cost is of the processor, alone: how long it took beside the others depends on the machine.
    """
    masses = {
        "20,000 attributes": "<a " + " ".join(f'b{n}="1"' for n in range(20_000)) + "/>",
        "20,000-deep tags": "<b>" * 20_000 + "</b>" * 20_000,
        "300,000 angle brackets": "<" * 300_000,
        "300,000 ampersands": "&" * 300_000,
        "100,000 open comments": "<!--" * 100_000,
        "100,000 open sections": "<![CDATA[" * 100_000,
        "an address of 1 MB": f'<a href="http://b.example/{"a" * 1_000_000}">x</a>',
    }
    for name, mass in masses.items():
        feed = whole(samples.rss(samples.item("/1.html")) + mass)
        yield Case(8, f"feed before {name}", {"cost": _SOON}, {"/feed.xml": feed})
        inside = whole(samples.rss(samples.item("/1.html", more=mass)))
        yield Case(8, f"item with {name}", {"cost": _SOON}, {"/feed.xml": inside})
        rows = page(samples.listing(["/1.html"], mass))
        fields = {"kind": "listing", "item_selector": "ul.news li"}
        yield Case(8, f"list page with {name}", {"cost": _SOON}, {"/feed.xml": rows},
                   fields=fields)  # fmt: skip
        answers = {"/feed.xml": whole(samples.feed(1)), "/1.html": page(samples.article(mass))}
        yield Case(8, f"article with {name}", {"cost": _SOON}, answers)
    nested = whole("[" * 200_000, "application/feed+json")
    yield Case(8, "JSON 200,000 deep", {"error": Has("feed"), "cost": _SOON},
               {"/feed.xml": nested})  # fmt: skip


def _entities() -> Iterator[Case]:
    """Nothing is expanded, opened or asked for; where an item can be read, it is read."""
    laughs = '<!ENTITY a0 "笑">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    target = "http://10.0.0.1/%s/"
    declared = {
        "billion laughs": (laughs, "&a9;"),
        "quadratic entities": (f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 50_000),
        "entity of a file": ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        "entity of the web": (f'<!ENTITY a SYSTEM "{target % "entity-of-the-web"}">', "&a;"),
        "public entity of the web": (
            f'<!ENTITY a PUBLIC "x" "{target % "public-entity-of-the-web"}">', "&a;",
        ),
        "parameter entity of the web": (
            f'<!ENTITY % a SYSTEM "{target % "parameter-entity-of-the-web"}"> %a;', "",
        ),
        "entity of itself": ('<!ENTITY a "&a;">', "&a;"),
    }  # fmt: skip
    for name, (declaration, use) in declared.items():
        prolog = f'<?xml version="1.0"?><!DOCTYPE rss [{declaration}]>'
        feed = whole(samples.rss(samples.item("/1.html", f"样例{use}"), prolog=prolog))
        yield Case(8, name, {"cost": _SOON, "leaked": False}, {"/feed.xml": feed})
    name = "document type of the web"
    prolog = f'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "{target % "document-type-of-the-web"}">'
    feed = whole(samples.rss(samples.item("/1.html"), prolog=prolog))
    yield Case(8, name, {"error": "", "entries": 1}, {"/feed.xml": feed})
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    feed = whole(samples.rss(samples.item("/1.html", more=f"<description>{include}</description>")))
    yield Case(8, "inclusion of a file", {"error": "", "leaked": False}, {"/feed.xml": feed})


def _characters() -> Iterator[Case]:
    """In the title of a feed's item, of JSON, and of a page with its text: all stored clean."""
    signs = {
        "a lone surrogate": "&#xD800;",
        "a reference to NUL": "&#0;",
        "NUL": "\0",
        "control characters": "\x01\x08\x0b\x1f\x7f",
        "bidirectional overrides": "\u202e\u202d\u2066\u2069\u200f",
        "zero-width characters": "\u200b\u200c\u2060\ufeff",
        "no character at all": "&#xFFFE;&#x110000;\uffff",
        "a private character": "&#xE000;",
    }
    for name, sign in signs.items():
        kept = "\ue000" if name == "a private character" else ""
        wanted = f"样例{kept}标题"
        answers = {
            "/feed.xml": whole(samples.rss(samples.item("/1.html", f"样例{sign}标题"))),
            "/1.html": page("no article"),
        }
        yield Case(9, f"title with {name}", {"titles": [Clean(wanted)]}, answers)
        answers = {
            "/feed.xml": whole(samples.feed(1)),
            "/1.html": page(samples.article(f"<p>样例{sign}段落。</p>", f"样例{sign}标题")),
        }
        expect = {"titles": [Clean(wanted)], "texts": [Clean(f"样例{kept}段落。")]}
        yield Case(9, f"article with {name}", expect, answers)
    for name, sign in {"a lone surrogate": "\\ud800", "NUL": "\\u0000"}.items():
        item = f'{{"id": "1", "url": "/1.html", "title": "样例{sign}标题"}}'
        feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{item}]}}'
        answers = {"/feed.xml": whole(feed, "application/feed+json"), "/1.html": page("none")}
        yield Case(9, f"JSON title with {name}", {"titles": [Clean("样例标题")]}, answers)


class Clean(Has):
    """Equal to every text that has these words and no character that must not be stored."""

    def __eq__(self, other: object) -> bool:
        dirty = "\0\x01\x08\x0b\x1f\x7f\u202e\u202d\u2066\u2069\u200f\u200b\u200c\u2060\ufeff\ufffe"
        if not isinstance(other, str) or set(other) & set(dirty):
            return False
        return super().__eq__(other.replace("\ufffd", ""))  # which is how pages show the lost ones

    __hash__ = Has.__hash__


def _charsets() -> Iterator[Case]:
    """The right text, whatever the header and the document say of themselves."""
    rare = "朱镕基访问㐀村，价格€9"  # in GB18030, not in GB2312
    traditional = "衛生局推動電子病歷，醫院資訊系統上線"
    labelled = [
        # what is written, how, what the header says, what the document says
        (rare, "gb18030", "gb2312", "gb2312"),
        (rare, "gb18030", "", "gb2312"),
        (rare, "gb18030", "utf-8", "utf-8"),
        (rare, "utf-8", "gb2312", "utf-8"),
        (rare, "utf-8", "utf-8", "gb2312"),
        (rare, "utf-8", "gb2312", "gb2312"),
        (rare, "utf-8-sig", "", "gbk"),
        (rare, "utf-16", "", "utf-16"),
        (rare, "utf-16", "utf-8", "utf-8"),
        (rare, "utf-16-le", "", "utf-16"),
        (rare, "utf-16-be", "", "utf-16"),
        (traditional, "big5", "big5", "big5"),
        (traditional, "big5", "", "utf-8"),
        (traditional, "big5", "gb2312", "gb2312"),
        (traditional, "utf-8", "big5", "big5"),
        (rare, "utf-8", "no-such-charset", "none"),
    ]
    for text, charset, header, prolog in labelled:
        said = f"{header or 'no'} header, {prolog} prolog, is {charset}"
        title = f"{text}，示例市的医院和病人都在用"
        parameter = f"; charset={header}" if header else ""
        document = samples.rss(
            samples.item("/1.html", title), prolog=f'<?xml version="1.0" encoding="{prolog}"?>'
        )
        feed = whole(document.encode(charset, "xmlcharrefreplace"), "application/xml" + parameter)
        yield Case(10, f"feed: {said}", {"titles": [title], "error": ""},
                   {"/feed.xml": feed, "/1.html": page("no article")})  # fmt: skip
        article = samples.article(f"<p>{title}。</p>", title).replace("utf-8", prolog)
        answers = {
            "/feed.xml": whole(samples.feed(1)),
            "/1.html": whole(article.encode(charset, "xmlcharrefreplace"), "text/html" + parameter),
        }
        yield Case(10, f"page: {said}", {"titles": [title], "texts": [Has(title)]}, answers)
