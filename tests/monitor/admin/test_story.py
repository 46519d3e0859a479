"""The story on the page of an entry, and one line for it in the list."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from monitor.grouping import group
from monitor.models import Copy, Entry, Story
from monitor.pipeline.pages import text_digest
from tests.monitor.test_grouping import FIRST, SECOND, TEXT


@pytest.fixture
def make_entry(db):
    def make(text: str = TEXT, day: int = 18, outlet: str = "示例健康报") -> Entry:
        number = Entry.objects.count()
        entry = Entry.objects.create(
            url=f"https://press.example/{number}", link_key=str(number), title=f"样例{number}",
            source_name=outlet, body_html="<p>样例</p>", body_text=text, state="captured",
            text_digest=text_digest(text), published_on=date(2026, 11, day),
            found_at=timezone.now(),
        )  # fmt: skip
        group(entry)
        return entry

    return make


def url(name: str, *args: object) -> str:
    return reverse(f"admin:monitor_entry_{name}", args=args)


def story_of(entry: Entry) -> Story:
    return Story.objects.get(copies=entry.pk)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_list_shows_one_line_per_story_and_counts_its_reprints(desk, make_entry):
    first, reprint, other = make_entry(), make_entry(day=19), make_entry(FIRST)
    page = desk.get(url("changelist"))
    assert set(page.context["cl"].queryset) == {first, other}
    assert "1 reprint<" in page.content.decode()
    page = desk.get(url("changelist"), {"copies": "all"})
    assert set(page.context["cl"].queryset) == {first, reprint, other}


def test_list_shows_entries_that_have_no_story_yet(desk, make_entry):
    make_entry()
    Copy.objects.all().delete()
    assert desk.get(url("changelist")).context["cl"].result_count == 1


def test_list_takes_the_same_queries_for_four_stories_as_for_one(
    desk, make_entry, django_assert_max_num_queries
):
    make_entry()
    with django_assert_max_num_queries(20) as one:
        desk.get(url("changelist"))
    for text in (TEXT, FIRST, SECOND):
        make_entry(text)
    with django_assert_max_num_queries(len(one)):
        desk.get(url("changelist"))


def test_page_lists_the_outlets_in_time_order(desk, make_entry):
    late = make_entry(day=19, outlet="乙报<b>")
    make_entry(day=18)
    page = desk.get(url("change", late.pk))
    assert page.context["outlets"] == ["示例健康报", "乙报<b>"]
    assert page.context["originator"] == "示例健康报"
    assert "<td>2026-11-19</td>" in page.content.decode()
    assert "乙报<b>" not in page.content.decode()


def test_editor_splits_a_copy_off_and_joins_it_again(desk, make_entry):
    first, second = make_entry(), make_entry()
    desk.post(url("split", second.pk))
    assert story_of(first) != story_of(second)
    page = desk.get(url("change", second.pk))
    assert page.context["kept_apart"] == [story_of(first)]
    desk.post(url("join", second.pk, first.pk))
    assert story_of(first) == story_of(second)
    log = LogEntry.objects.order_by("pk").values_list("object_id", "change_message")
    assert list(log) == [
        (str(pk), word) for pk, word in (
            (second.pk, "split"), (second.pk, "join"), (first.pk, "join")
        )
    ]  # fmt: skip


def test_page_says_that_a_report_is_one_of_a_series(desk, make_entry):
    first, second = make_entry(FIRST), make_entry(SECOND)
    page = desk.get(url("change", first.pk))
    assert page.context["kept_apart"] == [story_of(second)]
    assert page.content.decode().count("one of a series") == 2


def test_action_joins_the_selected_entries(desk, make_entry):
    entries = [make_entry(FIRST), make_entry(SECOND), make_entry()]
    data = {"action": "join_selected", "_selected_action": [entry.pk for entry in entries[:2]]}
    desk.post(url("changelist"), data)
    assert story_of(entries[0]) == story_of(entries[1]) != story_of(entries[2])


@pytest.mark.parametrize("role", ["reviewer", "publisher"])
def test_others_see_the_story_and_change_nothing(request, client, role, make_entry):
    client.force_login(request.getfixturevalue(role))
    first, second = make_entry(), make_entry()
    page = client.get(url("change", first.pk))
    assert len(page.context["copies"]) == 2
    assert url("split", second.pk) not in page.content.decode()
    assert client.post(url("split", second.pk)).status_code == 403
    assert client.post(url("join", first.pk, second.pk)).status_code == 403
    data = {"action": "join_selected", "_selected_action": [first.pk]}
    client.post(url("changelist"), data)
    assert not Copy.objects.filter(is_pinned=True).exists()


def test_buttons_post_only(desk, make_entry):
    entry = make_entry()
    assert desk.get(url("split", entry.pk)).status_code == 405
    assert desk.get(url("join", entry.pk, entry.pk)).status_code == 405
