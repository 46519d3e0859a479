"""Lines cut from a shaped text are what Pango makes of them by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.ffi import pango
from weasyprint.text.line_break import get_log_attrs, line_size

from bulletins.rendering.breaking import JOIN, mend
from bulletins.rendering.layouts import SpacedLayout
from bulletins.rendering.shaping import NotPlainError, ShapedText
from bulletins.rendering.spacing import fixed_spacing

PAGE = """
<html lang="zh-CN"><style>p { font: 16px/30px "Noto Serif CJK SC" }</style><body><p>甲</p></body>
"""
FONT_SIZE = 16
PIECES = st.sampled_from(
    [
        *"医院数据年月，。、；：？！“”‘’（）《》·…—〇㛃",
        "——",
        "……",
        " ",
        "AI",
        "HL7 FHIR",
        "41.6",
        "-",
        "。”",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join).map(mend).filter(str.strip)


def _style():
    [page] = HTML(string=PAGE).render().pages
    [style] = [box.style for box in page._page_box.descendants() if isinstance(box, TextBox)]
    return style


STYLE = _style()


def _layout(text):
    layout = SpacedLayout(STYLE)
    layout.set_text(text)
    return layout


def _alone(text):
    """Give width and height of a line that was shaped by itself, and its glyphs."""
    layout = _layout(text)  # its line lives as long as it does
    line, _following = layout.get_first_line()
    width, height = line_size(line, STYLE)
    width += sum(fixed_spacing(text).values()) * FONT_SIZE
    glyphs = []
    run = line.runs
    while run:
        string = run.data.glyphs
        glyphs += [string.glyphs[number].glyph for number in range(string.num_glyphs)]
        run = run.next
    return width, height, glyphs


def _lines(shaped, room):
    """Give where each line begins and ends."""
    start = 0
    while start < len(shaped.text):
        end = shaped.line_end(start, room)
        if end is None:
            return
        yield start, end
        start = end


@given(TEXTS, st.integers(min_value=2, max_value=40))
def test_lines_are_as_they_are_by_themselves(text, characters):
    shaped = ShapedText(_layout(text))
    for start, end in _lines(shaped, characters * FONT_SIZE):
        visible = shaped.visible_end(start, end)
        width, height, glyphs = _alone(text[start:visible])
        assert shaped.width(start, visible) == pytest.approx(width, abs=0.01)
        assert sum(shaped.heights(start, visible)) == pytest.approx(height, abs=0.01)
        assert [glyph.number for _font, run in shaped.glyphs(start, visible) for glyph in run] == (
            glyphs
        )


@given(TEXTS, st.integers(min_value=2, max_value=40))
def test_lines_take_what_fits_and_no_more(text, characters):
    room = characters * FONT_SIZE
    attributes = get_log_attrs(text, "zh-CN")
    breaks = [place for place in range(1, len(text)) if attributes[place].is_line_break]
    shaped = ShapedText(_layout(text))
    for start, end in _lines(shaped, room):
        fitting = [
            place
            for place in [*breaks, len(text)]
            if place > start and _alone(text[start:place].rstrip(" "))[0] <= room + 0.01
        ]
        assert end == max(fitting)


def test_where_nothing_fits_there_is_no_line():
    shaped = ShapedText(_layout("AI医院"))
    assert shaped.line_end(0, FONT_SIZE) is None
    assert shaped.line_end(2, FONT_SIZE) == 3


def test_a_part_is_measured_in_bytes():
    assert ShapedText(_layout("AI医院")).length(1, 3) == len("I医".encode())


@pytest.mark.parametrize("text", ["甲\n乙", "甲\xad乙", "甲שלום乙", "甲\U0010fffd乙"])
def test_other_texts_are_left_to_the_engine(text):
    with pytest.raises(NotPlainError):
        ShapedText(_layout(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("afib", ["a", "fi", "b"]),
        (f"af{JOIN}ib", ["a", f"f{JOIN}i", "b"]),
        (f"甲—{JOIN}—{JOIN}乙", ["甲", f"—{JOIN}—", "乙"]),
    ],
)
def test_a_ligature_stands_for_all_of_its_characters(text, parts):
    [[_font, glyphs]] = ShapedText(_layout(text)).glyphs(0, len(text))
    assert [
        text[glyph.start : glyph.end] for glyph in glyphs if glyph.number != pango.PANGO_GLYPH_EMPTY
    ] == parts
