"""``manage.py serve``: the whole desk in one process."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from waitress.server import create_server

from config.celery import app
from config.embedded import EmbeddedWorker
from config.wsgi import application


class Command(BaseCommand):
    """Serve pages; by default with worker and scheduler, so that no service is needed."""

    help = "Serve the site, with worker and scheduler in the same process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8, help="requests served at once")
        parser.add_argument(
            "--no-worker", action="store_true", help="where worker and scheduler run apart"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        serve(self.stdout.write, options["host"], options["port"], options["threads"],
              worker=not options["no_worker"])  # fmt: skip


def serve(say: Any, host: str, port: int, threads: int = 8, *, worker: bool = True) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises:
        CommandError: the port is taken.
    """
    try:
        server = create_server(
            application, host=host, port=port, threads=threads, ident=None, **proxy_trust()
        )
    except OSError as error:
        raise CommandError(
            _("Port %(port)s cannot be used: %(error)s. Choose another with --port.")
            % {"port": port, "error": error}
        ) from error
    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as running:
        running.callback(server.close)
        if worker:
            running.enter_context(EmbeddedWorker(app))
        say(_("Zhoubao is at http://%(host)s:%(port)s/ and the desk at /admin/. Stop with Ctrl+C.")
            % {"host": host, "port": port})  # fmt: skip
        sys.stdout.flush()
        server.run()


def proxy_trust() -> dict[str, Any]:
    """Whom to believe about the visitor: waitress drops what it is not told to trust."""
    if not settings.SECURE_PROXY_SSL_HEADER:
        return {}
    return {"trusted_proxy": "*", "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto"}


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
