"""Mail: a message file with the issue as HTML with inline styles, as text, and its pictures."""

from __future__ import annotations

from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from bulletins.rendering.document import Document
from bulletins.rendering.html import readable_body
from bulletins.rendering.stored import replace_pictures, stored_picture
from content.reading import text_of

FORMAT = "mail"
MEDIA_TYPE = "message/rfc822"


def render(document: Document, pictures: Path) -> bytes:
    """Give the message without sender and recipients, dated as the issue."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{document.masthead.title}（{document.number_text}）"
    message["Date"] = format_datetime(datetime.combine(document.issue_date, time(4), UTC))
    message.set_content(_text(document))
    named: dict[str, str] = {}

    def by_id(src: str) -> str:
        named.setdefault(src, f"{Path(src).name}@issue.invalid")
        return f"cid:{named[src]}"

    articles = [(item, replace_pictures(readable_body(item), by_id)) for item in document.items]
    context = {"document": document, "look": document.look, "articles": articles}
    message.add_alternative(render_to_string("bulletins/rendering/mail.html", context), "html")
    _attach(message, named, pictures)
    _fix_boundaries(message)
    return message.as_bytes()


def _text(document: Document) -> str:
    context = {
        "document": document,
        "look": document.look,
        "articles": [(item, text_of(item.body_html)) for item in document.items],
    }
    return render_to_string("bulletins/rendering/mail.txt", context)


def _attach(message: EmailMessage, named: dict[str, str], pictures: Path) -> None:
    html: Any = message.get_body(("html",))
    for src, content_id in named.items():
        picture = stored_picture(src, pictures)
        _main, _slash, kind = picture.media_type.partition("/")
        html.add_related(picture.data, "image", kind, cid=f"<{content_id}>")


def _fix_boundaries(message: EmailMessage) -> None:
    """Part the message by fixed marks, so that it comes out the same when made again."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_part-{number}_=")
