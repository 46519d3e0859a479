"""The page of a series."""

from __future__ import annotations

import pytest

from bulletins.models import Bulletin
from bulletins.rhythm import ByDaysOfMonth, ByWeekday
from tests.bulletins.admin.conftest import url

MASTHEAD = {
    "mastheads-TOTAL_FORMS": 1, "mastheads-INITIAL_FORMS": 0,
    "mastheads-0-valid_from": "2026-01-01", "mastheads-0-title": "卫生信息化月报",
    "mastheads-0-organisation": "示例中心", "mastheads-0-topic_phrase": "卫生信息化",
    "mastheads-0-scope_phrase": "示例网站", "mastheads-0-source_label": "来源",
}  # fmt: skip


def add(client, **fields):
    """Add a second series as the form posts it."""
    data = {
        "name": "月报（样例）", "slug": "monthly", "rhythm_kind": "month",
        "weekday": 4, "window_days": 7, "month_days": "25", "months": "", "last_number": 0,
    }  # fmt: skip
    return client.post(url("bulletin", "add"), data | MASTHEAD | fields)


def test_ledger_cannot_fall_behind_what_was_given(
    client, admin_user, publisher, bulletin, filled_issue
):
    from bulletins.workflow.publication import publish

    publish(filled_issue, publisher)
    client.force_login(admin_user)
    data = {
        "name": bulletin.name, "slug": bulletin.slug, "rhythm_kind": "weekday",
        "weekday": 4, "window_days": 7, "last_number": 0,
        "mastheads-TOTAL_FORMS": 0, "mastheads-INITIAL_FORMS": 0,
    }  # fmt: skip
    page = client.post(url("bulletin", "change", bulletin.pk), data)
    assert list(page.context["adminform"].form.errors) == ["last_number"]


@pytest.mark.parametrize(
    ("fields", "rhythm", "words"),
    [
        ({}, ByDaysOfMonth((25,)), "每月：25 日"),
        ({"month_days": "10、20、月末"}, ByDaysOfMonth((10, 20, 31)), "每月：10 日、20 日、月末"),
        (
            {"month_days": "月末", "months": "3, 6, 9, 12"},
            ByDaysOfMonth((31,), (3, 6, 9, 12)),
            "3、6、9、12 月：月末",
        ),
        ({"rhythm_kind": "weekday", "month_days": "?"}, ByWeekday(4, 7), "每星期五"),
        (
            {"rhythm_kind": "weekday", "weekday": 0, "window_days": 14},
            ByWeekday(0, 14),
            "每 14 天，星期一",
        ),
    ],
)
def test_second_series_appears_in_a_rhythm_of_its_own(
    client, admin_user, bulletin, fields, rhythm, words
):
    client.force_login(admin_user)
    assert add(client, **fields).status_code == 302
    assert Bulletin.objects.get(slug="monthly").rhythm == rhythm
    assert bulletin.rhythm == ByWeekday(4, 7)
    assert words in client.get(url("bulletin", "changelist")).content.decode()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"month_days": ""}, "请填写 1 至 31 的日期"),
        ({"month_days": "32"}, "请填写 1 至 31 的日期"),
        ({"months": "每季"}, "请填写 1 至 12 的月份"),
    ],
)
def test_rhythm_that_cannot_be_read_is_refused(client, admin_user, fields, message):
    client.force_login(admin_user)
    assert message in add(client, **fields).content.decode()
    assert not Bulletin.objects.exists()


@pytest.mark.parametrize(
    ("name", "begins"), [("月报（样例）", "本期共收集"), ("周报（样例）", "本期周报共收集")]
)
def test_foreword_calls_a_series_weekly_only_if_its_name_does(client, admin_user, name, begins):
    client.force_login(admin_user)
    add(client, name=name)
    assert Bulletin.objects.get().printed_look().foreword.startswith(begins)
