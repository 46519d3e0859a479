"""The download: only what is published and ready, with the right name and validators."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletins.archive.views import file_name
from tests.bulletins.archive.issues import PDF, with_failed_pdf, with_pdf
from tests.bulletins.rendering.samples import sample_document

URL = "/issues/sample/568.pdf"


def test_pdf_is_handed_out_as_it_was_stored(client, issue):
    pdf = with_pdf(issue)
    response = client.get(URL)
    assert b"".join(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["ETag"] == f'"{pdf.sha256}"'
    assert response["Content-Length"] == str(len(PDF))
    assert "no-cache" in response["Cache-Control"]


def test_pdf_is_not_sent_twice(client, issue):
    pdf = with_pdf(issue)
    response = client.get(URL, headers={"If-None-Match": f'"{pdf.sha256}"'})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'"{pdf.sha256}"'


def test_file_name_says_series_and_number():
    assert file_name(sample_document()) == "全国卫生信息化舆情监测周报-第五六八期.pdf"


def test_pdf_that_is_not_ready_leads_to_the_words_that_say_so(client, issue):
    response = client.get(URL)
    assert response.status_code == 404
    assert "The PDF is being made" in response.content.decode()
    with_failed_pdf(issue, "reason")
    response = client.get(URL)
    assert response.status_code == 404
    assert "could not be made yet" in response.content.decode()


def test_pdf_whose_file_is_lost_is_explained_and_logged(client, issue, caplog):
    pdf = with_pdf(issue)
    Path(pdf.file.path).unlink()
    response = client.get(URL)
    assert response.status_code == 404
    assert "There is no PDF of this issue at present." in response.content.decode()
    assert pdf.file.name in caplog.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_can_only_be_read(client, issue, method):
    for url in ("/", "/issues/sample/568/", URL):
        assert getattr(client, method)(url).status_code == 405
