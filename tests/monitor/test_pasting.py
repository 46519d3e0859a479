"""A text that came by hand: an entry at once, with nothing to fetch."""

from __future__ import annotations

import pytest
from django.utils import timezone

from monitor.models import Entry, Topic
from monitor.pasting import keep_pasted
from monitor.ranking import outdated

pytestmark = pytest.mark.django_db


def paste() -> Entry:
    return keep_pasted(
        "样例通知", "<p>医院启用电子病历（样例）。</p>", "医院启用电子病历（样例）。"
    )


def test_pasted_text_is_on_its_topics_and_waits_for_its_score():
    topic = Topic.objects.create(name="样例", expression="电子病历")
    entry = paste()
    assert [match.topic for match in entry.matches.all()] == [topic]
    assert list(outdated(timezone.now())) == [entry]


def test_nobody_tries_to_fetch_a_pasted_text():
    entry = paste()
    assert not Entry.objects.due(timezone.now()).exists()
    assert entry.state == Entry.State.CAPTURED


def test_the_same_text_is_one_entry():
    assert paste() == paste()
