"""Mail on the sources' health, to whoever may change sources."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def recipients() -> list[str]:
    """Give the addresses of active people who may change sources."""
    people = User.objects.with_perm(
        "monitor.change_source", backend="django.contrib.auth.backends.ModelBackend"
    )
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))


def send(name: str, context: dict[str, Any]) -> bool:
    """Send ``monitor/mail/<name>.txt``, whose first line is the subject; False if that failed.

    Where nobody has an address there is nothing to send, and nothing failed.
    """
    to = recipients()
    if not to:
        return True
    subject, _line, body = render_to_string(f"monitor/mail/{name}.txt", context).partition("\n")
    message = EmailMessage(
        subject.strip(), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, bcc=to
    )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("mail %r was not sent: %s", name, error)
        return False
    return True
