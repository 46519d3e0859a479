"""A body with its styles inside, as programs for mail want it. Pure."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement, fragment_fromstring

from content.fragments import inner_html

_RULE = "#dddddd"
#: Pixels of the text of a mail: some programs know no other limit of pictures than a width.
WIDEST = 640
_STYLES = {
    "p": "margin:0 0 12px;text-indent:2em",
    "h4": "margin:24px 0 8px;font-size:17px;line-height:1.4",
    "h5": "margin:20px 0 8px;font-size:16px;line-height:1.4",
    "h6": "margin:16px 0 8px;font-size:16px;line-height:1.4",
    "ul": "margin:0 0 12px;padding-left:2em",
    "ol": "margin:0 0 12px;padding-left:2em",
    "blockquote": f"margin:0 0 12px;padding-left:1em;border-left:3px solid {_RULE}",
    "figure": "margin:16px 0;text-align:center",
    "figcaption": "margin:4px 0 0;color:#595959;font-size:14px;text-align:center",
    "img": "display:block;margin:0 auto;max-width:100%;height:auto;border:0",
    "table": "margin:0 auto;border-collapse:collapse;font-size:14px;line-height:1.5",
    "caption": "padding-bottom:4px;font-weight:bold;text-align:center",
    "th": f"min-width:3em;border:1px solid {_RULE};padding:4px 8px",
    "td": f"min-width:3em;border:1px solid {_RULE};padding:4px 8px",
    "a": "color:#1f4e79;word-break:break-all",
    "em": "font-family:'Kaiti SC',STKaiti,KaiTi,serif;font-style:normal",
}
#: Paragraphs in these stand without the space around those of the text.
_CLOSE = ("li", "td", "th", "blockquote")


def with_styles(body: str, width: Callable[[str], int]) -> str:
    """Give a body whose elements carry their styles; ``width`` is that of a picture in pixels."""
    root = fragment_fromstring(body, create_parent="div")
    for element in root.iter(*_STYLES):
        element.set("style", _STYLES[str(element.tag)])
    for paragraph in root.iter("p"):
        if next(paragraph.iterancestors(*_CLOSE), None) is not None:
            paragraph.set("style", "margin:0")
    for picture in root.iter("img"):
        picture.set("width", str(min(width(picture.get("src", "")), WIDEST)))
    for table in list(root.iter("table")):
        _let_scroll(table)
    return inner_html(root)


def _let_scroll(table: HtmlElement) -> None:
    """Put a table in a box in which it moves sideways where it is wider than the mail."""
    if next(table.iterancestors("table"), None) is not None:
        return
    style = "margin:16px 0;overflow-x:auto"
    box = table.makeelement("div", {"style": style, "tabindex": "0"})
    table.addprevious(box)
    box.tail, table.tail = table.tail, None
    box.append(table)
