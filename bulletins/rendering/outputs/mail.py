"""Mail: a message file with the issue as HTML with inline styles, as text, and its pictures."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from PIL import Image

from bulletins.rendering.document import Document
from bulletins.rendering.html import readable_body
from bulletins.rendering.inline import with_styles
from bulletins.rendering.plain import plain_text
from bulletins.rendering.stored import StoredPicture, replace_pictures, stored_picture

FORMAT = "mail"
MEDIA_TYPE = "message/rfc822"

#: So much of a picture's hash names it: a longer header would be broken over lines.
_NAME = 24


@dataclass(frozen=True)
class MailParts:
    """What a mail says, before it is one; ``pictures`` are named as the HTML names them."""

    subject: str
    text: str
    html: str
    pictures: dict[str, StoredPicture]


def render(document: Document, pictures: Path) -> bytes:
    """Give the message without sender and recipients, dated as the issue."""
    parts = mail_parts(document, pictures)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = parts.subject
    message["Date"] = format_datetime(datetime.combine(document.issue_date, time(4), UTC))
    message.set_content(parts.text)
    message.add_alternative(parts.html, "html")
    _attach(message, parts)
    _fix_boundaries(message)
    return message.as_bytes()


def mail_parts(document: Document, pictures: Path, pdf_address: str = "") -> MailParts:
    """Give subject, text, HTML and pictures; ``pdf_address`` is where readers get the PDF.

    Raises:
        OSError: a picture is missing.

    """
    named: dict[str, StoredPicture] = {}

    def by_id(src: str) -> str:
        content_id = f"{Path(src).stem[:_NAME]}@issue.invalid"
        named.setdefault(content_id, stored_picture(src, pictures))
        return f"cid:{content_id}"

    def width(src: str) -> int:
        with Image.open(io.BytesIO(stored_picture(src, pictures).data)) as image:
            return image.width

    bodies = [(item, readable_body(item)) for item in document.items]
    articles = [(item, replace_pictures(with_styles(body, width), by_id)) for item, body in bodies]
    context = {"document": document, "look": document.look, "pdf_address": pdf_address}
    html = render_to_string("bulletins/rendering/mail.html", {**context, "articles": articles})
    texts = [(item, plain_text(body)) for item, body in bodies]
    text = render_to_string("bulletins/rendering/mail.txt", {**context, "articles": texts})
    subject = f"{document.masthead.title}（{document.number_text}）"
    return MailParts(subject, text, html, named)


def _attach(message: EmailMessage, parts: MailParts) -> None:
    html: Any = message.get_body(("html",))
    for content_id, picture in parts.pictures.items():
        _main, _slash, kind = picture.media_type.partition("/")
        html.add_related(picture.data, "image", kind, cid=f"<{content_id}>")


def _fix_boundaries(message: EmailMessage) -> None:
    """Part the message by fixed marks, so that it comes out the same when made again."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_part-{number}_=")
