from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.rendering.breaking import BREAK, JOIN, join_ending, mend, mend_page


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("共收集 3 篇", "共收集3篇"),
        ("基于 AI 的 CT 影像", "基于AI的CT影像"),
        ("WeChat Mini Program", "WeChat Mini Program"),
        ("科技创新 守护健康", "科技创新 守护健康"),
        ("建设“智慧医院”项目", "建设\u200b“智慧医院”\u200b项目"),
        ("说：（“好”）。", "说：（“好”）。"),
        ("“好”", "“好”"),
        ("“好”·乙", "“好”\u2060·乙"),
        ("卡尔·马克思", "卡尔\u2060·马克思"),
        ("2024年3月", "2024\u2060年3\u2060月"),
        ("达到36℃", "达到36\u2060℃"),
        ("好？……", "好？\u2060…\u2060…"),
        ("COVID-19", "COVID\u2060-\u206019"),
        ("www.off.cn", BREAK.join(["w", "w", "w", ".", "o", "ff", ".", "c", "n"])),
    ],
)
def test_mend(text, mended):
    assert mend(text) == mended


@pytest.mark.parametrize("address", ["https://a.cn/b-c", "www.a.cn", "content_17630273_content_17"])
def test_mend_lets_an_address_break_anywhere(address):
    assert mend(f"见{address}，") == f"见{BREAK.join(address)}，"


@given(st.text(alphabet="甲乙 aB12-“”‘’（）《》，。：·—…年！"))
def test_mend_adds_zero_width_and_takes_blanks_only(text):
    visible = mend(text).replace(BREAK, "").replace(JOIN, "")
    assert visible.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("平台上线了。", "平台上线\u2060了。"),
        ("“好了吧！”", "“好了\u2060吧！”"),
        ("好过去\u2060…\u2060…", "好过\u2060去\u2060…\u2060…"),
        ("甲。乙。", "甲\u2060。\u2060乙。"),
        ("第 3", "第 3"),
        ("wifi", "wifi"),
        ("甲——乙", "甲\u2060——\u2060乙"),
        ("甲", "甲"),
        ("", ""),
    ],
)
def test_join_ending_keeps_two_characters_together(text, joined):
    assert join_ending(text) == joined


def test_mend_page_joins_the_ending_of_each_paragraph_wherever_it_stands():
    body = fromstring(
        "<body><p>甲乙丙</p><p>甲<em>乙丙</em></p><ul><li>甲<b>乙</b>丙丁</li></ul></body>"
    )
    mend_page(body)
    assert tostring(body, encoding="unicode") == (
        "<body><p>甲乙\u2060丙</p><p>甲<em>乙\u2060丙</em></p>"
        "<ul><li>甲<b>乙</b>丙\u2060丁</li></ul></body>"
    )
