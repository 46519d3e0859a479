"""Checks of settings that keep the installation safe."""

from __future__ import annotations

from django.conf import settings
from django.core.checks.security.base import check_secret_key as weaknesses_of_secret_key
from django.utils.translation import gettext as _

from config.doctor.diagnosis import Diagnosis, fail, ok, warn


def check_secret_key() -> Diagnosis:
    """Judge the secret key by Django's own rule; it is never shown."""
    if weaknesses_of_secret_key(None):
        return fail(
            _("The secret key is short or simple: log-ins could be forged."),
            _("Set ZHOUBAO_SECRET_KEY to at least 50 random characters."),
        )
    return ok(_("long enough"))


def check_debug() -> Diagnosis:
    """See that no reader is shown the program's inside."""
    if settings.DEBUG:
        return fail(
            _("Debugging is on: errors show settings and source to anybody."),
            _("Unset ZHOUBAO_DEBUG, except on a developer's machine."),
        )
    return ok(_("off"))


def check_contact() -> Diagnosis:
    """See that the sites that are read can reach somebody here, before they lock us out."""
    name: str = settings.MONITOR_USER_AGENT
    if not name.isascii():
        return fail(
            _("The name that is told to sites holds other signs than ASCII: nothing can be read."),
            _("Write ZHOUBAO_CONTACT and ZHOUBAO_USER_AGENT in Latin letters."),
        )
    if not settings.MONITOR_CONTACT:
        return warn(
            _("The sites that are read are not told how to reach you."),
            _("Set ZHOUBAO_CONTACT to a mail or web address of your institution."),
        )
    return ok(name)
