"""The issue in other formats: from the frozen document, for whoever may see the issue."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from bulletins.models import BulletinMasthead

STARTS = {"docx": b"PK", "html": b"<!doctype html>", "json": b"{"}


@pytest.mark.parametrize("name", STARTS)
def test_issue_is_handed_out_in_the_format(client, issue, name):
    response = client.get(f"/issues/sample/568.{name}")
    assert response.status_code == 200
    assert STARTS[name] in response.content[:200]
    disposition = unquote(response["Content-Disposition"])
    assert disposition.startswith("attachment")
    assert f"第五六八期.{name}" in disposition
    assert response["X-Content-Type-Options"] == "nosniff"


def test_file_says_what_was_frozen(client, issue):
    BulletinMasthead.objects.update(title="改了名的周报")
    plain = json.loads(client.get("/issues/sample/568.json").content)
    assert plain["masthead"]["title"] == "卫生信息化舆情监测周报"
    assert [item["title"] for item in plain["items"]] == ["电子病历互联互通", "互联网医院一年"]


@pytest.mark.parametrize("address", ["568.mail", "568.exe", "569.docx"])
def test_other_addresses_lead_nowhere(client, issue, address):
    assert client.get(f"/issues/sample/{address}").status_code == 404


def test_closed_archive_asks_for_a_log_in(client, issue, settings):
    settings.ARCHIVE_PUBLIC = False
    assert client.get("/issues/sample/568.docx").status_code == 302


def test_issue_page_links_them(client, issue):
    soup = BeautifulSoup(client.get("/issues/sample/568/").content, "lxml")
    links = [link["href"] for link in soup.select("section.pdf a")]
    assert links == [f"/issues/sample/568.{name}" for name in STARTS]
