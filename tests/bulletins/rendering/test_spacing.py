import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.rendering.spacing import fixed_spacing, mend, stretchable


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
        ("卡尔·马克思", "卡尔\u2060·马克思"),
        ("2024年3月", "2024\u2060年3\u2060月"),
    ],
)
def test_mend(text, mended):
    assert mend(text) == mended


@given(st.text(alphabet="甲乙 aB12“”‘’（）《》，。：·—…年！"))
def test_mend_adds_zero_width_and_takes_blanks_only(text):
    visible = mend(text).replace("\u200b", "").replace("\u2060", "")
    assert visible.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "spacing"),
    [
        ("甲乙", {}),
        ("用AI做", {0: 0.25, 2: 0.25}),
        ("第3名", {0: 0.25, 1: 0.25}),
        ("说：“好。”", {1: -0.5, 4: -0.5}),
        ("（《甲》）", {0: -0.5, 3: -0.5}),
        ("好”，\u200b“坏", {1: -0.5, 2: -0.5}),
        ("好！”", {}),
        ("a, b", {}),
    ],
)
def test_fixed_spacing(text, spacing):
    assert fixed_spacing(text) == spacing


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("甲乙丙", [0, 1]),
        ("用AI做", [0, 2]),
        ("an apple", [2]),
        ("甲——乙……", [0, 2, 3]),
        ("是\u200b“好”\u200b", [0, 2, 3]),
        ("a", []),
        ("", []),
    ],
)
def test_stretchable(text, places):
    assert stretchable(text) == places
