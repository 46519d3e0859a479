"""The weekly report: made once for a week that is over, and mailed until that succeeds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from monitor.health.reporting import report, week_to_report
from monitor.models import Entry, HealthReport, Source

MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)  # nine o'clock in Beijing


@pytest.fixture
def sources(db) -> list[Source]:
    busy, silent = (
        Source.objects.create(
            name=name, url="https://a.example/feed", health=health, health_reason=reason,
            last_success_at=MONDAY,
        )
        for name, health, reason in (("甲报", "working", ""), ("乙网", "silent", "for 9 days"))
    )  # fmt: skip
    for number, day in enumerate((16, 22, 23)):
        Entry.objects.create(
            source=busy, url=f"https://a.example/{number}", link_key=str(number), item_digest="",
            title="样例", found_at=datetime(2026, 11, day, 4, tzinfo=UTC),
        )  # fmt: skip
    return [busy, silent]


@pytest.mark.parametrize(
    ("at", "week"),
    [
        (datetime(2026, 11, 22, 15, 59, tzinfo=UTC), date(2026, 11, 9)),
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), date(2026, 11, 9)),
        (datetime(2026, 11, 23, 0, 1, tzinfo=UTC), date(2026, 11, 16)),
        (datetime(2026, 11, 29, 12, tzinfo=UTC), date(2026, 11, 16)),
    ],
)
def test_week_is_over_on_monday_at_eight(at, week):
    assert week_to_report(at) == week


def test_report_tells_what_each_source_brought_and_what_is_wrong(sources, editor):
    editor.email = "editor@example.cn"
    editor.save()
    row = report(MONDAY)
    assert row
    assert row.week == date(2026, 11, 16)
    assert "From 2026-11-16 to 2026-11-22 the sources brought 2 items." in row.text
    assert "- 乙网: silent\n  for 9 days" in row.text
    assert "2  甲报（working）" in row.text
    [message] = mail.outbox
    assert row.text in message.body
    assert row.mailed_at == MONDAY


def test_report_is_made_and_mailed_once(sources):
    assert report(MONDAY)
    assert report(MONDAY + timedelta(hours=5)) is None
    assert HealthReport.objects.count() == 1


def test_without_sources_there_is_no_report(db):
    assert report(MONDAY) is None
    assert not HealthReport.objects.exists()
