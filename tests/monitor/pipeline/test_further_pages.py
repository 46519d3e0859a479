"""Articles over several pages, followed on a server on loopback."""

from __future__ import annotations

import pytest

from monitor.pipeline import further_pages
from monitor.pipeline.extract import extract_page
from monitor.pipeline.further_pages import Whole, whole_article
from monitor.pipeline.retrieve import retrieve
from tests.monitor.conftest import article

TITLE = "示例市电子病历互联互通"


def page_of(number: int, following: str = "") -> bytes:
    text = f"<p>第{number}页说的是第{number}件事，写得足够长，好让人看得出来。</p>"
    pager = f'<div class="fenye"><a href="{following}">下一页</a></div>' if following else ""
    page = article(TITLE, more=text + pager)
    return page if number == 1 else page.replace("样例正文".encode(), f"续{number}".encode())


def publish(site, pages: int) -> None:
    for number in range(1, pages + 1):
        name = f"/1_{number}.html" if number > 1 else "/1.html"
        site.pages[name] = page_of(number, f"/1_{number + 1}.html" if number < pages else "")


def whole(site) -> Whole:
    answer = retrieve(f"{site.url}/1.html", allow_private=True)
    page = extract_page(answer.body, answer.url, answer.content_type)
    return whole_article(page, answer, allow_private=True)


def test_article_of_one_page_asks_for_nothing_more(site):
    publish(site, 1)
    read = whole(site)
    assert (read.missing, read.error, len(read.answers)) == ("", "", 1)
    assert site.asked == ["/1.html"]


def test_all_pages_are_joined_in_order(site):
    publish(site, 3)
    read = whole(site)
    assert [answer.url for answer in read.answers] == [
        f"{site.url}/1.html", f"{site.url}/1_2.html", f"{site.url}/1_3.html",
    ]  # fmt: skip
    lines = read.page.body_text.split("\n")
    assert [lines.index(line) for n in (1, 2, 3) for line in lines if f"第{n}件事" in line] == [
        2, 5, 8,
    ]  # fmt: skip
    assert (read.missing, read.page.next_url, read.page.title) == ("", "", TITLE)


def test_missing_page_leaves_what_was_read(site):
    publish(site, 3)
    site.status["/1_3.html"] = 500
    read = whole(site)
    assert read.missing == f"{site.url}/1_3.html"
    assert read.error == "The outlet's own server has a fault (500)."
    assert "第2件事" in read.page.body_text
    assert len(read.answers) == 2


def test_page_without_text_counts_as_missing(site):
    publish(site, 2)
    site.pages["/1_2.html"] = b"<html><body></body></html>"
    assert whole(site).error == "No article was found on the page."


@pytest.mark.parametrize("second", ["same", "other"])
def test_chain_ends_at_a_page_that_does_not_continue(site, second):
    publish(site, 2)
    other = article("三所小学用上太阳能热水", more="<p>别的事情，写得也足够长。</p>")
    site.pages["/1_2.html"] = site.pages["/1.html"] if second == "same" else other
    read = whole(site)
    assert (len(read.answers), read.missing) == (1, "")


def test_too_many_pages_are_cut_off_with_the_reason(site, monkeypatch):
    monkeypatch.setattr(further_pages, "MOST", 3)
    publish(site, 5)
    read = whole(site)
    assert len(read.answers) == 3
    assert (read.missing, read.error) == (
        f"{site.url}/1_4.html", "The article has more than 3 pages.",
    )  # fmt: skip


def test_no_more_is_asked_for_after_the_time_is_up(site, monkeypatch):
    monkeypatch.setattr(further_pages, "BUDGET_SECONDS", -1)
    publish(site, 3)
    assert whole(site).error == "The article's further pages took too long."
    assert site.asked == ["/1.html"]


def test_page_with_all_of_the_text_is_preferred(site):
    publish(site, 3)
    link = '<a href="/1_all.html">阅读全文</a>'.encode()
    site.pages["/1.html"] = site.pages["/1.html"].replace(b"</body>", link + b"</body>")
    site.pages["/1_all.html"] = article(
        TITLE, more="".join(f"<p>第{n}页说的是第{n}件事，写得足够长。</p>" for n in (1, 2, 3))
    )
    read = whole(site)
    assert site.asked == ["/1.html", "/1_all.html"]
    assert read.page.body_text.count("件事") == 3
    assert (len(read.answers), read.page.url) == (2, f"{site.url}/1.html")


def test_parts_are_followed_when_the_whole_cannot_be_had(site):
    publish(site, 2)
    link = '<a href="/1_all.html">阅读全文</a>'.encode()
    site.pages["/1.html"] = site.pages["/1.html"].replace(b"</body>", link + b"</body>")
    assert len(whole(site).answers) == 2
    assert site.asked == ["/1.html", "/1_all.html", "/1_2.html"]
