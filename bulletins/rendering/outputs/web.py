"""HTML: the issue as one page that needs nothing else, for phone, paper and dark screens."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from bulletins.rendering.document import Document, DocumentItem
from bulletins.rendering.headline import clauses
from bulletins.rendering.html import readable_body
from bulletins.rendering.stored import replace_pictures, stored_picture

FORMAT = "html"
MEDIA_TYPE = "text/html"

#: A tag, or a word such as an address that would leave a gap at the end of the line before it.
_TAG_OR_LONG_WORD = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)|([!-;=?-~]{24,})""")


def render(document: Document, pictures: Path) -> bytes:
    """Give the page with its pictures inside; each article has an anchor ``item-1``."""

    def inside(src: str) -> str:
        picture = stored_picture(src, pictures)
        return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"

    articles = [
        (item, _title(item), replace_pictures(_fitting(readable_body(item)), inside))
        for item in document.items
    ]
    context = {"document": document, "look": document.look, "articles": articles}
    return render_to_string("bulletins/rendering/web.html", context).encode()


def _title(item: DocumentItem) -> SafeString:
    """Give number and title in pieces that the page keeps whole where there is room."""
    first, *others = clauses(item.title)
    pieces = [f"{item.position}. {first}", *others]
    return format_html_join(
        "",
        "<span>{}</span>{}",
        ((bare := piece.rstrip(), piece[len(bare) :]) for piece in pieces),
    )


def _fitting(body: str) -> str:
    """Give a body that no window is too narrow for.

    Its long words are marked, which the page may then divide anywhere; tables stand in boxes in
    which they move sideways, by keys as well.
    """
    divisible = _TAG_OR_LONG_WORD.sub(
        lambda found: found[1] or f'<span class="long">{found[2]}</span>', body
    )
    boxed = divisible.replace("<table>", '<div class="wide" tabindex="0"><table>')
    return boxed.replace("</table>", "</table></div>")
