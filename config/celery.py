"""The Celery application. Tasks carry ids only: the database is the queue, messages are hints."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("zhoubao")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
