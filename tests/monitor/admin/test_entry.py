"""How an entry was read, shown to editors."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from time_machine import travel

from monitor.admin.evidence import DOUBTS
from monitor.models import Entry
from monitor.pipeline.extract import doubts


def evidence(kind: str, value: str, *, decided: bool = False) -> dict[str, object]:
    return {"kind": kind, "value": value, "text": "", "decided": decided}


@pytest.fixture
def entry(db) -> Entry:
    return Entry.objects.create(
        url="https://news.example/1.html", link_key="1", item_digest="0", title="样例标题",
        source_name="示例网", found_at=timezone.now(), state="captured",
        published_on="2024-03-25", original_outlet="示例社", confidence=55,
        authors=[
            {"role": "reporter", "name": "张三"}, {"role": "reporter", "name": "<李四>"},
            {"role": "editor", "name": "王五"},
        ],
        date_evidence=[
            evidence("text", "2024-03-25T08:30:00+08:00", decided=True),
            evidence("url", "2024-03-26"),
        ],
        reading={
            "rules": {"title": "confirmed", "body": "noise", "source_name": ""},
            "doubts": ["body-in-noise", "dates-differ"],
            "origin": "示例社北京3月24日电",
            "pages": [
                {"url": "https://news.example/1.html", "error": ""},
                {"url": "https://news.example/1_2.html", "error": "坏了"},
            ],
        },
    )  # fmt: skip


@pytest.fixture
def page(client, editor, entry) -> str:
    client.force_login(editor)
    with translation.override("en"):
        address = reverse("admin:monitor_entry_change", args=[entry.pk])
        return " ".join(
            client.get(address, headers={"Accept-Language": "en"}).content.decode().split()
        )


def test_contradicting_dates_stand_beside_the_date(page):
    assert "2024-03-25; " in page
    assert ": 2024-03-26</div>" in page
    assert page.count('<span class="badge badge-good">') == 1


def test_original_outlet_and_people_are_named(page):
    assert "示例社 <q>示例社北京3月24日电</q>" in page
    assert "张三、&lt;李四&gt;；" in page


def test_confidence_is_shown_with_its_reasons(page):
    assert "55 % " in page
    assert page.count("badge-warn") == 2


def test_pages_are_listed_and_the_missing_one_marked(page):
    assert '<div>2. https://news.example/1_2.html <span class="badge badge-bad">' in page


def test_entry_that_was_not_read_yet_is_shown(client, editor, db):
    entry = Entry.objects.create(
        url="https://news.example/2.html", link_key="2", item_digest="0", title="未读",
        found_at=timezone.now(),
    )  # fmt: skip
    client.force_login(editor)
    response = client.get(reverse("admin:monitor_entry_change", args=[entry.pk]))
    assert response.status_code == 200
    assert "badge-warn" not in response.content.decode()


@pytest.mark.parametrize(("chosen", "count"), [("low", 1), ("high", 0)])
def test_list_marks_and_filters_low_confidence(client, editor, entry, chosen, count):
    client.force_login(editor)
    address = reverse("admin:monitor_entry_changelist")
    assert "badge-warn" in client.get(address).content.decode()
    shown = client.get(address, {"confidence": chosen})
    assert shown.context["cl"].result_count == count


def test_every_doubt_has_words():
    assert DOUBTS.keys() == doubts.DOUBTS.keys()


@pytest.mark.parametrize(
    ("month", "found"),
    [("2026-11", ["月中", "月末"]), ("2026-10", []), ("2026-99", ["月中", "月末", "次月"])],
)
def test_a_month_is_chosen_by_its_days(client, editor, month, found):
    for title, day in (("月中", "2026-11-01"), ("月末", "2026-11-30"), ("次月", "2026-12-01")):
        Entry.objects.create(
            url=f"https://news.example/{day}", link_key=day, item_digest="0", title=title,
            found_at=timezone.now(), published_on=day,
        )  # fmt: skip
    with travel("2026-12-15T12:00+08:00"):
        client.force_login(editor)
        page = client.get(reverse("admin:monitor_entry_changelist"), {"month": month})
    assert sorted(each.title for each in page.context["cl"].result_list) == sorted(found)
