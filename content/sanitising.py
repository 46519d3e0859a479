"""Outside HTML becomes our HTML: rebuilt from a short allow-list, never passed through."""

from __future__ import annotations

import re

import nh3

#: Elements that a printed article may hold. No style, class, SVG or script survives.
BODY_TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "img",
        "a",
        "strong",
        "em",
        "sub",
        "sup",
        "br",
    ]
)
BODY_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}

#: The only picture address that a stored body may hold: our own copy, named by its SHA-256.
PICTURE_SRC = re.compile(r"/pictures/(?P<sha256>[0-9a-f]{64})\.(?P<extension>jpg|png)")

# Control characters, bidirectional overrides, zero-width characters and lone surrogates: none of
# them prints, and some of them change what the reader sees. Tab and line feed stay.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\ufffe\uffff]"
)


#: A sign by its number; no sign has a number of more digits.
_BY_NUMBER = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}))(?![0-9a-fA-F]);?")


def clean_text(text: str) -> str:
    """Give the text without characters that cannot be printed, trimmed at both ends."""
    if text.isprintable():  # as most lines are, which is found out in a third of the time
        return text.strip()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNPRINTABLE.sub("", text).strip()


def clean_line(text: str) -> str:
    """Give the text on one line: as :func:`clean_text`, runs of white space folded to one space."""
    return " ".join(clean_text(text).split())


def clean_page_body(html: str) -> str:
    """Rebuild a body found on a page: pictures may still point to http(s) addresses."""
    return _rebuild(html, {"http", "https"})


def clean_article_body(html: str) -> str:
    """Rebuild a body that is kept and printed: of pictures only our stored copies stay."""
    rebuilt = _rebuild(html, {"http", "https"})
    return _drop_foreign_pictures(rebuilt)


def _rebuild(html: str, schemes: set[str]) -> str:
    """Rebuild, again if a sign that does not print had been written by its number or name."""
    rebuilt = _allowed(_BY_NUMBER.sub(_without_what_is_none, clean_text(html)), schemes)
    cleaned = clean_text(rebuilt)
    return rebuilt if cleaned == rebuilt else _allowed(cleaned, schemes)


def _without_what_is_none(found: re.Match[str]) -> str:
    """Drop the number of NUL or half a sign, for which a parser puts a sign of its own."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return "" if number == 0 or 0xD800 <= number <= 0xDFFF else found[0]


def _allowed(html: str, schemes: set[str]) -> str:
    return nh3.clean(
        html,
        tags=set(BODY_TAGS),
        attributes=BODY_ATTRIBUTES,
        url_schemes=schemes,
        link_rel="noopener nofollow",
        strip_comments=True,
    ).strip()


_IMG = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(r'\ssrc="([^"]*)"')


def _drop_foreign_pictures(html: str) -> str:
    """Drop ``img`` elements without a stored address; nh3's output is regular enough for this."""

    def keep(match: re.Match[str]) -> str:
        src = _SRC.search(match[0])
        return match[0] if src and PICTURE_SRC.fullmatch(src[1]) else ""

    return _IMG.sub(keep, html)
