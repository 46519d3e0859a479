"""Mailing: a published issue is sent to readers, with its PDF."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from email.mime.image import MIMEImage
from email.utils import parseaddr
from pathlib import Path
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from bulletins.models import Issue, Rendition
from bulletins.rendering.outputs.mail import MailParts, mail_parts
from desk.mail import AUTOMATIC

logger = logging.getLogger(__name__)

#: Larger files are linked if the site is known: many servers take no more than 10 MB a mail.
MOST_BYTES = 7 * 1024 * 1024


@dataclass(frozen=True)
class Mailed:
    """Whom an issue reached, and whom not, with the mail server's words."""

    reached: tuple[str, ...]
    failed: dict[str, str]


def mail_issue(issue: Issue, recipients: Iterable[str]) -> Mailed:
    """Send the present version of an issue, a mail of its own to each address.

    One address that is refused holds up no other; whoever was not reached is named.

    Raises:
        OSError: a picture of the issue is missing.

    """
    parts, pdf = _prepared(issue)
    waiting = list(dict.fromkeys(recipients))
    failed: dict[str, str] = {}
    reached = []
    while waiting:
        address = waiting.pop(0)
        try:
            _message(issue, parts, pdf, address).send()
            reached.append(address)
        except SMTPException as error:
            failed[address] = _words(error)
        except OSError as error:  # nobody answers: the others need not wait for that as well
            failed |= dict.fromkeys([address, *waiting], _words(error))
            break
    for address, cause in failed.items():
        logger.warning("issue %s was not sent to %s: %s", issue.pk, address, cause)
    return Mailed(tuple(reached), failed)


def _prepared(issue: Issue) -> tuple[MailParts, Rendition | None]:
    """Give what is said, and the PDF if it goes along; else the mail says where it is."""
    rendition = issue.renditions.filter(
        kind=Rendition.Kind.PDF, state=Rendition.State.READY, amendment=issue.last_correction()
    ).first()
    pdf = rendition if rendition and (rendition.size or 0) <= MOST_BYTES else None
    path = reverse("archive:pdf", args=[issue.bulletin.slug, issue.number])
    address = f"{settings.SITE_URL}{path}" if settings.SITE_URL else ""
    return mail_parts(issue.current_document(), Path(settings.PICTURES_DIR), address), pdf


def _message(
    issue: Issue, parts: MailParts, pdf: Rendition | None, address: str
) -> EmailMultiAlternatives:
    sender = settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(
        parts.subject, parts.text, sender, [address],
        headers={
            **AUTOMATIC,
            "List-Id": f"<{issue.bulletin.slug}.{parseaddr(sender)[1].rpartition('@')[2]}>",
            "List-Unsubscribe": f"<mailto:{parseaddr(sender)[1]}?subject=unsubscribe>",
        },
    )  # fmt: skip
    message.attach_alternative(parts.html, "text/html")
    for content_id, picture in parts.pictures.items():
        inline = MIMEImage(picture.data, picture.media_type.partition("/")[2])
        inline.add_header("Content-ID", f"<{content_id}>")
        inline.add_header("Content-Disposition", "inline")
        message.attach(inline)
    if pdf:
        with pdf.file.open("rb") as file:
            message.attach(f"{parts.subject}.pdf", file.read(), "application/pdf")
    return message


def _words(error: OSError) -> str:
    """Give the server's words: of those for an address alone the first."""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return f"{code} {said.decode(errors='replace')}"
    return str(error)
