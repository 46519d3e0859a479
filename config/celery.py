"""The Celery application. Tasks carry ids only: the database is the queue, messages are hints."""

from __future__ import annotations

import os

from celery import Celery
from celery.signals import worker_init, worker_process_init, worker_shutdown

from leases.heartbeat import heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("zhoubao")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect  # before the first task, in the process of the threads
@worker_process_init.connect  # in each process of a pool of processes
def live(**_details: object) -> None:
    """Renew what this worker holds, as long as it lives."""
    heartbeat.start()


@worker_shutdown.connect
def end(**_details: object) -> None:
    """Renew nothing any more."""
    heartbeat.stop()
