"""A worker that is killed while it renders: nothing is lost, nothing is made twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.db import connection
from django.utils import timezone

from bulletins.models import Rendition
from bulletins.workflow.publication import publish, render

_RENDER = """
import django
django.setup()
from bulletins.workflow.publication import render
render({pk})
"""


def _start_worker(pk: int, data_dir: Path) -> subprocess.Popen[bytes]:
    """Start a process of its own that renders, on the database of this test."""
    return subprocess.Popen(
        [sys.executable, "-c", _RENDER.format(pk=pk)],
        cwd=project_settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "ZHOUBAO_DATA_DIR": str(data_dir),
            "DATABASE_URL": _database_url(),
        },
    )


def _database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return (
        f"postgres://{database['USER']}:{database['PASSWORD']}"
        f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )


def _wait_for_lease(pk: int) -> None:
    deadline = time.monotonic() + 30
    while not Rendition.objects.filter(pk=pk, lease_token__isnull=False).exists():
        assert time.monotonic() < deadline, "the worker did not begin"
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_render_killed_halfway_is_done_once_by_the_next(make_issue, publisher, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    rendition = publish(make_issue(), publisher)
    worker = _start_worker(rendition.pk, tmp_path)
    _wait_for_lease(rendition.pk)
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)

    rendition.refresh_from_db()
    assert rendition.state == Rendition.State.WAITING
    assert list(tmp_path.rglob("*.pdf")) == []
    assert render(rendition.pk) is None, "the lease of the dead worker still holds"

    Rendition.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert render(rendition.pk) is True
    rendition.refresh_from_db()
    assert (rendition.state, rendition.attempts) == (Rendition.State.READY, 2)
    assert len(list(tmp_path.rglob("*.pdf"))) == 1


@pytest.mark.django_db(transaction=True)
def test_render_by_two_workers_is_done_once(make_issue, publisher, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    rendition = publish(make_issue(), publisher)
    workers = [_start_worker(rendition.pk, tmp_path) for _ in range(2)]
    assert [worker.wait(60) for worker in workers] == [0, 0]
    rendition.refresh_from_db()
    assert (rendition.state, rendition.attempts) == (Rendition.State.READY, 1)
