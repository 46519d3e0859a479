"""The look of the Word file, after GB/T 9704-2012, with the fonts of Chinese Windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from bulletins.rendering.look import Layout, Look
from bulletins.rendering.word.marks import draw_rules, indent_list

_BLACK, _GREY = "#000000", "#595959"
_TITLE, _HEI, _KAI, _SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
#: Faces whose own Latin letters and figures go with their Chinese; the others take these.
_WHOLE, _LATIN = frozenset({_TITLE, _HEI, _SONG}), "Times New Roman"
#: The lists that a body may hold, by their depth.
_LISTS = (("List Bullet", "List Number", "List Continue"),
          ("List Bullet 2", "List Number 2", "List Continue 2"),
          ("List Bullet 3", "List Number 3", "List Continue 3"))  # fmt: skip
#: The mark of an item takes so many ems, and the page number stands so far below the text.
_MARK = 1.6
_NUMBER_POINTS, _NUMBER_GAP = 14, Mm(7)


@dataclass(frozen=True)
class Setting:
    """How a layout is set: sizes in points, margins (head, right, foot, left) in millimetres."""

    body: str
    points: float
    pitch: float
    title_points: float
    small_points: float
    margins: tuple[float, float, float, float]
    #: What characters are drawn together by, so that 28 of 3号, or 39 of 小四, fill a line.
    squeeze: float
    #: Whether single lines of a paragraph may stand at the head or foot of a page.
    fills_pages: bool


@dataclass(frozen=True)
class _Form:
    """How a style is set: lengths in ems of the text, but space before and after in lines."""

    face: str
    points: float
    is_bold: bool = False
    colour: str = _BLACK
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    #: In points; 0: that of the layout.
    line: float = 0
    keeps_next: bool = False


_SETTINGS = {
    Layout.OFFICIAL: Setting("仿宋_GB2312", 16, 28.95, 22, 12, (37, 26, 35, 28), 0.25, True),
    Layout.COMPACT: Setting(_SONG, 12, 19, 15, 9, (27, 21, 27, 24), 0.05, False),
}
_CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def _forms(setting: Setting, look: Look) -> Iterator[tuple[str, _Form]]:
    """Give the styles of the file by their names."""
    body, points, small = setting.body, setting.points, setting.small_points
    yield "Normal", _Form(body, points)
    yield "Body Text", _Form(body, points, align=_JUSTIFY, first=2)
    yield "Quote", _Form(_KAI, points, align=_JUSTIFY, left=2, right=2, first=2)
    for depth, names in enumerate(_LISTS, start=1):
        for name, first in zip(names, (-_MARK, -_MARK, 0), strict=True):
            yield name, _Form(body, points, align=_JUSTIFY, left=2 + _MARK * depth, first=first)
    # The masthead and the parts of an issue
    yield "Above Title", _Form(_HEI, points)
    yield "Title", _Form(_TITLE, 34, align=_CENTRE, colour=look.masthead_colour, line=48)
    yield "Subtitle", _Form(body, points, align=_CENTRE)
    yield "Issue Number", _Form(body, points, align=_CENTRE, before=0.35, after=0.8)
    yield "Issued By", _Form(body, points, first=1, after=0.5)
    yield "Heading 1", _Form(_HEI, points, colour=look.heading_colour, first=2, keeps_next=True)
    yield "Contents", _Form(body, points, left=1, first=-1)
    yield "Imprint", _Form(body, points, first=1)
    # An article and its text
    yield "Heading 2", _Form(_KAI, points, is_bold=True, first=2, keeps_next=True)
    yield "Field", _Form(body, points, first=2, keeps_next=True)
    yield "Heading 3", _Form(
        _TITLE, setting.title_points, colour=look.heading_colour, align=_CENTRE, before=0.5,
        line=setting.title_points * 1.4, keeps_next=True,
    )  # fmt: skip
    yield "Origin", _Form(_KAI, small, colour=_GREY, align=_CENTRE, after=0.5, keeps_next=True)
    yield "Heading 4", _Form(_HEI, points, first=2, keeps_next=True)
    yield "Heading 5", _Form(_KAI, points, first=2, keeps_next=True)
    yield "Heading 6", _Form(body, points, is_bold=True, first=2, keeps_next=True)
    yield "Picture", _Form(body, points, align=_CENTRE, before=0.25, after=0.1)
    yield "Caption", _Form(_KAI, small, align=_CENTRE, line=small * 1.5, after=0.3)
    # Tables, and the line that parts them from what follows
    yield (
        "Table Caption",
        _Form(_HEI, small, align=_CENTRE, line=small * 1.5, before=0.3, keeps_next=True),
    )
    for suffix, size in (("", small), (" Small", 7)):
        yield f"Table Text{suffix}", _Form(body, size, line=size * 1.5)
        yield f"Table Head{suffix}", _Form(_HEI, size, align=_CENTRE, line=size * 1.5)
    yield "Table End", _Form(body, small, line=setting.pitch / 2)
    yield "Footer", _Form(_SONG, _NUMBER_POINTS, line=_NUMBER_POINTS)


def set_styles(word: WordDocument, look: Look) -> None:
    """Set page, faces, colours and paragraphs."""
    setting = _SETTINGS[look.layout]
    _set_page(word, setting)
    for name, form in _forms(setting, look):
        _set_style(_style(word, name), form, setting)
    _set_text(word, setting)
    for depth, (bullet, number, _continue) in enumerate(_LISTS, start=1):
        left, hanging = Pt((2 + _MARK * depth) * setting.points), Pt(_MARK * setting.points)
        indent_list(word, bullet, left, hanging)
        indent_list(word, number, left, hanging)
    _drop(word.styles["Title"].element, "w:pBdr")
    # Thick above thin, as below the masthead of the printed page.
    draw_rules(_style(word, "Issued By"), look.rule_colour, bottom="thickThinSmallGap")
    draw_rules(_style(word, "Imprint"), look.rule_colour, top="single", bottom="single")
    for name, face in (("Strong", _HEI), ("Emphasis", _KAI)):
        style: Any = word.styles[name]
        style.font.bold = style.font.italic = False
        _set_face(style, face)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")


def text_width(word: WordDocument) -> Length:
    """Give the width of the lines."""
    page: Any = word.sections[0]
    return Length(page.page_width - page.left_margin - page.right_margin)


def line_pitch(look: Look) -> float:
    """Give the height of a line of text in points."""
    return _SETTINGS[look.layout].pitch


def _set_page(word: WordDocument, setting: Setting) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(margin) for margin in setting.margins
    )
    section.footer_distance = Length(Mm(setting.margins[2]) - _NUMBER_GAP - Pt(_NUMBER_POINTS))


def _set_text(word: WordDocument, setting: Setting) -> None:
    """Set how lines are filled."""
    normal: Any = word.styles["Normal"].element
    squeeze: Any = OxmlElement("w:spacing")
    squeeze.set(qn("w:val"), str(-round(setting.squeeze * 20)))
    normal.get_or_add_rPr().insert_element_before(squeeze, "w:sz", "w:szCs", "w:lang")
    # Two marks that meet share one blank.
    [control] = word.settings.element.iter(qn("w:characterSpacingControl"))
    control.set(qn("w:val"), "compressPunctuation")
    # Else a line that ends with a break is drawn out to the edge.
    [compatible] = word.settings.element.iter(qn("w:compat"))
    compatible.insert(0, OxmlElement("w:doNotExpandShiftReturn"))


def _style(word: WordDocument, name: str) -> ParagraphStyle:
    if name in word.styles:
        found: ParagraphStyle = word.styles[name]
        return found
    added: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    added.base_style = word.styles["Normal"]
    return added  # type: ignore[no-any-return]


def _set_style(style: ParagraphStyle, form: _Form, setting: Setting) -> None:
    _set_face(style, form.face)
    style.font.size, style.font.bold, style.font.italic = Pt(form.points), form.is_bold, False
    style.font.color.rgb = RGBColor.from_string(form.colour[1:])
    paragraph = style.paragraph_format
    paragraph.space_before = Pt(form.before * setting.pitch)
    paragraph.space_after = Pt(form.after * setting.pitch)
    paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.line_spacing = Pt(form.line or setting.pitch)
    paragraph.alignment = form.align
    paragraph.first_line_indent = Pt(form.first * setting.points)
    paragraph.left_indent = Pt(form.left * setting.points)
    paragraph.right_indent = Pt(form.right * setting.points)
    paragraph.widow_control = not setting.fills_pages
    paragraph.keep_with_next = form.keeps_next


def _drop(element: Any, name: str) -> None:  # noqa: ANN401 - an lxml element
    for found in list(element.iter(qn(name))):
        found.getparent().remove(found)


def _set_face(style: ParagraphStyle | CharacterStyle, face: str) -> None:
    style.font.name = face if face in _WHOLE else _LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:eastAsia"), face)
