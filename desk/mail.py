"""Mail to people of the desk."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

#: Nobody's absence notice answers such a mail (RFC 3834).
AUTOMATIC = {"Auto-Submitted": "auto-generated"}

logger = logging.getLogger(__name__)


def send(template: str, context: dict[str, Any], to: Sequence[str]) -> bool:
    """Send a text template, whose first line is the subject, so that nobody sees the others.

    False if that failed. Where nobody has an address there is nothing to send, and nothing failed.
    """
    if not to:
        return True
    context = {"site_url": settings.SITE_URL, **context}
    subject, _line, body = render_to_string(template, context).partition("\n")
    message = EmailMessage(
        subject.strip(), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, bcc=list(to),
        headers=AUTOMATIC,
    )  # fmt: skip
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("mail %r was not sent: %s", template, error)
        return False
    return True
