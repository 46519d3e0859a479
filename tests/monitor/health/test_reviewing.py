"""Reviewing: states change on the rows, and people are told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail

from monitor.health.reviewing import review, tell
from monitor.models import Source
from monitor.tasks import watch_health

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(
        name="示例健康报", url="https://a.example/feed", last_success_at=NOW - timedelta(hours=1)
    )


@pytest.fixture
def to_mail(editor: User, reviewer: User) -> User:
    editor.email, reviewer.email = "editor@example.cn", "reviewer@example.cn"
    editor.save()
    reviewer.save()
    return editor


def fail(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(failures=3, last_error="no such host")


def health(source: Source) -> tuple[str, str, datetime | None, bool]:
    source.refresh_from_db()
    return source.health, source.health_reason, source.health_since, source.is_health_told


def test_review_writes_what_has_changed_and_since_when(source):
    assert review(NOW) == 1
    assert health(source) == ("working", "", NOW, True)
    fail(source)
    later = NOW + timedelta(hours=1)
    assert review(later) == 1
    assert health(source) == ("failing", "no such host", later, False)
    assert review(later + timedelta(hours=1)) == 0
    assert health(source)[2] == later


def test_trouble_and_its_end_are_mailed_once_to_who_may_mend_it(source, to_mail):
    review(NOW)
    assert tell() is False
    fail(source)
    review(NOW)
    assert tell() is True
    [alert] = mail.outbox
    assert alert.bcc == ["editor@example.cn"]
    assert "示例健康报: failing" in alert.body
    assert "no such host" in alert.body
    assert tell() is False
    Source.objects.update(failures=0)
    review(NOW)
    assert tell() is True
    assert "示例健康报: working" in mail.outbox[1].body
    assert len(mail.outbox) == 2


def test_what_could_not_be_mailed_is_told_later(source, to_mail, settings):
    review(NOW)
    fail(source)
    review(NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    assert tell() is False
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tell() is True


def test_nobody_with_an_address_is_no_fault(source, editor):
    review(NOW)
    fail(source)
    review(NOW)
    assert tell() is True
    assert mail.outbox == []
    assert health(source)[3]


def test_task_does_all_of_it(source, to_mail):
    fail(source)
    watch_health()
    assert health(source)[0] == "failing"
    assert [message.subject for message in mail.outbox] == [
        "News monitoring: a source needs a look",
        mail.outbox[-1].subject,
    ]
    watch_health()
    assert len(mail.outbox) == 2
