"""The page of a topic."""

from __future__ import annotations

import pytest
from django.urls import reverse

from monitor.models import Topic

ADD = "admin:monitor_topic_add"


def form(expression: str) -> dict[str, str]:
    return {"name": "医院信息化", "expression": expression}


def test_saved_topic_is_matched_anew_after_the_commit(
    client, editor, monkeypatch, django_capture_on_commit_callbacks
):
    hints = []
    monkeypatch.setattr("monitor.admin.topic.hint", lambda *args: hints.append(args))
    client.force_login(editor)
    with django_capture_on_commit_callbacks() as callbacks:
        client.post(reverse(ADD), form("医院 病历"))
        assert hints == []
    for callback in callbacks:
        callback()
    assert hints == [("monitor.tasks.rematch_topic", Topic.objects.get().pk)]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("医院 (病历", "At character 7 (医院 (病历▶): A closing bracket is missing."),
        ("非 招聘", "This would catch every text. Give at least one word that must occur."),
        ("医院 或 非 招聘", "This would catch every text. Give at least one word that must occur."),
        (" ", "This field is required."),
    ],
)
def test_expression_that_makes_no_sense_is_refused(client, editor, expression, message):
    client.force_login(editor)
    page = client.post(reverse(ADD), form(expression))
    assert page.context["adminform"].form.errors == {"expression": [message]}
    assert not Topic.objects.exists()
