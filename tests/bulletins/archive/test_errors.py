"""Error pages: written out, and the last of them needs nothing that could have failed."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.test import Client, override_settings


def test_forged_form_is_explained(db):
    response = Client(enforce_csrf_checks=True).post("/login/", {})
    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()


def test_error_page_needs_neither_request_nor_database_nor_static_files():
    with override_settings(STORAGES={}):
        page = render_to_string("500.html")
    assert "The server met an error and has noted it in its log." in page


def test_no_permission_is_explained(rf):
    page = render_to_string("403.html", request=rf.get("/"))
    assert "Your account may not do this." in page
