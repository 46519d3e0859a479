"""The program's worker and scheduler, with more threads than usual: many sources here are slow."""

from __future__ import annotations

from threading import Event

import django

django.setup()

from config.celery import app  # noqa: E402 - Django must be set up before
from config.embedded import EmbeddedWorker  # noqa: E402 - as above

_THREADS = 8

if __name__ == "__main__":
    with EmbeddedWorker(app, threads=_THREADS):
        print("ready", flush=True)
        Event().wait()
