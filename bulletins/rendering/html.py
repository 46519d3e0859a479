"""A document becomes the HTML page that WeasyPrint prints."""

from __future__ import annotations

import re

from django.template.loader import render_to_string

from bulletins.rendering.accessible import accessible_body
from bulletins.rendering.document import Document
from bulletins.rendering.headline import ems, set_headline
from content.sanitising import clean_article_body

#: The masthead fills one line of the type area (156 mm, that is 442 pt) where it can.
_LINE_POINTS = 442
_LARGEST_POINTS, _SMALLEST_POINTS = 34, 22
#: Characters of 18 pt on a line of an article's title, one free at each side.
_TITLE_EMS = 22

# Chinese pages indent by typed blanks, the stylesheet does it by rule: never both.
_TYPED_INDENT = re.compile(r"<p>(?:\s|&nbsp;)+")
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")


def render_html(document: Document) -> str:
    """Give the page as one HTML text with its stylesheet inside, naming stored pictures only."""
    return render_to_string(
        "bulletins/rendering/issue.html",
        {
            "document": document,
            "articles": [
                (
                    item,
                    set_headline(item.title, _TITLE_EMS),
                    accessible_body(printed_body(item.body_html), item.title),
                )
                for item in document.items
            ],
            "masthead_points": masthead_points(document.masthead.title),
        },
    )


def printed_body(body_html: str) -> str:
    """Give a body that is safe to print, whatever was stored."""
    body = _EMPTY_PARAGRAPH.sub("", clean_article_body(body_html))
    return _TYPED_INDENT.sub("<p>", body)


def masthead_points(title: str) -> int:
    """Give the largest size, in whole points, at which the title keeps to one line."""
    return max(_SMALLEST_POINTS, min(_LARGEST_POINTS, int(_LINE_POINTS / max(ems(title), 1))))
