"""Links to the next page of an article, and links that only look like it."""

import pytest

from monitor.pipeline.extract import extract_page

HOME = "https://www.example.com"
TEXT = "<p>这是测试用的第一段示例文字，说的是小学的热水，写得足够长，有四十多个字，不至于太短。</p>"


def read(pager, url, head=""):
    page = f"<html><head><title>示例：水房里的热水</title>{head}</head><body>"
    page += f"<h1>示例：水房里的热水</h1><div class=text>{TEXT * 3}</div>{pager}</body></html>"
    return extract_page(page.encode(), HOME + url)


@pytest.mark.parametrize(
    ("url", "link", "label"),
    [
        ("/a/123.html", "/a/123_2.html", "下一页"),
        ("/a/123.html", "123_2.html", "2"),
        ("/a/123.html", "/a/123-2.html", "[2]"),
        ("/a/index.shtml", "/a/index_1.shtml", "下一页 >"),
        ("/a/123_2.html", "/a/123_3.html", "下页"),
        ("/a/123/", "/a/123/2/", "Next page"),
        ("/a?id=7", "/a?id=7&amp;page=2", "下一页"),
        ("/a?id=7&page=2", "/a?id=7&amp;page=3", "»"),
    ],
)
def test_next_page_is_this_address_counted_on(url, link, label):
    page = read(f"<div class=page><b>1</b> <a href='{link}'>{label}</a></div>", url)
    assert page.next_url.endswith(link.replace("&amp;", "&"))
    assert page.next_url.startswith(HOME)
    assert page.body_text.count("第一段") == 3


@pytest.mark.parametrize(
    ("url", "link", "label"),
    [
        ("/a/123.html", "/a/123_2.html", "下一篇"),
        ("/a/123.html", "/a/124.html", "下一页"),
        ("/a/123.html", "/a/123_3.html", "3"),
        ("/a/123_2.html", "/a/123.html", "上一页"),
        ("/a/123_2.html", "/a/123_1.html", "1"),
        ("/a/123.html", "https://elsewhere.example/a/123_2.html", "下一页"),
        ("/thread-1-1-1.html", "/thread-1-2-1.html", "下一页"),
        ("/a?id=7", "/a?id=8", "下一页"),
        ("/a/123.html", "javascript:next()", "下一页"),
    ],
)
def test_other_links_are_no_next_page(url, link, label):
    assert read(f"<div><a href='{link}'>{label}</a></div>", url).next_url == ""


def test_links_far_below_the_text_are_not_looked_at():
    comments = "<p>网友说话</p>" * 60
    assert (
        read(
            f"<div class=comments>{comments}</div><a href='/a/123_2.html'>下一页</a>", "/a/123.html"
        ).next_url
        == ""
    )


@pytest.mark.parametrize(
    ("call", "following"),
    [
        ('createPageHTML(3, 0, "t20240325_1", "html");', "/a/t20240325_1_1.html"),
        ('createPageHTML(3, 1, "t20240325_1", "html");', "/a/t20240325_1_2.html"),
        ('createPageHTML(3, 2, "t20240325_1", "html");', ""),
        ('createPageHTML(1, 0, "t20240325_1", "html");', ""),
    ],
)
def test_pages_that_a_script_counts_are_known(call, following):
    page = read(f"<script>{call}</script>", "/a/t20240325_1.html")
    assert page.next_url == (HOME + following if following else "")


@pytest.mark.parametrize(
    ("link", "label", "known"),
    [
        ("/a/123_all.html", "阅读全文", True),
        ("/a/123.html?page=all", "单页阅读", True),
        ("/a/999_all.html", "阅读全文", False),
        ("/a/123_2.html", "余下全文", False),
    ],
)
def test_page_with_all_of_the_text_is_known(link, label, known):
    page = read(f"<div><a href='{link}'>{label}</a></div>", "/a/123.html")
    assert page.whole_url == (HOME + link if known else "")
