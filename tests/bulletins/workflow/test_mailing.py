"""Mail through a real server on loopback: what it gets, and what follows when it refuses."""

from __future__ import annotations

import email
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import default
from socket import socket
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.management import CommandError, call_command
from django.utils import timezone

from bulletins.models import Notice
from bulletins.workflow.mailing import mail_issue
from bulletins.workflow.notices import send_notice
from bulletins.workflow.review import submit
from content.pictures import store_picture
from tests.bulletins.archive.issues import PDF, published_issue, with_pdf
from tests.bulletins.importing.samples import picture

pytestmark = pytest.mark.django_db


class Inbox:
    """Takes mail, but none for ``full@…``."""

    def __init__(self) -> None:
        self.raw = b""
        self.taken: list[tuple[str, list[str], EmailMessage]] = []

    async def handle_RCPT(  # noqa: N802 - the server's name for it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("full@"):
            return "552 5.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.raw = envelope.content
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, message))
        return "250 OK"


def _free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@pytest.fixture
def server(settings):
    """A server on a free port, to which Django sends."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.EMAIL_PORT = controller.port
    settings.DEFAULT_FROM_EMAIL = "周报编辑部 <weekly@desk.example>"
    settings.SITE_URL = "https://weekly.example"
    yield inbox, controller
    if controller.server is not None:
        controller.stop()


@pytest.fixture
def issue(bulletin, editor, reviewer, publisher, settings, tmp_path):
    settings.MEDIA_ROOT, settings.PICTURES_DIR = tmp_path / "media", tmp_path / "pictures"
    staff = (editor, reviewer, publisher)
    issue = published_issue(bulletin, staff, date(2026, 11, 20), "电子病历互联互通")
    with_pdf(issue)
    return issue


def test_reader_gets_the_issue_with_its_pdf(server, issue):
    mailed = mail_issue(issue, ["reader@a.example", "reader@a.example"])
    [(sender, recipients, message)] = server[0].taken
    assert (mailed.reached, mailed.failed) == (("reader@a.example",), {})
    assert (sender, recipients) == ("weekly@desk.example", ["reader@a.example"])
    assert message["Subject"].strip() == "卫生信息化舆情监测周报（第一期）"
    assert message["From"] == "周报编辑部 <weekly@desk.example>"
    assert message["To"] == "reader@a.example"
    assert message["Message-ID"]
    assert message["Date"].datetime
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<sample.desk.example>"
    assert message["List-Unsubscribe"] == "<mailto:weekly@desk.example?subject=unsubscribe>"
    bodies: list[Any] = [message.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (body.get_content() for body in bodies)
    assert "1. 电子病历互联互通（示例健康报）" in text
    assert "https://weekly.example/issues/sample/1.pdf" in html
    [pdf] = [part for part in message.walk() if part.get_content_type() == "application/pdf"]
    assert pdf.get_filename() == "卫生信息化舆情监测周报（第一期）.pdf"
    assert pdf.get_payload(decode=True) == PDF
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds[:4] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip


def test_no_line_is_longer_than_servers_take(server, issue):
    mail_issue(issue, ["reader@a.example"])
    assert max(map(len, server[0].raw.split(b"\r\n"))) <= 998
    head = server[0].raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 200


def test_pictures_go_along_under_the_names_in_the_page(server, issue, settings):
    src = store_picture(picture()).src
    document = issue.document
    document["items"][0]["body_html"] = f'<figure><img src="{src}" alt="图"></figure>'
    mail_issue(issue, ["reader@a.example"])
    message = server[0].taken[0][2]
    [image] = [part for part in message.walk() if part.get_content_maintype() == "image"]
    html: Any = message.get_body(("html",))
    assert f"cid:{image['Content-ID'].strip('<>')}" in html.get_content()
    assert image.get_payload(decode=True)[:3] == b"\xff\xd8\xff"


def test_large_pdf_is_linked(server, issue, monkeypatch):
    monkeypatch.setattr("bulletins.workflow.mailing.MOST_BYTES", 3)
    mail_issue(issue, ["reader@a.example"])
    message = server[0].taken[0][2]
    assert "application/pdf" not in [part.get_content_type() for part in message.walk()]
    text: Any = message.get_body(("plain",))
    assert "PDF：https://weekly.example/issues/sample/1.pdf" in text.get_content()


def test_refused_address_holds_up_no_other_and_is_named(server, issue, capsys, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(CommandError, match=r"Not sent: full@a\.example\. Call the command again"):
        call_command("mail_issue", "1", "--to", "full@a.example", "reader@b.example")
    told = capsys.readouterr()
    assert "sent to 1 addresses" in told.out
    assert "full@a.example: 552 5.2.2 mailbox full" in told.err
    assert [recipients for _sender, recipients, _message in server[0].taken] == [
        ["reader@b.example"]
    ]


def test_without_a_server_everybody_is_named_at_once(server, issue):
    server[1].stop()
    mailed = mail_issue(issue, ["one@a.example", "two@a.example"])
    assert mailed.reached == ()
    assert list(mailed.failed) == ["one@a.example", "two@a.example"]
    assert "refused" in mailed.failed["two@a.example"].lower()


def test_list_of_addresses_is_checked_before_anything_is_sent(server, issue, tmp_path):
    readers = tmp_path / "readers.txt"
    readers.write_text("# 读者\none@a.example  # 甲\n\nno address\n")
    with pytest.raises(CommandError):
        call_command("mail_issue", "1", "--list", readers)
    assert server[0].taken == []
    readers.write_text("# 读者\none@a.example  # 甲\n\ntwo@a.example\n")
    call_command("mail_issue", "1", "--list", readers)
    assert [recipients for _sender, recipients, _message in server[0].taken] == [
        ["one@a.example"], ["two@a.example"],
    ]  # fmt: skip


@pytest.mark.parametrize("words", [[], ["--to", "x"], ["--list", "/nowhere/readers"]])
def test_mail_issue_says_what_is_missing(issue, words):
    with pytest.raises(CommandError):
        call_command("mail_issue", "1", *words)


def test_notice_to_a_reviewer_goes_through_the_server(server, article, editor, reviewer):
    reviewer.email = "reviewer@desk.example"
    reviewer.save()
    submit(article, editor)
    assert send_notice(Notice.objects.get().pk) is True
    [(_sender, recipients, message)] = server[0].taken
    assert recipients == ["reviewer@desk.example"]
    assert article.title in message["Subject"]
    assert message["Bcc"] is None
    assert message["Auto-Submitted"] == "auto-generated"
    assert f"https://weekly.example/admin/desk/review/{article.pk}/" in message.get_content()


def test_notice_waits_for_a_server_that_is_away(server, article, editor, reviewer):
    reviewer.email = "reviewer@desk.example"
    reviewer.save()
    submit(article, editor)
    notice = Notice.objects.get()
    inbox, controller = server
    controller.stop()
    assert send_notice(notice.pk) is False
    notice.refresh_from_db()
    assert notice.sent_at is None
    assert notice.due_at is not None
    assert notice.due_at > timezone.now()
    again = Controller(inbox, hostname="127.0.0.1", port=controller.port)
    again.start()
    try:
        with time_machine.travel(notice.due_at + timedelta(seconds=1)):
            assert send_notice(notice.pk) is True
    finally:
        again.stop()
    assert len(inbox.taken) == 1
