"""The page of a topic."""

from __future__ import annotations

from django.urls import reverse

from monitor.models import Topic

ADD = "admin:monitor_topic_add"


def form(**words) -> dict[str, str]:
    return {"name": "医院信息化", "must_words": "", "any_words": "", "not_words": "", **words}


def test_saved_topic_is_matched_anew_after_the_commit(
    client, editor, monkeypatch, django_capture_on_commit_callbacks
):
    hints = []
    monkeypatch.setattr("monitor.admin.topic.hint", lambda *args: hints.append(args))
    client.force_login(editor)
    with django_capture_on_commit_callbacks() as callbacks:
        client.post(reverse(ADD), form(must_words="医院\n病历"))
        assert hints == []
    for callback in callbacks:
        callback()
    assert hints == [("monitor.tasks.rematch_topic", Topic.objects.get().pk)]


def test_topic_that_matches_nothing_is_refused(client, editor):
    client.force_login(editor)
    page = client.post(reverse(ADD), form(must_words=" \n ", not_words="招聘"))
    assert page.context["adminform"].form.non_field_errors()
    assert not Topic.objects.exists()
