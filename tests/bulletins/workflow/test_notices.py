"""Mail to reviewers and editors."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from bulletins.models import Notice
from bulletins.workflow.notices import send_notice
from bulletins.workflow.review import approve, send_back, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def reached(editor, second_editor, reviewer, chief):
    """Everybody has an address."""
    for person in (editor, second_editor, reviewer, chief):
        person.email = f"{person.username}@desk.example"
        person.save()


def told() -> list[str]:
    return sorted(notice.person.username for notice in Notice.objects.filter(sent_at=None))


def test_reviewers_are_told_of_what_was_submitted(reached, article, editor):
    submit(article, editor)
    assert told() == ["chief", "reviewer"]


def test_who_edited_the_text_is_not_asked_to_review_it(reached, article, editor, chief):
    article.editors.add(chief)
    submit(article, editor)
    assert told() == ["reviewer"]


def test_people_without_address_are_left_out(article, editor, reviewer):
    submit(article, editor)
    assert told() == []


def test_editor_is_told_why_a_text_came_back(reached, article, editor, reviewer):
    submit(article, editor)
    Notice.objects.all().delete()
    send_back(article, reviewer, seen_digest=article.digest, comment="日期不对")
    (notice,) = Notice.objects.all()
    assert send_notice(notice.pk) is True
    (message,) = mail.outbox
    assert message.bcc == ["editor@desk.example"]
    assert article.title in message.subject
    assert "日期不对" in message.body


def test_approval_is_told_to_nobody(reached, article, editor, reviewer):
    submit(article, editor)
    Notice.objects.all().delete()
    approve(article, reviewer, seen_digest=article.digest)
    assert told() == []


def test_mail_names_the_page_if_the_site_is_known(reached, article, editor, settings):
    settings.SITE_URL = "https://weekly.example"
    submit(article, editor)
    send_notice(Notice.objects.filter(person__username="reviewer").get().pk)
    assert f"https://weekly.example/admin/desk/review/{article.pk}/" in mail.outbox[0].body


def test_notice_is_sent_once(reached, article, editor):
    submit(article, editor)
    pk = Notice.objects.values_list("pk", flat=True)[0]
    assert [send_notice(pk), send_notice(pk)] == [True, None]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("hours", "is_due_again"), [(0, True), (25, False)])
def test_notice_waits_for_the_mail_server_for_a_day(
    reached, article, editor, settings, hours, is_due_again
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    submit(article, editor)
    pk = Notice.objects.values_list("pk", flat=True)[0]
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        assert send_notice(pk) is False
    assert (Notice.objects.get(pk=pk).due_at is not None) is is_due_again
    assert Notice.objects.get(pk=pk).sent_at is None
