"""The look of the Word file, after GB/T 9704-2012, with the fonts of Chinese Windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from bulletins.rendering.look import Layout, Look

_BLACK = "#000000"
_LATIN = "Times New Roman"


@dataclass(frozen=True)
class Setting:
    """How a layout is set: sizes in points, margins (head, right, foot, left) in millimetres."""

    body: str
    points: float
    pitch: float
    title_points: float
    caption_points: float
    margins: tuple[float, float, float, float]

    def faces(self) -> dict[str, tuple[str, float, bool]]:
        """Give by style: Chinese face, size in points, bold."""
        text = (self.body, self.points, False)
        return {
            "Normal": text,
            "Body Text": text,
            "Body Text 2": text,
            "Title": ("方正小标宋简体", 34, True),
            "Subtitle": text,
            "Heading 1": ("黑体", self.points, False),
            "Heading 2": ("楷体_GB2312", self.points, True),
            "Heading 3": ("方正小标宋简体", self.title_points, False),
            "Heading 4": ("黑体", self.points, False),
            "Caption": ("楷体_GB2312", self.caption_points, False),
            "List Bullet": text,
            "List Number": text,
        }


_SETTINGS = {
    Layout.OFFICIAL: Setting("仿宋_GB2312", 16, 28.95, 22, 14, (37, 26, 35, 28)),
    Layout.COMPACT: Setting("宋体", 12, 19, 15, 10.5, (27, 21, 27, 24)),
}
_CENTRED = ("Title", "Subtitle", "Heading 3", "Caption")
_INDENTED = ("Body Text", "Heading 1", "Heading 2", "Heading 4")


def set_styles(word: WordDocument, look: Look) -> None:
    """Set page, faces, colours and paragraphs."""
    setting = _SETTINGS[look.layout]
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(margin) for margin in setting.margins
    )
    colours = {
        "Title": look.masthead_colour,
        "Heading 1": look.heading_colour,
        "Heading 3": look.heading_colour,
    }
    for name, (face, points, is_bold) in setting.faces().items():
        style: ParagraphStyle = word.styles[name]
        _set_face(style, face)
        style.font.size, style.font.bold, style.font.italic = Pt(points), is_bold, False
        style.font.color.rgb = RGBColor.from_string(colours.get(name, _BLACK)[1:])
        paragraph = style.paragraph_format
        paragraph.space_before = paragraph.space_after = Pt(0)
        paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.line_spacing = Pt(max(setting.pitch, points * 1.4))
        paragraph.widow_control = True
        if name in _CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if name in _INDENTED:
            paragraph.first_line_indent = Pt(2 * setting.points)
    word.styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _drop(word.styles["Title"].element, "w:pBdr")
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")


def _drop(element: Any, name: str) -> None:  # noqa: ANN401 - an lxml element
    for found in list(element.iter(qn(name))):
        found.getparent().remove(found)


def _set_face(style: ParagraphStyle, face: str) -> None:
    style.font.name = _LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:eastAsia"), face)
