"""The database's own guards stand after migrations, and out of their way."""

from __future__ import annotations

import pytest
from django.db import connection

from bulletins.models.guards import GUARDS, install_guards, lift_guards

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL alters tables in place"),
]


def guards() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        found = {name for (name,) in cursor.fetchall()}
    return found & {guard.name for guard in GUARDS}


def test_guards_are_lifted_where_migrations_are_to_come_and_put_back():
    lift_guards(plan=["a migration"])
    assert guards() == set()
    install_guards()
    assert guards() == {guard.name for guard in GUARDS}


def test_guards_stand_where_there_is_nothing_to_migrate():
    lift_guards(plan=[])
    assert guards() == {guard.name for guard in GUARDS}
