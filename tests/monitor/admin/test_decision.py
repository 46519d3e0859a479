"""Accepting and rejecting on the pages of entries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monitor.deciding import accept, reject
from monitor.models import Copy, Decision, Entry, EntryMatch, Story
from monitor.ranking import learn, score_entries

LIST = "admin:monitor_entry_changelist"


def make(title: str = "示例市推进电子病历") -> Entry:
    return Entry.objects.create(
        url="https://news.example/", link_key=title, item_digest="", title=title,
        found_at=timezone.now(), due_at=None,
    )  # fmt: skip


@pytest.fixture
def entry(db) -> Entry:
    return make()


def page_of(entry: Entry) -> str:
    return reverse("admin:monitor_entry_change", args=[entry.pk])


def post(client, entry: Entry, button: str, **fields: str):
    return client.post(reverse(f"admin:monitor_entry_{button}", args=[entry.pk]), fields)


@pytest.mark.parametrize(
    ("button", "fields", "expected"),
    [
        ("accept", {}, ("accept", "")),
        ("hold", {}, ("hold", "")),
        ("reject", {"reason": "outdated"}, ("reject", "outdated")),
    ],
)
def test_button_decides(client, editor, entry, button, fields, expected):
    client.force_login(editor)
    answer = post(client, entry, button, **fields)
    assert (answer.status_code, answer.url) == (302, page_of(entry))
    found = Decision.objects.get()
    assert (found.verdict, found.reason, found.decided_by) == (*expected, editor)


def test_decision_is_undone(client, editor, entry):
    accept(entry, editor)
    client.force_login(editor)
    post(client, entry, "undo")
    assert not Decision.objects.current().exists()


def test_rejection_needs_a_reason(client, editor, entry):
    client.force_login(editor)
    assert post(client, entry, "reject", reason="nonsense").status_code == 400
    assert not Decision.objects.exists()


@pytest.mark.parametrize("button", ["accept", "hold", "reject", "undo"])
def test_only_who_may_decide_decides(client, reviewer, entry, button):
    client.force_login(reviewer)
    assert post(client, entry, button, reason="other").status_code == 403
    assert f"/{button}/" not in client.get(page_of(entry)).content.decode()
    assert not Decision.objects.exists()


def test_looking_decides_nothing(client, editor, entry):
    client.force_login(editor)
    assert client.get(reverse("admin:monitor_entry_accept", args=[entry.pk])).status_code == 405


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("decide_accept", {("accept", "")}),
        ("decide_reject_advertising", {("reject", "advertising")}),
        ("decide_hold", {("hold", "")}),
        ("decide_undo", set()),
    ],
)
def test_several_are_decided_at_once(client, editor, action, expected):
    entries = [make("一"), make("二")]
    client.force_login(editor)
    chosen = {"action": action, "_selected_action": [entry.pk for entry in entries]}
    page = client.post(reverse(LIST), chosen, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["2 entries decided."]
    current = Decision.objects.current().values_list("verdict", "reason")
    assert (set(current), len(current)) == (expected, 2 * len(expected))


def test_who_may_not_decide_is_not_offered_it(client, reviewer, entry):
    client.force_login(reviewer)
    page = client.post(
        reverse(LIST), {"action": "decide_accept", "_selected_action": [entry.pk]}, follow=True
    )
    assert not Decision.objects.exists()
    assert "decide_accept" not in page.content.decode()


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        (None, {"一", "二", "三", "四"}),
        ("none", {"四"}),
        ("open", {"一", "三", "四"}),
        ("accept", {"一"}),
        ("reject", {"二"}),
        ("hold", {"三"}),
    ],
)
def test_list_is_filtered_by_decision(client, editor, choice, titles):
    client.force_login(editor)
    for title, button in (("一", "accept"), ("二", "reject"), ("三", "hold"), ("四", "undo")):
        post(client, make(title), button, reason="off_field")
    page = client.get(reverse(LIST), {"decision": choice} if choice else {})
    assert {entry.title for entry in page.context["cl"].result_list} == titles


def test_list_shows_the_decision_on_a_copy(client, editor, entry):
    copy = make("转载")
    story = Story.objects.create(canonical=entry)
    for each in (entry, copy):
        Copy.objects.create(entry=each, story=story, text_digest="0", fingerprints=b"")
    reject(copy, editor, "advertising")
    client.force_login(editor)
    page = client.get(reverse(LIST)).content.decode()
    assert '<span class="badge badge-reject">rejected · advertising</span>' in page


def test_entry_says_why_it_is_here(client, editor, topic, entry):
    EntryMatch.objects.create(entry=entry, topic=topic, words=["电子病历"])
    for _time in range(3):
        learn("电子病历", is_accepted=True)
        learn("示例市", is_accepted=False)
    score_entries([entry.pk])
    client.force_login(editor)
    page = client.get(page_of(entry))
    reasons = page.context["reasons"]
    assert [reason.word for reason in reasons.favourable] == ["电子病历"]
    assert [reason.word for reason in reasons.adverse] == ["示例市"]
    assert "Learned from 3 accepted and 3 rejected texts." in page.content.decode()


def test_entry_shows_what_was_decided_before(client, editor, second_editor, entry):
    reject(entry, second_editor, "advertising")
    accept(entry, editor)
    client.force_login(editor)
    page = client.get(page_of(entry)).content.decode()
    assert '<span class="badge badge-accept">accepted</span> editor' in page
    assert "rejected · advertising (second-editor" in page


def test_list_is_ordered_by_relevance(client, editor):
    for title, score in (("一", -3.0), ("二", 3.0), ("三", 0.0)):
        Entry.objects.filter(pk=make(title).pk).update(score=score, score_at=0)
    client.force_login(editor)
    page = client.get(reverse(LIST))
    column = page.context["cl"].list_display.index("relevance")
    page = client.get(reverse(LIST), {"o": f"-{column}"})
    assert [entry.title for entry in page.context["cl"].result_list] == ["二", "三", "一"]
    levels = ("very likely", "likely", "not likely")
    assert [level for level in levels if f"</meter> {level}</span>" in page.content.decode()]


def test_list_takes_the_same_queries_for_any_number_of_decisions(client, editor):
    client.force_login(editor)
    counts = []
    for title in ("一", "二", "三"):
        reject(make(title), editor, "other")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(LIST))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_decisions_are_listed_with_reason_and_person(client, reviewer, editor, entry):
    reject(entry, editor, "advertising")
    client.force_login(reviewer)
    page = client.get(reverse("admin:monitor_decision_changelist"), {"reason": "advertising"})
    assert [str(found.decided_by) for found in page.context["cl"].result_list] == ["editor"]
    assert client.post(reverse("admin:monitor_decision_add")).status_code == 403
