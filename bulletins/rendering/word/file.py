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
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from bulletins.rendering.document import Document, DocumentItem
from bulletins.rendering.html import masthead_points, printed_body
from bulletins.rendering.look import Section
from bulletins.rendering.word.body import write_body
from bulletins.rendering.word.marks import add_bookmark, add_field, add_link, draw_rule
from bulletins.rendering.word.styles import set_styles


def word_file(document: Document, pictures: Path) -> bytes:
    """Give the file; the same document gives the same text and structure."""
    word = WordFile()
    _describe(word, document)
    set_styles(word, document.look)
    _masthead(word, document)
    for section in document.look.sections:
        _section(word, section, document, pictures)
    _page_numbers(word)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _describe(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = f"{document.masthead.title}（{document.number_text}）"
    properties.author = document.masthead.organisation
    properties.comments = document.foreword
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.combine(document.issue_date, time(), UTC)


def _masthead(word: WordDocument, document: Document) -> None:
    if document.above_title:
        word.add_paragraph(document.above_title, "Body Text 2")
    title = word.add_paragraph(style="Title").add_run(document.masthead.title)
    title.font.size = Pt(masthead_points(document.masthead.title) - 2)
    lines = (
        document.below_title, f"（{document.number_text}）", document.masthead.organisation,
        document.issue_date_text,
    )  # fmt: skip
    for text in filter(None, lines):
        imprint = word.add_paragraph(text, "Subtitle")
    draw_rule(imprint, document.look.rule_colour)


def _section(word: WordDocument, section: Section, document: Document, pictures: Path) -> None:
    look = document.look
    if section is Section.FOREWORD:
        _paragraphs(word, look.foreword_heading, [document.foreword])
    elif section is Section.NOTICES:
        _paragraphs(word, look.notices_heading, document.notices)
    elif section is Section.IMPRINT:
        _paragraphs(word, look.imprint_heading, document.imprint_lines)
    elif section is Section.CONTENTS:
        word.add_heading(look.contents_heading, 1)
        for item in document.items:
            _contents_line(word, item)
    else:
        word.add_heading(look.articles_heading, 1)
        for item in document.items:
            _article(word, item, document, pictures)


def _paragraphs(word: WordDocument, heading: str, texts: Sequence[str]) -> None:
    """Write texts below a heading, if there are any."""
    if texts and heading:
        word.add_heading(heading, 1)
    for text in texts:
        word.add_paragraph(text, "Body Text")


def _contents_line(word: WordDocument, item: DocumentItem) -> None:
    """Write a title that leads to its article, and at the right edge the field of its page."""
    page: Any = word.sections[0]
    edge = page.page_width - page.left_margin - page.right_margin
    line = word.add_paragraph(style="Body Text 2")
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    text = f"{item.position}. {item.title}（{item.source_name}）"
    add_link(line, text, anchor=_anchor(item))
    line.add_run("\t")
    add_field(line, f"PAGEREF {_anchor(item)} \\h")


def _article(word: WordDocument, item: DocumentItem, document: Document, pictures: Path) -> None:
    look, label = document.look, document.masthead.source_label
    heading = word.add_heading(f"{item.position}. {look.title_label}：{item.title}", 2)
    if item.position > 1:
        heading.paragraph_format.space_before = _text_format(word).line_spacing
    add_bookmark(heading, _anchor(item), item.position)
    _field(word, f"{label}：{item.source_name}")
    link = _field(word, f"{look.link_label}：")
    if item.has_web_address:
        add_link(link, item.url, url=item.url)
    else:
        link.add_run(item.url)
    _field(word, f"{look.content_label}：")
    word.add_heading(item.title, 3)
    day = look.item_date_form.write(item.published_on)
    origin = word.add_paragraph(f"{day}　{label}：{item.source_name}", "Body Text 2")
    origin.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_body(word, printed_body(item.body_html), pictures)


def _field(word: WordDocument, text: str) -> Paragraph:
    """Write a labelled field, which stays with what follows."""
    paragraph = word.add_paragraph(text, "Body Text 2")
    paragraph.paragraph_format.first_line_indent = _text_format(word).first_line_indent
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _text_format(word: WordDocument) -> ParagraphFormat:
    """Give how the text of articles is set."""
    found: ParagraphFormat = word.styles["Body Text"].paragraph_format
    return found


def _page_numbers(word: WordDocument) -> None:
    """Number the pages at their outer edge, a character in from it (GB/T 9704-2012, 7.5)."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    odd.alignment, odd.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(14)
    even.alignment, even.paragraph_format.left_indent = WD_ALIGN_PARAGRAPH.LEFT, Pt(14)
    for footer in (odd, even):
        footer.add_run("— ").font.size = Pt(14)
        add_field(footer, "PAGE")
        footer.add_run(" —").font.size = Pt(14)


def _anchor(item: DocumentItem) -> str:
    return f"item_{item.position}"
