"""People and things that most tests need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import hypothesis
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import TransactionTestCase

from bulletins.models import Article, Bulletin, BulletinMasthead
from bulletins.models.guards import lift_guards
from bulletins.roles import ROLES
from bulletins.workflow.editing import create_article

# The same examples everywhere, and no stopwatch: a busy machine fails no test.
# For other examples: ./run test --hypothesis-profile explore
hypothesis.settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "explore", hypothesis.settings.get_profile("same"), derandomize=False, max_examples=500
)
hypothesis.settings.load_profile("same")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in a browser first and together: they are the longest, and share one."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is None)


@pytest.fixture(autouse=True, scope="session")
def _guards_let_the_database_be_emptied() -> Iterator[None]:
    """SQLite empties a database by DELETE; what follows an emptying puts the guards back."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # not public

    def lift_and_empty(test: TransactionTestCase) -> None:
        lift_guards(plan=["emptying"])
        empty(test)
        for name in ROLES:
            _group(name)

    with patch.object(TransactionTestCase, "_fixture_teardown", lift_and_empty):
        yield


def _user(name: str, *groups: str) -> User:
    user = User.objects.create_user(name, password="correct horse", is_staff=True)
    user.groups.set(_group(name) for name in groups)
    return user


def _group(name: str) -> Group:
    """The group as migrated, or anew where a test has emptied the database."""
    group, created = Group.objects.get_or_create(name=name)
    if created:
        codes = [code.partition(".")[2] for code in ROLES[name]]
        group.permissions.set(Permission.objects.filter(codename__in=codes))
    return group


@pytest.fixture
def editor(db) -> User:
    return _user("editor", "editor")


@pytest.fixture
def second_editor(db) -> User:
    return _user("second-editor", "editor")


@pytest.fixture
def reviewer(db) -> User:
    return _user("reviewer", "reviewer")


@pytest.fixture
def publisher(db) -> User:
    return _user("publisher", "publisher")


@pytest.fixture
def chief(db) -> User:
    """A person with every role: rules about persons must hold for them too."""
    return _user("chief", "editor", "reviewer", "publisher")


@pytest.fixture
def bulletin(db) -> Bulletin:
    bulletin = Bulletin.objects.create(name="卫生信息化周报（样例）", slug="sample")
    BulletinMasthead.objects.create(
        bulletin=bulletin,
        valid_from=date(2020, 1, 1),
        title="卫生信息化舆情监测周报",
        organisation="示例市卫生健康信息中心",
        topic_phrase="卫生信息化",
    )
    return bulletin


@pytest.fixture
def article(editor) -> Article:
    return create_article(
        editor,
        title="示例市推进电子病历互联互通",
        source_name="示例健康报",
        url="https://news.example/2026/1.html",
        published_on=date(2026, 11, 18),
        body_html="<p>样例正文：示例市三家医院实现检查结果互认。</p>",
    )
