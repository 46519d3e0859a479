"""The rules, each with what it finds and what it lets pass."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bulletins.importing.facts import facts_of
from bulletins.preflight import IssueFacts, ItemFacts, check_issue
from bulletins.preflight.facts import (
    DateText,
    Kind,
    LinkFault,
    Paragraph,
    Picture,
    PrintedBefore,
)
from bulletins.preflight.findings import Mend
from bulletins.preflight.rules.glyphs import check_item as check_item_glyphs
from bulletins.preflight.rules.tracking import untracked
from bulletins.preflight.rules.width import widened
from bulletins.rhythm import ByDaysOfMonth
from tests.bulletins.importing.samples import data_of, read

FRIDAY = date(2026, 3, 27)
CLEAN: dict[str, Any] = {
    "title": "样例标题", "published_on": date(2026, 3, 24), "source_name": "示例日报",
    "url": "https://news.example.cn/a.html",
}  # fmt: skip


def item(*texts: str, **fields: Any) -> ItemFacts:
    paragraphs = tuple(Paragraph(text) for text in texts or ("样例正文说完了一句话。",))
    facts: dict[str, Any] = {"position": 1, "paragraphs": paragraphs} | CLEAN | fields
    return ItemFacts(**facts)


def found(*items: ItemFacts, **fields: Any) -> list[tuple[str, str]]:
    """Rules and levels of what is wrong with an issue of these items."""
    facts: dict[str, Any] = {
        "issue_date": FRIDAY, "window_start": date(2026, 3, 21), "window_end": FRIDAY,
        "items": items or (item(),),
    } | fields  # fmt: skip
    findings = check_issue(IssueFacts(**facts))
    return [(finding.rule, finding.level.value) for finding in findings]


def body(*texts: str) -> list[tuple[str, str]]:
    return found(item(*texts))


def test_clean_item_has_no_finding():
    assert found() == []


def test_clean_bulletin_has_no_finding_above_a_hint():
    facts = facts_of(read(data_of("clean.txt")), {})
    assert [finding.rule for finding in check_issue(facts) if finding.level != "hint"] == []


def test_faulty_bulletin_has_every_fault_that_was_put_in():
    findings = check_issue(facts_of(read(data_of("faulty.md")), {}))
    assert {(finding.rule, finding.item) for finding in findings} == {
        ("count", None), ("date-form", None), ("names", None), ("window-shape", None),
        ("source-mix", None),
        ("future", 1), ("window", 1), ("title", 1), ("fields", 1), ("doubled", 1), ("host", 1),
        ("originator", 1), ("leftover", 1), ("tracking", 1), ("width", 1),
        ("window", 2), ("date-evidence", 2), ("caption", 2), ("quotes", 2), ("width", 2),
        ("own", 2), ("relative-day", 2),
        ("link", 3), ("fields", 3), ("truncated", 3),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"published_on": date(2026, 3, 20)}, ("window", "block")),
        ({"published_on": date(2026, 3, 28)}, ("future", "block")),
        ({"url": "https://news.example.cn/2026-03/19/a.html"}, ("window", "block")),
        ({"url": "https://news.example.cn/2026/0323/a.html"}, ("date-evidence", "warn")),
        ({"url": "https://news example.cn/a"}, ("link", "block")),
        ({"url": "javascript:alert(1)"}, ("link", "block")),
        ({"url": "https://例子 "}, ("link", "block")),
        ({"url_lines": ("https://news.example.cn/", "a.html")}, ("link", "block")),
        ({"url": ""}, ("fields", "warn")),
        ({"source_name": ""}, ("fields", "warn")),
        ({"url": "https://mp.weixin.qq.com/s/abc"}, ("host", "warn")),
        ({"url": "https://news.example.cn/a?utm_source=x"}, ("tracking", "mend")),
        ({"contents_title": "另一个标题"}, ("title", "block")),
        ({"inner_title": "另一个标题"}, ("title", "block")),
        ({"is_approved": False}, ("approval", "block")),
        ({"printed_before": PrintedBefore("第三期", 2, "旧标题")}, ("already-run", "warn")),
        ({"link_fault": LinkFault("404", has_snapshot=True)}, ("link-dead", "warn")),
        ({"pictures": (Picture("/pictures/a.png"),)}, ("caption", "warn")),
    ],
)
def test_fault_of_a_field_is_found(fields, expected):
    assert expected in found(item(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"contents_title": "样例 标题"},
        {"title": "样例：标题", "inner_title": "样例:标题"},
        {"url": "https://news.example.cn/2026/0324/a.html"},
        {"url": "https://news.example.cn/a?id=3&page=2"},
        {"pictures": (Picture("/pictures/a.png", alt="门诊大厅"),)},
        {"published_on": date(2026, 3, 21)},
        {"published_on": FRIDAY},
    ],
)
def test_right_field_is_let_pass(fields):
    assert found(item(**fields)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("患者可以查到的的结果更多。", "doubled"),
        ("他们采用采用了新的办法。", "doubled"),
        ("他说：“可以做的的话就做。”", "doubled"),
        ("这是是否上线的是是非非，也也有人反对。", "doubled"),
        ("平台已经覆盖全市二十三家公立医院并且接入了省中心", "truncated"),
        ("医生说：“结果能互认。", "quotes"),
        ("医生说结果能互认。”", "quotes"),
        ("医生说“结果”和「影像」都能互认。", "quotes"),
        ("患者少跑路,数据多跑路。", "width"),
        ("原标题：样例", "leftover"),
        ("责任编辑：样例", "leftover"),
        ("（来源：示例网）", "leftover"),
        ("新华社北京3月20日电（记者样例）平台上线。", "originator"),
        ("原标题：样例", "originator"),
        ("示例日报3月12日电 平台上线。", "date-evidence"),
        ("平台怎样接入、由谁来维护现在还没有最后定下来", "truncated"),
        ("如要下载或阅读全文，请访问别处。", "truncated"),
        ("图为门诊大厅", "caption"),
        ("昨日，平台上线。", "relative-day"),
        ("活动在朝阳区举行。", "place"),
        ("2025年11月3日，平台上线。", "stale"),
        ("平台先在三家医院里试用了半年，医生和患者都说它省时间，\n于是今年全面推开。", "broken"),
        ("平台上线了\n，医生说好。", "broken"),
        ("计划2月底、最迟3月初上线，日前已经通知。", "relative-day"),
    ],
)
def test_fault_of_a_text_is_found(text, rule):
    assert rule in [name for name, _level in body(*text.split("\n"))]


@pytest.mark.parametrize(
    "text",
    [
        "为了了解情况，他们研究研究再说。",
        "问题是是否接入，的的确确要想清楚。",
        "这件事不了了之。",
        "（一）先上线；2）再推广。",
        "他说：“先上线，‘慢一点’也行。”",
        "平台上线。（记者 样例 示例）",
        "请于12月20日前申报，12 日前更好。",
        "据新华社报道，平台上线。",
        "示例日报讯（记者样例）平台上线。",
        "本报讯 平台上线。",
        "示例日报3月23日电 平台上线。",
        "接入 12 家医院，用 AI 阅片。",
        "活动在北京市朝阳区举行。",
        "“第一段没有说完，\n“第二段说完了。”",
        "平台先在三家医院里试用了半年，医生和患者都说它省时间，\n（一）今年全面推开。",
        "他连声说：“是是是，好的好的！”",
        "“走吧走吧，”她说，“我们再商议商议。”",
        "山前山前路远，水后水后人家。",
        "平台上线。\n作者：样例 示例市卫生健康委员会信息中心副主任医师",
        "平台上线。\n示例省示例市卫生健康委员会信息中心 2026年3月20日",
        "平台上线。\n示例省示例市卫生健康事业发展研究及数据管理中心",
    ],
)
def test_right_text_is_let_pass(text):
    assert body(*text.split("\n")) == []


def test_page_header_is_a_leftover_when_it_stands_three_times():
    header = "示例医疗网"
    assert ("leftover", "mend") in body(header, "第一页。", header, "第二页。", header, "第三页。")
    assert body(header, "第一页。", header, "第二页。") == []


def test_caption_after_a_gap_is_found_and_a_heading_is_not():
    line = Paragraph("门诊大厅一角", after_gap=True)
    heading = Paragraph("门诊大厅一角", Kind.HEADING, after_gap=True)
    end = Paragraph("说完了。")
    assert found(item(paragraphs=(end, line, end))) == [("caption", "warn")]
    assert found(item(paragraphs=(end, heading, end))) == []


def test_near_names_are_found_and_different_bodies_are_not():
    assert ("names", "warn") in body("样例大学附属示例医院和样例大学示例医院派人参加。")
    assert body("样例大学第一医院和样例大学第二医院派人参加。") == []
    assert body("三级公立中医院和三级公立医院都接入。") == []


def test_known_outlet_is_held_to_its_own_hosts():
    own = {"示例日报": ("example.cn",)}
    assert found(outlets=own) == []
    elsewhere = item(url="https://other.example.org/a")
    assert found(elsewhere, outlets=own) == [("host", "warn")]


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"items": ()}, ["count"]),
        ({"foreword_count": 2}, ["count"]),
        ({"contents_count": 3}, ["count"]),
        ({"window_start": date(2026, 3, 23)}, ["window-shape"]),
        ({"window_end": date(2026, 3, 26)}, ["window-shape", "window-shape"]),
        ({"last_window_end": date(2026, 3, 19)}, ["window-shape"]),
        ({"last_window_end": date(2026, 3, 21)}, ["window-shape"]),
        ({"last_window_end": date(2026, 3, 20)}, []),
        ({"unreadable_dates": (DateText("3年", "issue_date"),)}, ["date-form"]),
        ({"foreword": "监测范围包括全国主流媒体及政府网站等。"}, ["source-mix"]),
        ({"organisation": "样例中心"}, []),
    ],
)
def test_faults_of_an_issue(fields, rules):
    assert [rule for rule, _level in found(**fields)] == rules


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ({}, []),
        (
            {"window_start": date(2026, 3, 18)},
            ["监测时段为 10 天，按出刊周期应为 12 天。"],
        ),
        (
            {"window_end": date(2026, 3, 26), "issue_date": date(2026, 3, 26)},
            ["监测时段的最后一天不是本刊的出刊日。"],
        ),
        (
            # The issue before appeared late.
            {
                "window_start": date(2026, 3, 17), "last_window_end": date(2026, 3, 17),
                "planned_window": (date(2026, 3, 18), FRIDAY),
            },
            [
                "监测时段为 11 天，按出刊周期应为 10 天。",
                "监测时段与上一期（截至 2026-03-17）重叠。",
            ],
        ),
    ],
)  # fmt: skip
def test_window_of_a_series_by_days_of_the_month(fields, messages):
    facts = {
        "issue_date": FRIDAY, "window_start": date(2026, 3, 16), "window_end": FRIDAY,
        "rhythm": ByDaysOfMonth((15, 27)), "items": (item(),),
    } | fields  # fmt: skip
    found = check_issue(IssueFacts(**facts))
    assert [each.message for each in found if each.rule == "window-shape"] == messages


def test_date_in_another_form_than_the_others_is_found():
    dates = ("2026-3-24", "2026-03-25", "2026年3月24日")
    items = [item(position=at, date_text=text) for at, text in enumerate(dates, start=1)]
    assert found(*items) == [("date-form", "block")]


def test_promotion_needs_many_words():
    text = "大会圆满落幕，公司荣获殊荣，引领行业，深耕多年，全方位赋能，一站式服务备受赞誉。"
    assert ("promotion", "hint") in body(text)
    assert body("大会圆满落幕。") == []


def test_tracking_goes_and_what_selects_the_article_stays():
    url = "https://baijiahao.baidu.com/s?id=17&wfr=spider&for=pc"
    assert untracked(url) == "https://baijiahao.baidu.com/s?id=17"
    assert untracked("https://a.example/?for=pc&b=%E4%B8%80") == (
        "https://a.example/?for=pc&b=%E4%B8%80"
    )


def test_widened_text_keeps_names_apart():
    assert widened("数据多跑,患者 少跑。（记者 甲 乙）") == "数据多跑，患者少跑。（记者 甲 乙）"


PRINTABLE = frozenset(range(0x21, 0x7F)).union(map(ord, "样例标题正文说完了一句话示日报《”："))


def test_character_without_a_glyph_blocks_wherever_it_is_printed():
    url = "https://a.example/𪚥"
    strange = item("样例正𪚥", title="样𪚥", source_name="示𪚥", url=url)
    findings = [
        finding
        for finding in check_issue(_facts(strange, title="报𪚥", organisation="日😀"))
        if finding.rule == "glyphs"
    ]
    assert [(finding.item, finding.field, finding.evidence) for finding in findings] == [
        (None, "body_html", "𪚥😀"),
        (1, "title", "𪚥"),
        (1, "source_name", "𪚥"),
        (1, "url", "𪚥"),
        (1, "body_html", "𪚥"),
    ]
    assert all(finding.is_blocking and not finding.may_be_waived for finding in findings)
    assert "𪚥（U+2A6A5）" in findings[0].message


def test_decoration_without_a_glyph_may_be_taken_out():
    url = "https://a.example/🎉"
    of_address, finding = check_item_glyphs(item("🎉样例正文🎉", "样例𪚥", url=url), _facts())
    assert of_address.mends == ()
    assert finding.mends == (Mend("🎉样例正文🎉", "样例正文"),)


def _facts(*items: ItemFacts, **fields: Any) -> IssueFacts:
    return IssueFacts(FRIDAY, None, None, items, printable=PRINTABLE, **fields)


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (5, 4, []), (1, None, []), (568, None, []), (None, 4, []),
        (6, 4, [("number", "block")]), (4, 4, [("number", "block")]), (3, 4, [("number", "block")]),
    ],
)  # fmt: skip
def test_number_follows_the_last_one(number, last, expected):
    assert found(number=number, last_number=last) == expected


_CUT = "平台在三家医院试用，医生、患者都说省时间，随后推广到全区"
_REST = "服务中心，" + "医生和患者都说好，" * 6 + "从此不再排队。"


@pytest.mark.parametrize(
    ("before", "is_broken"),
    [
        (f"{_CUT}的社区卫生", True),
        (f"{_CUT}。", False),
        (f"{_CUT}。门诊大厅 样例供图", False),
        (f"原标题：{_CUT}社区", False),
        ("平台推广到全区的社区卫生", False),
    ],
)
def test_paragraph_that_stops_without_a_mark_is_broken(before, is_broken):
    names = [name for name, _level in body(before, _REST)]
    assert ("broken" in names) is is_broken


def test_caption_at_the_end_is_no_broken_sentence():
    end = Paragraph("图为示例市人民医院门诊大厅里的自助取号机前的患者", Kind.CAPTION)
    assert found(item(paragraphs=(Paragraph("平台上线。"), end))) == []
