"""``manage.py render_issue``: from the frozen document to a file, or words that say why not."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pypdf import PdfReader

from bulletins.models import Bulletin, BulletinMasthead, Rendition
from tests.bulletins.archive.issues import published_issue, with_failed_pdf


def test_render_issue_writes_the_frozen_document(issue, tmp_path, capsys):
    BulletinMasthead.objects.update(title="改了名的周报")
    output = tmp_path / "issue.pdf"
    call_command("render_issue", "第一期", output=output)
    with PdfReader(output) as reader:
        assert reader.metadata
        assert reader.metadata.title == "卫生信息化舆情监测周报（第一期）"
        pages = len(reader.pages)
    digest = hashlib.sha256(output.read_bytes()).hexdigest()
    printed = capsys.readouterr().out
    assert printed.startswith(f"卫生信息化舆情监测周报 第一期: {output} (pages: {pages}, ")
    assert digest in printed
    assert Rendition.objects.get().state == Rendition.State.WAITING


@pytest.mark.parametrize("state", ["failed", "none"])
def test_render_issue_makes_the_readers_pdf(issue, state, capsys):
    if state == "failed":
        with_failed_pdf(issue, "too slow")
    if state == "none":
        Rendition.objects.all().delete()
    call_command("render_issue", "1")
    pdf = Rendition.objects.get()
    assert (pdf.state, pdf.error, pdf.due_at) == (Rendition.State.READY, "", None)
    assert hashlib.sha256(Path(pdf.file.path).read_bytes()).hexdigest() == pdf.sha256
    assert pdf.file.path in capsys.readouterr().out


def test_render_issue_leaves_a_finished_pdf_alone(issue, capsys):
    call_command("render_issue", "1")
    first = capsys.readouterr().out
    call_command("render_issue", "1")
    assert capsys.readouterr().out == first
    pdf = Rendition.objects.get()
    assert pdf.attempts == 1
    Path(pdf.file.path).unlink()
    with pytest.raises(CommandError, match="is missing"):
        call_command("render_issue", "1")


def test_render_issue_leaves_it_to_the_worker_that_is_at_it(issue):
    Rendition.objects.claim(issue.renditions.get().pk, timezone.now(), timedelta(minutes=1))
    with pytest.raises(CommandError, match="A worker is rendering this issue"):
        call_command("render_issue", "1")


def test_render_issue_tells_why_rendering_failed(issue, settings):
    settings.RENDERING_TIMEOUT = 0.01
    with pytest.raises(CommandError, match="not ready after 0 seconds"):
        call_command("render_issue", "1")
    assert Rendition.objects.get().state == Rendition.State.FAILED


def test_render_issue_tells_that_it_cannot_write(issue, tmp_path):
    output = tmp_path / "missing" / "issue.pdf"
    with pytest.raises(CommandError, match=r"issue\.pdf” cannot be written: No such file"):
        call_command("render_issue", "1", output=output)


@pytest.mark.parametrize("number", ["abc", "0", "-1", "第期"])
def test_render_issue_refuses_what_is_no_number(db, number):
    with pytest.raises(CommandError, match="is not an issue number"):
        call_command("render_issue", "--", number)


@pytest.mark.parametrize("number", ["2", "9" * 30])
def test_render_issue_of_an_unknown_issue_is_refused(issue, number):
    with pytest.raises(CommandError, match="There is no published issue 第"):
        call_command("render_issue", number)


def test_render_issue_asks_which_series_is_meant(issue, staff):
    other = Bulletin.objects.create(name="另一份周报", slug="other")
    BulletinMasthead.objects.create(
        bulletin=other, valid_from=date(2020, 1, 1), title="另一份周报", organisation="示例中心",
        topic_phrase="样例",
    )  # fmt: skip
    published_issue(other, staff, date(2026, 11, 20), "另一篇")
    with pytest.raises(CommandError, match=r"Choose one with --bulletin: .*other"):
        call_command("render_issue", "1")
    with pytest.raises(CommandError, match="There is no published issue 第二期"):
        call_command("render_issue", "2", bulletin="other")


@pytest.mark.parametrize("name", ["docx", "html", "json", "mail"])
def test_render_issue_writes_other_formats(issue, name, tmp_path, capsys):
    output = tmp_path / f"issue.{name}"
    call_command("render_issue", "1", format=name, output=output)
    assert hashlib.sha256(output.read_bytes()).hexdigest() in capsys.readouterr().out
    with pytest.raises(CommandError, match="--output"):
        call_command("render_issue", "1", format=name)
