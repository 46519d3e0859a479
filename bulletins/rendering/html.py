"""A document becomes the HTML page that WeasyPrint prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from bulletins.rendering.accessible import accessible_body
from bulletins.rendering.document import Document, DocumentItem
from bulletins.rendering.headline import ems, set_headline
from bulletins.rendering.look import Layout
from content.reading import text_of
from content.sanitising import clean_article_body

_LARGEST_POINTS, _SMALLEST_POINTS = 34, 22

#: Longer addresses make squares too small for a phone.
_LONGEST_CODE = 500


@dataclass(frozen=True)
class Measure:
    """The widths of a layout: of its lines in points, and of its titles in their own ems."""

    line_points: int
    title_ems: int


#: The type area is 156 or 165 mm wide; beside a title, of 22 or 15 pt, a character each is free.
_MEASURES = {Layout.OFFICIAL: Measure(442, 18), Layout.COMPACT: Measure(467, 28)}

# Chinese pages indent by typed blanks, the stylesheet does it by rule: never both.
_TYPED_INDENT = re.compile(r"<p>(?:\s|&nbsp;)+")
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")


def render_html(document: Document, *, watermark: str = "") -> str:
    """Give the page as one HTML text with its stylesheet inside, naming stored pictures only.

    ``watermark`` is printed across the pages; those of a preview say that they are one.
    """
    look = document.look
    measure = _MEASURES[look.layout]
    return render_to_string(
        "bulletins/rendering/issue.html",
        {
            "document": document,
            "look": look,
            "watermark": watermark or ("预览" if document.is_preview else ""),
            "stylesheet": f"bulletins/rendering/{look.layout}.css",
            "articles": [
                (
                    item,
                    set_headline(item.title, measure.title_ems, text_of(item.body_html)),
                    readable_body(item),
                    qr_code(item) if look.qr_codes else "",
                )
                for item in document.items
            ],
            "masthead_points": masthead_points(document.masthead.title, measure.line_points),
        },
    )


def readable_body(item: DocumentItem) -> str:
    """Give an article's body as pages show it: safe, its headings below its title."""
    return accessible_body(printed_body(item.body_html), item.title)


def printed_body(body_html: str) -> str:
    """Give a body that is safe to print, whatever was stored."""
    body = _EMPTY_PARAGRAPH.sub("", clean_article_body(body_html))
    return _TYPED_INDENT.sub("<p>", body)


def masthead_points(title: str, line_points: int = _MEASURES[Layout.OFFICIAL].line_points) -> int:
    """Give the largest size, in whole points, at which the title keeps to one line."""
    return max(_SMALLEST_POINTS, min(_LARGEST_POINTS, int(line_points / max(ems(title), 1))))


def qr_code(item: DocumentItem) -> SafeString:
    """Give an article's address as a picture in SVG that phones read, if it has one."""
    if not item.has_web_address or len(item.url) > _LONGEST_CODE:
        return mark_safe("")
    code = segno.make_qr(item.url, error="m")
    return mark_safe(  # noqa: S308 - drawn here, of squares; the words are ours
        code.svg_inline(border=0, svgclass="qr", lineclass=None, title="链接二维码", omitsize=True)
    )
