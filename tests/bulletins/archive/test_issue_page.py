"""The page of an issue: all of it from the frozen document."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup

from bulletins.models import BulletinMasthead, Issue
from bulletins.workflow.compilation import compile_issue
from tests.bulletins.archive.issues import published_issue, with_failed_pdf, with_pdf


def page(client, number=568, status=200):
    response = client.get(f"/issues/sample/{number}/")
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def words(element):
    return " ".join(element.get_text().split())


def test_issue_page_shows_the_masthead_and_the_foreword(client, issue):
    soup = page(client)
    assert words(soup.h1) == "卫生信息化舆情监测周报 （第五六八期）"
    assert words(soup.select_one(".imprint")) == "示例市卫生健康信息中心 2026 年 11 月 20 日"
    assert words(soup.select_one("#foreword + p")) == (
        "本期周报共收集 2 篇卫生信息化相关信息，时间从 2026 年 11 月 14 日到 2026 年 11 月 20 日，"
        "监测范围包括全国主流媒体及政府网站等。"
    )


def test_issue_page_stays_as_published_when_the_series_is_renamed(client, issue):
    BulletinMasthead.objects.update(title="改了名的周报")
    assert words(page(client).h1) == "卫生信息化舆情监测周报 （第五六八期）"


def test_issue_page_lists_the_contents(client, issue):
    items = page(client).select(".contents > li")
    assert [words(item) for item in items] == [
        "电子病历互联互通 示例健康报 2026-11-20",
        "互联网医院一年 示例健康报 2026-11-20",
    ]
    link = items[0].a
    assert (link["href"], link["rel"]) == (
        "https://news.example/1.html",
        ["noopener", "nofollow", "ugc"],
    )


def test_issue_page_links_web_addresses_only(client, bulletin, staff):
    issue = published_issue(bulletin, staff, date(2026, 11, 20), "甲<script>")
    [item] = page(client, issue.number).select(".contents > li")
    assert item.select("a") == []
    assert "甲<script>" in item.get_text()


def test_issue_page_links_its_neighbours_in_the_series(client, bulletin, staff, issue):
    published_issue(bulletin, staff, date(2026, 11, 27), "后")
    compile_issue(bulletin, date(2026, 12, 4), staff[0])
    links = page(client, 569).select(".neighbours a")
    assert [(link["rel"], link["href"]) for link in links] == [(["prev"], "/issues/sample/568/")]
    links = page(client, 568).select(".neighbours a")
    assert [(link["rel"], link["href"]) for link in links] == [(["next"], "/issues/sample/569/")]


def test_issue_page_describes_the_finished_pdf(client, issue):
    pdf = with_pdf(issue)
    section = page(client).select_one(".pdf")
    assert section.a["href"] == "/issues/sample/568.pdf"
    assert section.code.get_text() == pdf.sha256
    assert "7 pages · 15 bytes" in words(section).replace("\xa0", " ")


def test_issue_page_says_that_the_pdf_is_being_made(client, issue):
    assert "The PDF is being made" in words(page(client).select_one(".pdf [role=status]"))


def test_issue_page_says_that_the_pdf_failed_but_not_why(client, issue):
    with_failed_pdf(issue, "secret reason")
    soup = page(client)
    assert "could not be made yet" in words(soup.select_one(".pdf [role=status]"))
    assert "secret reason" not in soup.get_text()


@pytest.mark.parametrize("path", ["sample/569", "other/568", "sample/" + "9" * 30])
def test_issue_page_of_an_unknown_issue_is_not_found(client, issue, path):
    response = client.get(f"/issues/{path}/")
    assert response.status_code == 404
    assert "There is no page at this address." in response.content.decode()


def test_issue_in_preparation_has_no_page(client, bulletin, editor):
    compile_issue(bulletin, date(2026, 11, 20), editor)
    assert client.get("/issues/sample/0/").status_code == 404
    assert client.get("/issues/sample/1/").status_code == 404


def test_issue_page_takes_the_same_queries_for_one_article_and_for_many(
    client, bulletin, staff, django_assert_num_queries
):
    for week, titles in enumerate(["甲", "乙丙丁戊"]):
        published_issue(bulletin, staff, date(2026, 11, 20 + 7 * week), *titles)
    for issue in Issue.objects.all():
        with django_assert_num_queries(5):
            client.get(f"/issues/sample/{issue.number}/")


@pytest.mark.parametrize("path", ["/", "/issues/sample/568/", "/login/", "/nothing/"])
def test_pages_load_nothing_from_outside_and_name_their_parts(client, issue, path):
    soup = BeautifulSoup(client.get(path).content, "lxml")
    loaded = [str(tag.get("src") or tag.get("href")) for tag in soup.select("link, script, img")]
    assert loaded
    assert all(re.match(r"/static/", address) for address in loaded)
    assert [len(soup.select(part)) for part in ("html[lang=en]", "main#content", "h1")] == [1, 1, 1]
    assert len(soup.select("a.skip[href='#content']")) == 1
    assert soup.select("script, [style], [onclick]") == []
