"""Every step tried by everybody through every door: only those of the table come through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from lxml import html

from bulletins.workflow.errors import NotAllowedError
from bulletins.workflow.role_table import ADMINISTRATOR, Row, rows
from tests.bulletins.roles.attempts import Attempt, Door, attempts
from tests.bulletins.roles.world import PEOPLE, World, make_world, person

Tried = Mapping[str, bool | str]
ANONYMOUS = "nobody logged in"


@pytest.fixture
def world(bulletin, make_entry, settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world(bulletin, person("author"), person("reviewer"), make_entry)


def test_functions_let_through_whom_the_table_names(world):
    called = {name: each for name, each in attempts(world).items() if each.call}
    for who in PEOPLE:
        by = someone(who)
        tried = {name: _called(attempt, by) for name, attempt in called.items()}
        assert unlike(who, tried) == {}


@pytest.mark.parametrize("who", [*PEOPLE, ANONYMOUS])
def test_hand_made_posts_let_through_whom_the_table_names(world, who):
    client = _client(who)
    tried = {
        name: _of_all(_posted(client, door, attempt) for door in attempt.doors)
        for name, attempt in attempts(world).items()
    }
    assert unlike(who, tried) == {}


@pytest.mark.parametrize("who", [*PEOPLE, ANONYMOUS])
def test_pages_show_what_the_table_allows(world, who):
    client, pages = _client(who), dict[str, Any]()
    tried = {
        name: _of_all(_shown(client, door, pages) for door in attempt.doors if door.page)
        for name, attempt in attempts(world).items()
    }
    assert unlike(who, tried) == {}


def test_every_step_of_the_table_is_tried(world):
    assert attempts(world).keys() == {row.step for row in rows()}


def someone(who: str) -> User:
    return User.objects.filter(username=who).first() or person(who)


def unlike(who: str, tried: Tried) -> dict[tuple[str, str], bool | str]:
    """Give what somebody could do, or could not, against the table."""
    allowed = {row.step: _may(row, who) for row in rows()}
    return {(who, name): came for name, came in tried.items() if came is not allowed[name]}


def _may(row: Row, who: str) -> bool:
    if who == "author" and row.by_another:
        return False
    return who == ADMINISTRATOR or bool(row.roles & set(PEOPLE.get(who, ())))


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _called(attempt: Attempt, by: User) -> bool:
    assert attempt.call
    with _undone():
        try:
            with transaction.atomic():
                attempt.call(by)
        except (NotAllowedError, PermissionDenied):
            assert not attempt.was_taken()
            return False
        assert attempt.was_taken()
        return True


def _posted(client: Client, door: Door, attempt: Attempt) -> bool:
    data = {name: each() if callable(each) else each for name, each in door.data.items()}
    with _undone():
        client.post(door.target, data)
        return attempt.was_taken()


def _shown(client: Client, door: Door, pages: dict[str, Any]) -> bool:
    if door.page not in pages:
        answer = client.get(door.page)
        pages[door.page] = html.fromstring(answer.content) if answer.status_code == 200 else None
    page = pages[door.page]
    if page is None:
        return False
    if door.sees:
        return bool(page.xpath(door.sees))
    leads = " or ".join(f"@{name}='{door.target}'" for name in ("action", "href", "hx-post"))
    found = page.xpath(f"//*[{leads} or contains(@hx-get, '{door.target}')]")
    return any(not each.xpath(".//button[@disabled]") for each in found)


def _of_all(answers: Iterator[bool]) -> bool | str:
    """Give what all doors say; a word if they differ."""
    said = list(answers)
    return said[0] if len(set(said)) == 1 else f"doors differ: {said}"


def _client(who: str) -> Client:
    client = Client()
    if who != ANONYMOUS:
        client.force_login(someone(who))
    return client
