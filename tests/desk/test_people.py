"""How the pages name people."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from desk.people import name_of


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (User(username="editor", first_name="编辑（样例）"), "编辑（样例）"),
        (User(username="editor"), "editor"),
        (None, ""),
    ],
)
def test_person_goes_by_their_name_else_by_that_of_the_account(
    person: User | None, name: str
) -> None:
    assert name_of(person) == name
