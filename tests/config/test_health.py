"""The health view: the truth, and no more than that."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection


def test_health_is_ok_while_the_database_answers(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_health_says_no_without_saying_why(client, db, monkeypatch, caplog):
    def away():
        raise DatabaseError("password=secret")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", away)
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable"})
    assert "the database does not answer" in caplog.text


@pytest.mark.parametrize("method", ["post", "put"])
def test_health_can_only_be_asked(client, method):
    assert getattr(client, method)("/healthz").status_code == 405
