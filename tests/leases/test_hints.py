from __future__ import annotations

import logging
import socket
from collections.abc import Iterator

import pytest
from celery import Celery, current_app

from leases.hints import hint


@pytest.fixture
def app() -> Iterator[Celery]:
    """An application of the test's own; the product's is current again afterwards."""
    product = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy
    app = Celery("sample", set_as_current=True)
    app.conf.task_publish_retry = False
    yield app
    app.close()
    product.set_current()


def test_hint_is_a_message_that_expires_with_the_tick(app, settings):
    app.conf.broker_url = "memory://"
    app.conf.task_default_queue = "sample"  # all of one process share the queues in memory
    settings.TICK_SECONDS = 60
    hint("sample.task", [1, 2])
    with app.connection_for_read() as connection, connection.SimpleQueue("sample") as queue:
        message = queue.get(timeout=5)
        message.ack()
        assert message.headers["task"] == "sample.task"
        assert message.payload[0] == [[1, 2]]
        assert message.headers["expires"] is not None


def test_hint_without_a_broker_is_a_warning_only(app, caplog):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        app.conf.broker_url = f"redis://127.0.0.1:{unused.getsockname()[1]}/0"
        app.conf.broker_transport_options = {"max_retries": 1, "interval_start": 0}
        with caplog.at_level(logging.WARNING, "leases.hints"):
            hint("sample.task", [7])
    assert "broker away, sample.task([7],) waits for the next tick" in caplog.text
