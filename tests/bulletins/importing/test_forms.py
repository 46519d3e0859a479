"""Other forms in which a bulletin of the series may come: all of them are invented."""

from __future__ import annotations

from datetime import date

import pytest

from bulletins.importing.bulletin import ReadBulletin
from bulletins.importing.dates import PrintedDate, printed_window
from bulletins.importing.facts import facts_of
from bulletins.preflight import check_issue
from tests.bulletins.importing.samples import data_of, read, word_file
from tests.bulletins.importing.test_files import told


def _head(bulletin: ReadBulletin) -> tuple[object, ...]:
    head = bulletin.head
    days = [printed and printed.day for printed in (head.date, head.start, head.end)]
    return (head.title, head.number, head.organisation, *days, head.count, head.topic)


def _items(bulletin: ReadBulletin) -> list[tuple[object, ...]]:
    return [
        (item.title, item.outlet, item.url, item.date and item.date.day, item.body[0].text[:6],
         item.body[-1].text[-6:])
        for item in bulletin.items
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("yearly.txt", (
            "示例省卫生健康信息化舆情监测周报", 460, "示例省卫生健康信息中心", date(2022, 5, 13),
            date(2022, 5, 7), date(2022, 5, 13), 5, "卫生信息化")),
        ("table.md", (
            "全国卫生信息化舆情监测周报", 301, "示例市卫生计生委信息中心", date(2018, 5, 4),
            date(2018, 4, 28), date(2018, 5, 4), 3, "卫生信息化")),
        ("close.txt", (
            "全国卫生信息化舆情监测周报", 510, "北京市示例卫生健康大数据中心", date(2023, 2, 10),
            date(2023, 2, 4), date(2023, 2, 10), 2, "卫生健康大数据与政策研究")),
    ],
)  # fmt: skip
def test_head_is_read_in_other_forms(name, head):
    assert _head(read(data_of(name))) == head


def test_items_of_numbers_in_words_and_dates_behind_the_outlet():
    assert _items(read(data_of("yearly.txt"))) == [
        ("示例市二级以上医院全部接入检查结果互认平台", "示例日报",
         "https://www.sl-daily.example/news/2022-05/09/c_1128.htm", date(2022, 5, 9),
         "示例市卫生健", "成接口改造。"),
        ("互联网医院一年接诊百万人次，乡镇患者占三成", "样例晚报",
         "https://wb.yangli.example/a/20220510/0012345.shtml?from=list", date(2022, 5, 10),
         "样例晚报讯 ", "患者样某说。"),
        ("2022年全省电子健康卡用卡率超过六成", "样例省卫生健康委",
         "http://wjw.yangli.gov.example/art/2022/5/11/art_5512_1.html", date(2022, 5, 11),
         "2022年一", "一个百分点。"),
        ("“云上药房”把药送到山里", "健康样例网", "", date(2022, 5, 12),
         "样例县开通“", "子两天送到。"),
        ("样例县：村医随身带着“小药箱”平板", "样例县融媒体中心",
         "https://mp.weixin.qq.com/s/AbCdEf_gHi-12", None, "5月10日，", "着一块平板。"),
    ]  # fmt: skip


def test_items_with_labels_in_a_list_and_links_behind_words():
    assert _items(read(data_of("table.md"))) == [
        ("远程会诊进社区 三家医院牵头", "样例报", "https://www.yangli.example/2018/0502/77.html",
         date(2018, 5, 2), "三家三级医院", "比过去方便。"),
        ("样例市启用电子处方流转平台", "示例健康报", "", date(2018, 5, 3),
         "样例市启用电", "药店六十家。"),
        ("“互联网+护理”让老人少跑腿", "样例在线",
         "http://www.ylzx.example/health/content/2018-05/04/node_3.htm", date(2018, 5, 4),
         "样例区试点“", "约护士上门。"),
    ]  # fmt: skip


def test_items_without_blank_lines_and_with_broken_link():
    assert _items(read(data_of("close.txt"))) == [
        ("示例大学附属医院：建成“一站式”临床数据中心 助力科研提速", "示例科技报",
         "https://digitalpaper.shili.example/site2/kjb/html/2023-02/07/content_554318.htm?div=-1",
         date(2023, 2, 7), "本报记者 样", "轮数据治理。"),
        ("样例区：家庭医生签约上“云”，慢病管理有了新帮手", "样例新闻网",
         "http://www.ylnews.example/system/2023/02/09/0123.shtml", date(2023, 2, 9),
         "样例区把家庭", "八个百分点。"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["yearly.txt", "close.txt"])
def test_word_file_says_the_same(name):
    assert told(read(word_file(data_of(name).decode()))) == told(read(data_of(name)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("yearly.txt", {("fields", 1), ("date-form", 2), ("link", 2), ("date-form", 3),
                        ("fields", 4), ("fields", 5), ("host", 5)}),
        ("table.md", {("fields", 2), ("date-form", 3)}),
        ("close.txt", {("link", 1)}),
    ],
)  # fmt: skip
def test_findings_are_those_of_a_careful_reader(name, expected):
    """A label that the bulletin never uses is not missing; hints are left aside."""
    findings = check_issue(facts_of(read(data_of(name)), {}))
    told = {(finding.rule, finding.item) for finding in findings if finding.level.value != "hint"}
    assert told == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("时间从2021年5月29日到6月4日，", (date(2021, 5, 29), date(2021, 6, 4))),
        ("2021 年 6 月 7 日至 13 日", (date(2021, 6, 7), date(2021, 6, 13))),
        ("（2018.4.28—5.4）", (date(2018, 4, 28), date(2018, 5, 4))),
        ("2018.4.28—2018.5.4", (date(2018, 4, 28), date(2018, 5, 4))),
        ("2021-12-25 ～ 2021-12-31", (date(2021, 12, 25), date(2021, 12, 31))),
        ("2021年12月30日至1月5日", (date(2021, 12, 30), date(2022, 1, 5))),
        ("时间从 5 月 29 日到 6 月 4 日", (date(2024, 5, 29), date(2024, 6, 4))),
        ("时间从12月30日到1月5日", (date(2023, 12, 30), date(2024, 1, 5))),
        ("2021年2月29日至3月4日", (None, None)),
        ("本周", (None, None)),
    ],
)
def test_window_is_read_with_what_it_leaves_out(text, days):
    start, end = printed_window(text, 2024)
    assert (start and start.day, end and end.day) == days


def test_window_without_a_year_needs_one():
    assert printed_window("时间从5月29日到6月4日", None) == (None, None)
    assert printed_window("2021年5月29日", 2024) == (
        PrintedDate("2021年5月29日", date(2021, 5, 29)), None
    )  # fmt: skip
