"""Pages without a known address, as when a saved file is read."""

from __future__ import annotations

from monitor.pipeline.extract import extract_page

_PAGE = """<html><head><title>样例：示例医院上线新系统</title>{head}</head><body>
<h1>样例：示例医院上线新系统</h1><p>来源：示例健康报　2026-11-18</p>
<div><p>{text}</p><p><img src="/img/1.jpg" width="400" height="300"></p><p>{text}</p></div>
</body></html>"""
_TEXT = "这是一段为测试而写的样例正文，说明示例医院的信息系统已经上线，医生和患者都觉得方便。" * 3


def _read(head: str = ""):
    return extract_page(_PAGE.format(head=head, text=_TEXT).encode(), "")


def test_extract_takes_the_address_that_the_page_states():
    page = _read('<link rel="canonical" href="https://news.example/2026/1.html">')
    assert page.url == "https://news.example/2026/1.html"
    assert [image.src for image in page.images] == ["https://news.example/img/1.jpg"]


def test_extract_without_any_address_still_lists_pictures():
    page = _read()
    assert page.url == ""
    assert [image.src for image in page.images] == ["http://page.invalid/img/1.jpg"]
