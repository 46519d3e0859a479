"""A source's settings as plain data and back."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from monitor.exchange.records import record_of, setting_fields, source_of
from monitor.models import Source

FEED = {"name": "示例报", "kind": "feed", "url": "https://news.example/feed"}


def test_record_leaves_defaults_out():
    source = Source(name="示例报", url="https://news.example/feed", interval_minutes=30)
    assert record_of(source) == FEED | {"interval_minutes": 30}


def test_settings_are_what_an_editor_sets():
    names = set(setting_fields())
    assert {"name", "source_class", "hosts", "url", "item_selector", "is_enabled"} <= names
    assert not names & {"id", "etag", "told", "last_success_at", "due_at", "lease_token"}


def test_source_of_record_is_due_and_not_checked_live():
    source = source_of(FEED | {"hosts": "news.example\nnews2.example", "is_enabled": False})
    assert (source.name, source.is_enabled, source.is_checked_live) == ("示例报", False, False)
    assert source.own_hosts == ("news.example", "news2.example")
    assert source.due_at


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": "red"}, "Unknown settings: colour."),
        ({"name": 7}, "wrong type"),
        ({"is_enabled": "no"}, "wrong type"),
        ({"interval_minutes": True}, "wrong type"),
        ({"name": None}, "wrong type"),
        ({"url": "file:///etc/passwd"}, "must begin with http"),
        ({"kind": "gopher"}, "not a valid choice"),
        ({"kind": "listing"}, "selector of its rows"),
        ({"hosts": "https://news.example"}, "not a host name"),
        ({"name": ""}, "cannot be blank"),
    ],
)
def test_source_of_refuses_what_the_model_refuses(changes, message):
    with pytest.raises(ValidationError, match=message):
        source_of(FEED | changes)


def test_source_of_drops_what_cannot_be_stored():
    assert source_of(FEED | {"name": "示\0例\u202e报"}).name == "示例报"
