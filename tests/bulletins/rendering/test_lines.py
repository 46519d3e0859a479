"""Measures the lines that the engine sets with the layer of ``lines``: fails when it changes."""

from itertools import pairwise

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from bulletins.rendering.breaking import mend_page
from bulletins.rendering.layouts import CutLine
from bulletins.rendering.lines import teach_chinese_lines

MEASURE = 441  # CSS pixels: 28 characters of 15.75 px

STYLE = f"""
@page {{ size: {MEASURE}px 20000px; margin: 0 }}
body, p {{ margin: 0 }}
p {{ font: 15.75px/29px "Noto Serif CJK SC"; text-align: justify; text-indent: 2em }}
"""

PLAIN = (
    "（示例）全区 23 家社区卫生服务中心全部接入电子健康档案平台，居民在哪里就诊都能调阅。"
    "负责人说：“过去靠病人带着纸袋子跑，现在打开屏幕就能看到。”平台自2025年3月上线以来，"
    "累计调阅 41.6 万次，平均响应 0.8 秒；HL7 FHIR 接口让“检查检验结果互认”落到了实处，"
    "CT、MRI 与 AI 辅助诊断报告可以跨院查看——喆某、㛃某（均为化名）认为，下一步应当把慢性病随访、"
    "疫苗接种与家庭医生签约放到同一张“时间轴”上……卡尔·某某也这样看。"
)
MIXED = PLAIN.replace("HL7 FHIR", "<strong>HL7 FHIR</strong>").replace(
    "疫苗接种", '<a href="https://example.org/">疫苗接种</a>'
)


@pytest.fixture(scope="module")
def lines():
    """Give the lines of paragraphs that begin at every place of the text."""
    teach_chinese_lines()
    paragraphs = [MIXED, *(PLAIN[start:] for start in range(60))]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = HTML(string=f'<html lang="zh-CN"><style>{STYLE}</style><body>{body}')
    mend_page(page.etree_element.find("body"))
    [page_box] = [page._page_box for page in page.render().pages]
    return [box for box in page_box.descendants() if isinstance(box, LineBox)]


def _texts(line):
    return [box for box in line.descendants() if isinstance(box, TextBox)]


def _visible(line):
    text = "".join(box.text for box in _texts(line))
    return text.replace("\u200b", "").replace("\u2060", "")


def _drawn_width(box):
    """Give the sum of the widths of the glyphs as they are drawn, in pixels."""
    layout = box.pango_layout
    if isinstance(layout, CutLine):
        glyphs = [glyph for _font, glyphs in layout.glyphs() for glyph in glyphs]
        return sum(width for _glyph, width in glyphs) / 1024
    layout.reactivate(box.style)
    run = layout.get_first_line()[0].runs
    width = 0
    while run:
        glyphs = run.data.glyphs
        width += sum(glyphs.glyphs[number].geometry.width for number in range(glyphs.num_glyphs))
        run = run.next
    return width / 1024


def _full(lines):
    """Give the lines that are not the last of their paragraph."""
    return [line for line, after in pairwise(lines) if _continues(after)]


def _continues(line):
    """Say whether the line is not the first, which is indented."""
    return _texts(line)[0].position_x == 0


def test_full_lines_reach_both_edges(lines):
    full = _full(lines)
    assert len(full) > 300
    ends = [_texts(line)[-1].position_x + _texts(line)[-1].width for line in full]
    assert [end for end in ends if abs(end - MEASURE) > 0.1] == []


def test_drawn_glyphs_are_as_wide_as_their_boxes(lines):
    differences = [abs(_drawn_width(box) - box.width) for line in lines for box in _texts(line)]
    # Half a thousandth of an em for each character: what the engine's rounding may take.
    assert max(differences) < 28 * 15.75 / 2000 + 0.1


def test_characters_open_little(lines):
    widest = max(
        stretch
        for line in lines
        for box in _texts(line)
        for stretch in [*box.pango_layout.stretch.values(), 0]
    )
    assert widest < 0.2 * 15.75


def test_no_line_begins_or_ends_with_the_wrong_mark(lines):
    assert {_visible(line)[0] for line in lines if _continues(line)} & set(
        "，。、；：！？”’）》…"
    ) == set()
    assert {_visible(line)[-1] for line in _full(lines)} & set("“‘（《") == set()


def test_lines_may_break_beside_quotation_marks(lines):
    assert [line for line in lines if _visible(line).startswith("“")] != []


def _measured(*pieces):
    """Give the widths of the lines of paragraphs."""
    teach_chinese_lines()
    body = "".join(f"<p>{piece}</p>" for piece in pieces)
    page = HTML(string=f'<html lang="zh-CN"><style>{STYLE}</style><body>{body}').render().pages[0]
    return [box.width for box in page._page_box.descendants() if isinstance(box, LineBox)]


def test_blank_before_an_element_is_kept():
    whole, parted = _measured("HL7 FHIR", "HL7 <em>FHIR</em>")
    assert parted == pytest.approx(whole, abs=0.1)


def test_line_that_must_not_be_broken_is_not():
    [width] = _measured(f'<span style="white-space: nowrap">{"甲乙" * 20}</span>')
    assert width == pytest.approx(42 * 15.75, abs=0.5)  # with the indent


@pytest.mark.parametrize("width", [84, 90])
def test_letters_of_a_ligature_that_two_lines_share_are_all_drawn(width):
    teach_chinese_lines()
    style = f"{STYLE} p {{ width: {width}px; text-indent: 0; overflow-wrap: anywhere }}"
    page = HTML(string=f'<html lang="zh-CN"><style>{style}</style><p>8820-8820ffi, A/B').render()
    boxes = [box for box in page.pages[0]._page_box.descendants() if isinstance(box, TextBox)]
    layout = boxes[1].pango_layout
    drawn = [glyph for _font, glyphs in layout.glyphs() for glyph, _width in glyphs]
    assert "".join(layout.shaped.text[glyph.start : glyph.end] for glyph in drawn) == layout.text
