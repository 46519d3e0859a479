"""Who may read: anybody, or any active user."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.bulletins.archive.issues import with_pdf

PATHS = ["/", "/issues/sample/568/", "/issues/sample/568.pdf"]


@pytest.fixture
def closed(settings):
    settings.ARCHIVE_PUBLIC = False


@pytest.fixture
def reader(db):
    return User.objects.create_user("reader", password="correct horse")


@pytest.mark.parametrize("path", PATHS)
def test_closed_archive_asks_for_a_log_in(client, issue, closed, path):
    with_pdf(issue)
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/login/?next={path}"


@pytest.mark.parametrize("path", PATHS)
def test_closed_archive_is_open_to_any_active_user(client, issue, closed, reader, path):
    with_pdf(issue)
    client.force_login(reader)
    response = client.get(path)
    response.close()
    assert response.status_code == 200


def test_closed_archive_is_shut_for_an_account_that_was_ended(client, issue, closed, reader):
    client.force_login(reader)
    User.objects.update(is_active=False)
    assert client.get("/").status_code == 302


def test_reader_logs_in_and_out(client, issue, closed, reader):
    response = client.post(
        "/login/",
        {"username": "reader", "password": "correct horse", "next": "/issues/sample/568/"},
    )
    assert response["Location"] == "/issues/sample/568/"
    page = client.get("/").content.decode()
    assert "Log out reader" in page
    assert "/admin/" not in page
    assert client.post("/logout/")["Location"] == "/"
    assert client.get("/")["Location"] == "/login/?next=/"


def test_log_in_sends_nobody_to_a_foreign_site(client, reader):
    response = client.post(
        "/login/", {"username": "reader", "password": "correct horse", "next": "//evil.example/"}
    )
    assert response["Location"] == "/"


def test_staff_finds_the_way_to_the_desk(client, editor):
    client.force_login(editor)
    assert 'href="/admin/"' in client.get("/").content.decode()


def test_foreign_host_is_refused(client, db):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
