"""Checks of database, broker and mail."""

from __future__ import annotations

import socket
import socketserver
from threading import Thread

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config.doctor import Level
from config.doctor.services import check_broker, check_database, check_mail, check_migrations


@pytest.fixture
def closed_port():
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


class MailHandler(socketserver.StreamRequestHandler):
    """As much of SMTP as a greeting takes."""

    def handle(self):
        self.wfile.write(b"220 mail.example\r\n")
        for line in self.rfile:
            self.wfile.write(b"221 bye\r\n" if line.startswith(b"QUIT") else b"250 ok\r\n")


@pytest.fixture
def mail_server():
    with socketserver.TCPServer(("127.0.0.1", 0), MailHandler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    return settings


def test_database_that_answers_is_named(db):
    diagnosis = check_database()
    assert diagnosis.level is Level.OK
    assert diagnosis.message.split()[0] in {"SQLite", "PostgreSQL"}


def test_database_that_is_away_fails(db, monkeypatch):
    def away():
        raise DatabaseError("no route")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", away)
        diagnosis = check_database()
    assert diagnosis.level is Level.FAIL
    assert diagnosis.message == "The database does not answer: no route"
    assert "DATABASE_URL" in diagnosis.remedy


def test_migrations_are_counted(db):
    assert check_migrations().level is Level.OK
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("bulletins")
    MigrationRecorder(connection).record_unapplied(*newest)
    diagnosis = check_migrations()
    assert diagnosis.level is Level.FAIL
    assert diagnosis.message.endswith("not applied.")
    assert diagnosis.remedy == "Make a backup, then run: manage.py migrate"


def test_broker_in_the_process_needs_no_service():
    assert check_broker().level is Level.OK


def test_broker_that_is_away_fails_without_showing_its_password(monkeypatch, closed_port):
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", f"redis://:secret@127.0.0.1:{closed_port}/0")
    diagnosis = check_broker()
    assert diagnosis.level is Level.FAIL
    assert f"127.0.0.1:{closed_port}/0 does not answer" in diagnosis.message
    assert "secret" not in diagnosis.message


def test_mail_that_goes_nowhere_is_a_warning(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    diagnosis = check_mail()
    assert (diagnosis.level, diagnosis.message) == (Level.WARN, "No mail leaves this machine.")


def test_mail_server_that_answers_is_named(smtp, mail_server):
    smtp.EMAIL_PORT = mail_server
    diagnosis = check_mail()
    assert (diagnosis.level, diagnosis.message) == (Level.OK, f"127.0.0.1:{mail_server}")


def test_mail_server_that_is_away_fails(smtp, closed_port):
    smtp.EMAIL_PORT = closed_port
    diagnosis = check_mail()
    assert diagnosis.level is Level.FAIL
    assert diagnosis.message.startswith(f"127.0.0.1:{closed_port} does not take mail")
