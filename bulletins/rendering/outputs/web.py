"""HTML: the issue as one page that needs nothing else, for phone, paper and dark screens."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from django.template.loader import render_to_string

from bulletins.rendering.document import Document
from bulletins.rendering.html import readable_body
from bulletins.rendering.stored import replace_pictures, stored_picture

FORMAT = "html"
MEDIA_TYPE = "text/html"


def render(document: Document, pictures: Path) -> bytes:
    """Give the page with its pictures inside; each article has an anchor ``item-1``."""

    def inside(src: str) -> str:
        picture = stored_picture(src, pictures)
        return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"

    articles = [(item, replace_pictures(readable_body(item), inside)) for item in document.items]
    context = {"document": document, "look": document.look, "articles": articles}
    return render_to_string("bulletins/rendering/web.html", context).encode()
