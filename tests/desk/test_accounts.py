"""Accounts are given roles, not single permissions."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


def test_account_has_roles_and_no_list_of_permissions(admin_client: Client, editor: User) -> None:
    page = admin_client.get(f"/admin/auth/user/{editor.pk}/change/").content.decode()
    assert 'type="checkbox" name="groups"' in page
    assert "user_permissions" not in page
    assert admin_client.get("/admin/auth/group/").status_code == 404
