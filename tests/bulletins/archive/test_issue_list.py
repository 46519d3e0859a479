"""The list of issues: what readers find in it, and what hostile queries do not do to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from bulletins.archive.forms import MAX_QUERY_LENGTH
from bulletins.workflow.amending import begin_correction, correct, withdraw
from bulletins.workflow.compilation import compile_issue
from bulletins.workflow.editing import revise_article
from bulletins.workflow.review import approve, submit
from tests.bulletins.archive.issues import published_issue


def page(client, query=None):
    response = client.get("/", query or {})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def headings(soup):
    return [" ".join(heading.get_text().split()) for heading in soup.select(".issues h2")]


def titles(soup):
    return [title.get_text() for title in soup.select(".titles li")]


def test_list_shows_published_issues_newest_first(client, bulletin, staff, issue):
    published_issue(bulletin, staff, date(2026, 11, 27), "后一期的稿件")
    compile_issue(bulletin, date(2026, 12, 4), staff[0])
    soup = page(client)
    assert headings(soup) == [
        "卫生信息化舆情监测周报 第五六九期",
        "卫生信息化舆情监测周报 第五六八期",
    ]
    assert soup.select_one(".issues h2 a")["href"] == "/issues/sample/569/"


def test_list_names_the_first_titles_and_counts_the_rest(client, bulletin, staff):
    published_issue(bulletin, staff, date(2026, 11, 20), "甲", "乙", "丙", "丁", "戊")
    soup = page(client)
    assert titles(soup) == ["甲", "乙", "丙"]
    assert soup.select_one(".more").get_text() == "and 2 more"
    assert "5 articles" in soup.select_one(".issues .meta").get_text()


def test_list_says_that_nothing_is_published(client, db):
    soup = page(client)
    assert soup.select_one(".notice").get_text() == (
        "No issue has been published yet. The first one will appear here."
    )
    assert soup.select("main form") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("互联", ["电子病历互联互通", "互联网医院一年"]),
        ("互联 病历", ["电子病历互联互通"]),
        ("互联　一年", ["互联网医院一年"]),  # an ideographic space
    ],
)
def test_search_shows_the_titles_that_hold_all_words(client, issue, query, found):
    soup = page(client, {"q": query})
    assert titles(soup) == found


@pytest.mark.parametrize("query", ["样例正文", "示例健康报 正文", "年 正文"])
def test_search_looks_into_the_text_too(client, issue, query):
    soup = page(client, {"q": query})
    expected = ["互联网医院一年"] if "年" in query else ["电子病历互联互通", "互联网医院一年"]
    assert titles(soup) == expected


@pytest.mark.parametrize("query", ["病历 一年", "%", "_", "\\", "' OR 1=1", "没有的词"])
def test_search_without_result_says_so(client, issue, query):
    soup = page(client, {"q": query})
    assert headings(soup) == []
    assert "No issue fits this search." in soup.select_one("[role=status]").get_text()


def test_search_by_year(client, bulletin, staff, issue):
    published_issue(bulletin, staff, date(2025, 1, 3), "旧的稿件")
    soup = page(client, {"year": "2025"})
    assert titles(soup) == ["旧的稿件"]
    assert [option["value"] for option in soup.select("#id_year option")] == ["", "2026", "2025"]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "%" * 10_000},
        {"q": "字" * (MAX_QUERY_LENGTH + 1)},
        {"q": "a\x00b"},
        {"year": "abc"},
        {"year": "9" * 5000},
        {"year": "2024"},
    ],
)
def test_search_that_makes_no_sense_is_explained(client, issue, query):
    soup = page(client, query)
    assert headings(soup) == []
    assert soup.select_one(".invalid-feedback")
    assert soup.select_one(".notice").get_text().startswith("Please correct the search above.")


def test_search_escapes_what_was_typed(client, issue):
    response = client.get("/", {"q": "\"><script>alert('x')</script>"})
    assert b"<script" not in response.content


@pytest.fixture
def many(bulletin, staff):
    first = date(2026, 1, 2)
    for week in range(14):
        published_issue(bulletin, staff, first + timedelta(weeks=week), f"稿件之{week}")


def test_list_is_paginated_and_keeps_the_search(client, many):
    soup = page(client, {"q": "稿件", "year": "2026"})
    assert len(headings(soup)) == 12
    older = soup.select_one("a[rel=next]")
    assert older["href"] == "?q=%E7%A8%BF%E4%BB%B6&year=2026&page=2"
    soup = BeautifulSoup(client.get("/" + older["href"]).content, "lxml")
    assert titles(soup) == ["稿件之1", "稿件之0"]
    assert soup.select_one("a[rel=prev]")


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, "9" * 5000, "\x00"])
def test_list_shows_a_page_whatever_number_is_asked_for(client, issue, number):
    assert len(headings(page(client, {"page": number}))) == 1


def test_list_takes_the_same_queries_for_one_issue_and_for_many(
    client, issue, bulletin, staff, django_assert_num_queries
):
    client.get("/", {"q": "互联"})  # which reads what was written just now
    with django_assert_num_queries(7):
        client.get("/", {"q": "互联"})
    for week in range(1, 4):
        published_issue(bulletin, staff, date(2026, 11, 20) + timedelta(weeks=week), "互联网")
    client.get("/", {"q": "互联"})
    with django_assert_num_queries(7):
        client.get("/", {"q": "互联"})


@pytest.fixture
def corrected(issue, staff):
    """The issue with a new title for its second article."""
    editor, reviewer, publisher = staff
    article = begin_correction(issue.items.all()[1], editor)
    revise_article(article, editor, seen_digest=article.digest, title="云端医院两年")
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    correct(article, publisher, "标题有误，现予更正。")
    return issue


@pytest.mark.parametrize("words", ["云端", "互联网"])
def test_corrected_text_is_found_by_its_words_and_by_the_old_ones(client, corrected, words):
    soup = page(client, {"q": words})
    assert headings(soup) == ["卫生信息化舆情监测周报 第五六八期"]
    assert titles(soup) == ["云端医院两年"]
    assert "corrected" in soup.select_one(".issues .meta").get_text()
    shown = client.get("/issues/sample/568/").content.decode()
    assert "标题有误，现予更正。" in shown


def test_draft_of_a_correction_is_not_found(client, issue, staff):
    article = begin_correction(issue.items.all()[1], staff[0])
    revise_article(article, staff[0], seen_digest=article.digest, title="云端医院两年")
    assert headings(page(client, {"q": "云端"})) == []


def test_text_of_a_withdrawn_issue_is_not_found(client, issue, staff):
    withdraw(issue, staff[2], "来源不实")
    assert headings(page(client, {"q": "互联网"})) == []
    assert len(headings(page(client))) == 1
