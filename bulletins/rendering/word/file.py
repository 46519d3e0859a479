"""The whole file: masthead, foreword, contents, articles, page numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from docx import Document as WordFile
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from bulletins.rendering.document import Document, DocumentItem
from bulletins.rendering.headline import set_headline
from bulletins.rendering.html import masthead_points, readable_body
from bulletins.rendering.look import Section
from bulletins.rendering.word.body import write_body
from bulletins.rendering.word.marks import (
    add_bookmark,
    add_field,
    add_link,
    break_anywhere,
    set_shared_marks,
)
from bulletins.rendering.word.styles import line_pitch, set_styles, text_width
from content.reading import text_of

#: Longer texts python-docx refuses as properties of a file.
_LONGEST = 255


def word_file(document: Document, pictures: Path) -> bytes:
    """Give the file; the same document gives the same text and structure."""
    word = WordFile()
    _describe(word, document)
    set_styles(word, document.look)
    _masthead(word, document)
    for section in document.sections:
        _section(word, section, document, pictures)
    _page_numbers(word)
    for paragraph in word.element.body.iter(qn("w:p")):
        set_shared_marks(Paragraph(paragraph, word))
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _describe(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = f"{document.masthead.title}（{document.number_text}）"[:_LONGEST]
    properties.author = document.masthead.organisation[:_LONGEST]
    properties.comments = document.foreword[:_LONGEST]
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.combine(document.issue_date, time(), UTC)


def _masthead(word: WordDocument, document: Document) -> None:
    if document.above_title:
        word.add_paragraph(document.above_title, "Above Title")
    title = word.add_paragraph(style="Title").add_run(document.masthead.title)
    title.font.size = Pt(masthead_points(document.masthead.title) - 2)
    if document.below_title:
        word.add_paragraph(document.below_title, "Subtitle")
    word.add_paragraph(f"（{document.number_text}）", "Issue Number")
    issued = word.add_paragraph(style="Issued By")
    issued.add_run(f"{document.masthead.organisation}\t{document.issue_date_text}")
    style: Any = issued.style
    edge = Length(text_width(word) - style.paragraph_format.first_line_indent)
    issued.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)


def _section(word: WordDocument, section: Section, document: Document, pictures: Path) -> None:
    look = document.look
    if section is Section.FOREWORD:
        _paragraphs(word, look.foreword_heading, [document.foreword])
    elif section is Section.NOTICES:
        _paragraphs(word, look.notices_heading, document.notices)
    elif section is Section.IMPRINT:
        _paragraphs(word, look.imprint_heading, document.imprint_lines, "Imprint")
    elif section is Section.CONTENTS:
        word.add_heading(look.contents_heading, 1)
        for item in document.items:
            _contents_line(word, item)
    else:
        heading = word.add_heading(look.articles_heading, 1)
        heading.paragraph_format.page_break_before = section is not document.sections[0]
        for item in document.items:
            _article(word, item, document, pictures)


def _paragraphs(
    word: WordDocument, heading: str, texts: Sequence[str], style: str = "Body Text"
) -> None:
    """Write texts, below a heading if there is one."""
    if heading:
        word.add_heading(heading, 1)
    for text in texts:
        word.add_paragraph(text, style)


def _contents_line(word: WordDocument, item: DocumentItem) -> None:
    """Write a title that leads to its article, and at the right edge the field of its page."""
    line = word.add_paragraph(style="Contents")
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(text_width(word), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    text = f"{item.position}. {item.title}（{item.source_name}）"
    add_link(line, text, anchor=_anchor(item))
    line.add_run("\t")
    add_field(line, f"PAGEREF {_anchor(item)} \\h")


def _article(word: WordDocument, item: DocumentItem, document: Document, pictures: Path) -> None:
    look, label = document.look, document.masthead.source_label
    heading = word.add_heading(f"{item.position}. {look.title_label}：{item.title}", 2)
    if item.position > 1:
        heading.paragraph_format.space_before = Pt(line_pitch(look))
    add_bookmark(heading, _anchor(item), item.position)
    word.add_paragraph(f"{label}：{item.source_name}", "Field")
    if item.url:
        _link(word.add_paragraph(f"{look.link_label}：", "Field"), item)
    word.add_paragraph(f"{look.content_label}：", "Field")
    _title(word.add_heading("", 3), item, text_width(word))
    day = look.item_date_form.write(item.published_on)
    word.add_paragraph(f"{day}　{label}：{item.source_name}", "Origin")
    write_body(word, readable_body(item), pictures)


def _link(paragraph: Paragraph, item: DocumentItem) -> None:
    if item.has_web_address:
        add_link(paragraph, item.url, url=item.url)
    else:
        paragraph.add_run(item.url)
    break_anywhere(paragraph)


def _title(paragraph: Paragraph, item: DocumentItem, room: Length) -> None:
    """Break a title as the printed page does: by sense, else in even lines."""
    style: Any = paragraph.style
    size = style.font.size
    headline = set_headline(item.title, int(room / size), text_of(item.body_html))
    paragraph.add_run("\n".join(headline.lines))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Length(
        (room - headline.width * size) // 2
    )


def _page_numbers(word: WordDocument) -> None:
    """Number the pages at their outer edge, a character in from it (GB/T 9704-2012, 7.5)."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    odd.alignment, odd.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(14)
    even.alignment, even.paragraph_format.left_indent = WD_ALIGN_PARAGRAPH.LEFT, Pt(14)
    for footer in (odd, even):
        footer.add_run("— ")
        add_field(footer, "PAGE")
        footer.add_run(" —")


def _anchor(item: DocumentItem) -> str:
    return f"item_{item.position}"
