"""Guessing passwords: locked after some tries, with a page that says what to do."""

from __future__ import annotations

import pytest


@pytest.fixture
def impatient(settings):
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 2


@pytest.mark.parametrize("address", ["/login/", "/admin/login/"])
def test_too_many_wrong_passwords_lock_the_account(client, editor, impatient, address):
    wrong = {"username": editor.username, "password": "guessed"}
    statuses = [client.post(address, wrong).status_code for _attempt in range(2)]
    response = client.post(address, wrong)
    assert statuses[0] == 200
    assert response.status_code == 429
    assert "lockout.html" in {template.name for template in response.templates}
