"""A page as a browser saves it in one file (MHTML, RFC 2557): the page, and its pictures."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message

from monitor.net import Headers, Response

_HEAD = 4096


@dataclass(frozen=True)
class SavedPage:
    """What a file holds: the page's own answer, and those that brought its parts, by address."""

    page: Response
    parts: Mapping[str, Response] = field(default_factory=dict)


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes begin as such a file does."""
    head = data[:_HEAD].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read_mhtml(data: bytes) -> SavedPage | None:
    """Give the page of a file, told by its first HTML part; None if there is none."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    answers = [_answer(part) for part in message.walk() if not part.is_multipart()]
    page = next((answer for answer in answers if "html" in answer.content_type.lower()), None)
    if page is None:
        return None
    stated = str(message.get("Snapshot-Content-Location", "")).strip()
    parts = {answer.url: answer for answer in answers if answer.url and answer is not page}
    page = Response(page.url or stated, page.status, page.headers, page.body)
    return SavedPage(page, parts)


def _answer(part: Message) -> Response:
    """Give a part as its server would have sent it."""
    body = part.get_payload(decode=True)
    return Response(
        url=str(part.get("Content-Location", "")).strip(),
        status=200,
        headers=Headers({"Content-Type": str(part.get("Content-Type", ""))}),
        body=body if isinstance(body, bytes) else b"",
    )
