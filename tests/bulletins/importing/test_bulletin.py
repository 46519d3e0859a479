"""Old bulletins: what the file says, in whatever form it says it."""

from __future__ import annotations

from datetime import date

import pytest

from bulletins.importing.bulletin import NotABulletinError
from bulletins.importing.contents import ContentsEntry
from bulletins.importing.dates import PrintedDate
from tests.bulletins.importing.samples import data_of, read


def text() -> str:
    return data_of("clean.txt").decode()


def test_bulletin_tells_masthead_and_foreword():
    head = read(data_of("clean.txt")).head
    assert (head.title, head.number) == ("卫生信息化样例周报", 101)
    assert head.organisation == "示例市卫生健康信息中心"
    assert head.date == PrintedDate("2026年3月27日", date(2026, 3, 27))
    assert head.start == PrintedDate("2026年3月21日", date(2026, 3, 21))
    assert head.end == PrintedDate("2026年3月27日", date(2026, 3, 27))
    assert (head.count, head.topic) == (2, "卫生信息化")
    assert head.scope == "全国主流媒体及政府网站"


def test_contents_have_the_outlet_behind_the_title_or_on_the_next_line():
    assert read(data_of("clean.txt")).contents == (
        ContentsEntry("示例市三家医院互认检查结果", "示例日报"),
        ContentsEntry("样例省上线电子病历共享平台", "样例省卫生健康委"),
    )


def test_items_have_their_fields_and_a_body_without_title_and_date_line():
    first, second = read(data_of("clean.txt")).items
    assert first.title == first.inner_title == "示例市三家医院互认检查结果"
    assert (first.outlet, first.outlet_label) == ("示例日报", "来源")
    assert first.url == "https://news.example.cn/2026/03/24/101.html"
    assert first.date == PrintedDate("2026-3-24", date(2026, 3, 24))
    assert first.body[0].text.startswith("这是一篇为检验程序而写的样例稿件。")
    assert first.body[-1].text.endswith("“最难的是名称”。")
    assert [line.text for line in second.body][-1] == "平台向基层医疗机构免费开放。"
    assert first.missing == second.missing == ()


def test_unreadable_date_is_none_and_guessed():
    start = read(data_of("faulty.md")).head.start
    assert start == PrintedDate("2026 年 3 年 23 日", None, date(2026, 3, 23))


def test_number_is_read_in_any_form():
    assert read(data_of("faulty.md")).head.number == 408
    for written in ("第408期", "第四〇八期", "第４０８期", "第四零八期"):
        assert read(text().replace("第一〇一期", written).encode()).head.number == 408


def test_broken_link_is_joined_and_its_lines_are_kept():
    item = read(data_of("faulty.md")).items[2]
    assert item.url == "http://bbs.example.cn/thread/2026-03/26/33.html"
    assert item.url_lines == ("http://bbs.example.cn/thread/2026-03/26/3", "3. html")


def test_continued_link_does_not_begin_the_next_item():
    assert [item.title for item in read(data_of("faulty.md")).items] == [
        "示例市推进互联互通 患者少跑路", "3 家医院试点 AI 随访", "样例区建成云平台",
    ]  # fmt: skip


def test_markdown_escapes_in_a_link_are_undone():
    item = read(data_of("faulty.md")).items[1]
    assert item.url == "https://wb.example.cn/html/2026-03/20/content_9.htm"
    assert len(item.url_lines) == 1


def test_labels_may_stand_on_one_line():
    together = text().replace(
        "来源：示例日报\n\n链接：\n\nhttps://news.example.cn/2026/03/24/101.html\n\n主要内容：",
        "来源：示例日报 日期：2026-03-24 链接：https://news.example.cn/2026/03/24/101.html\n\n主要内容：",
    )
    item = read(together.encode()).items[0]
    assert (item.outlet, item.url) == ("示例日报", "https://news.example.cn/2026/03/24/101.html")
    assert item.date == PrintedDate("2026-03-24", date(2026, 3, 24))


def test_title_may_take_two_lines():
    broken = text().replace(
        "标题：示例市三家医院互认检查结果", "标题：示例市三家医院互认\n\n检查结果"
    )
    assert read(broken.encode()).items[0].title == "示例市三家医院互认检查结果"


def test_gb18030_and_utf16_are_read():
    for charset in ("gb18030", "utf-16", "utf-8-sig"):
        assert read(text().encode(charset)) == read(data_of("clean.txt"))


def test_articles_are_found_without_the_heading_above_them():
    assert len(read(text().replace("二、具体内容\n", "").encode()).items) == 2


@pytest.mark.parametrize(
    "other", ["", "一篇普通的样例文章\n\n第一段。\n\n第二段。", "第一〇一期\n\n只有期号"]
)
def test_other_text_is_refused(other):
    with pytest.raises(NotABulletinError):
        read(other.encode())
