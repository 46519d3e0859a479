"""``manage.py annual_volume``: for readers or to a file, or words that say why not."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from bulletins.models import Rendition
from bulletins.workflow.publication import render
from tests.bulletins.archive.issues import published_issue, with_pdf


@pytest.fixture
def two_issues(issue, bulletin, staff):
    """Publish two issues and make their PDFs."""
    second = published_issue(bulletin, staff, date(2026, 11, 27), "检查结果互认", "数据标准")
    for rendition in Rendition.objects.all():
        assert render(rendition.pk)
    return issue, second


def test_volume_of_a_year_is_kept_for_the_readers(two_issues, client, capsys):
    call_command("annual_volume", "2026")
    assert "volumes/sample/2026.pdf" in capsys.readouterr().out
    call_command("annual_volume", "2026")
    with default_storage.open("volumes/sample/2026.pdf") as file:
        reader = PdfReader(file)
        assert "第一期（2026年11月20日，1篇）" in reader.pages[0].extract_text().replace(" ", "")
        assert len(reader.outline) > 3
    page = client.get("/volumes/sample/2026.pdf")
    assert page.headers["Content-Type"] == "application/pdf"
    assert b"".join(page.streaming_content).startswith(b"%PDF-")
    assert b"/volumes/sample/2026.pdf" in client.get("/").content


def test_volume_of_some_days_is_written(two_issues, tmp_path):
    output = tmp_path / "volume.pdf"
    options = {"first": date(2026, 11, 21), "last": date(2026, 12, 31), "output": output}
    call_command("annual_volume", **options)
    with PdfReader(output) as reader:
        text = reader.pages[0].extract_text().replace(" ", "")
    assert "共1期、2篇" in text


def test_volume_that_was_not_made_is_not_found(issue, client):
    assert client.get("/volumes/sample/2026.pdf").status_code == 404
    assert b"/volumes/" not in client.get("/").content


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "Name a year"),
        ({"year": 2025}, "No issue was published in this time."),
        ({"year": 2026}, "第一期 has no PDF yet."),
        ({"first": date(2026, 1, 1), "last": date(2026, 12, 31)}, "--output"),
        ({"year": 2026, "bulletin": "other"}, "There is no such bulletin."),
    ],
)
def test_what_cannot_be_joined_is_said(issue, options, told):
    with pytest.raises(CommandError, match=told):
        call_command("annual_volume", **options)


def test_a_missing_file_is_said(issue):
    pdf = with_pdf(issue)
    pdf.file.storage.delete(str(pdf.file))
    with pytest.raises(CommandError, match="is missing"):
        call_command("annual_volume", 2026)
