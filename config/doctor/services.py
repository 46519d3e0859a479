"""Checks of what the program talks to: database, broker, mail."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from kombu.exceptions import OperationalError

from config.celery import app
from config.doctor.diagnosis import Diagnosis, fail, ok, warn

_SECONDS = 5


def check_database() -> Diagnosis:
    """Ask the database for an answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        version = ".".join(map(str, connection.get_database_version()))
    except DatabaseError as error:
        return fail(
            _("The database does not answer: %(error)s") % {"error": error},
            _("Start the database and check DATABASE_URL."),
        )
    return ok(f"{connection.display_name} {version}")


def check_migrations() -> Diagnosis:
    """See whether the tables are those that this version of the program expects."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return fail(
            ngettext("%(count)d is not applied.", "%(count)d are not applied.", len(plan))
            % {"count": len(plan)},
            _("Make a backup, then run: manage.py migrate"),
        )
    return ok(_("all applied"))


def check_broker() -> Diagnosis:
    """Connect to the broker of Celery's messages."""
    with app.connection_for_write() as broker:
        if broker.transport_cls == "memory":
            return ok(_("inside “manage.py serve”, no service needed"))
        address = broker.as_uri()  # without the password
        try:
            broker.ensure_connection(max_retries=1, timeout=_SECONDS)
        except OperationalError as error:
            return fail(
                _("%(address)s does not answer: %(error)s") % {"address": address, "error": error},
                _("Start the broker and check ZHOUBAO_BROKER_URL. Nothing is lost meanwhile: "
                  "work waits in the database."),
            )  # fmt: skip
    return ok(address)


def check_mail() -> Diagnosis:
    """Greet the mail server; nothing is sent."""
    mail = get_connection()
    if not isinstance(mail, EmailBackend):
        return warn(
            _("No mail leaves this machine."),
            _("Set EMAIL_URL, as in smtp+tls://user:password@mail.example:587"),
        )
    mail.timeout = _SECONDS
    address = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        mail.open()
        mail.close()
    except OSError as error:  # SMTPException is one
        return fail(
            _("%(address)s does not take mail: %(error)s") % {"address": address, "error": error},
            _("Check EMAIL_URL: server, port, encryption, user and password."),
        )
    return ok(address)
