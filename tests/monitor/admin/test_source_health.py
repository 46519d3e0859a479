"""A source that seems to be redesigned: an editor says that it is read well all the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from monitor.models import GoldenPage, Source

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LABEL = "Articles come out right"


@pytest.fixture
def source(db) -> Source:
    source = Source.objects.create(
        name="示例", url="https://news.example/", health="redesigned", health_reason="标题变了"
    )
    GoldenPage.objects.create(
        source=source, url="https://news.example/1", title="样例", opening="样例", length=200,
        due_at=NOW, fault="标题变了",
    )  # fmt: skip
    return source


def url(name: str, source: Source) -> str:
    return reverse(f"admin:monitor_source_{name}", args=[source.pk])


def test_button_ends_the_alarm_and_lets_the_page_go(client, editor, source):
    client.force_login(editor)
    assert LABEL in client.get(url("change", source)).content.decode()
    client.post(url("forget_golden", source))
    source.refresh_from_db()
    assert (source.health, source.health_reason) == ("working", "")
    assert not GoldenPage.objects.exists()
    assert LABEL not in client.get(url("change", source)).content.decode()


def test_other_states_stay(client, editor, source):
    Source.objects.update(health="failing")
    client.force_login(editor)
    client.post(url("forget_golden", source))
    source.refresh_from_db()
    assert source.health == "failing"


def test_others_may_not(client, reviewer, source):
    client.force_login(reviewer)
    assert LABEL not in client.get(url("change", source)).content.decode()
    assert client.post(url("forget_golden", source)).status_code == 403
    assert GoldenPage.objects.exists()


def test_button_is_a_post(client, editor, source):
    client.force_login(editor)
    assert client.get(url("forget_golden", source)).status_code == 405
