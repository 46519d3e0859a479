"""The whole file: masthead, foreword, contents, articles, page numbers."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from pathlib import Path

from docx import Document as WordFile
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from bulletins.rendering.document import Document, DocumentItem
from bulletins.rendering.html import masthead_points, printed_body
from bulletins.rendering.word.body import write_body
from bulletins.rendering.word.marks import add_bookmark, add_field, add_link
from bulletins.rendering.word.styles import set_styles

#: The width of the type area, where the contents' page numbers stand (GB/T 9704-2012).
_TYPE_AREA = Mm(156)


def word_file(document: Document, pictures: Path) -> bytes:
    """Give the file; the same document gives the same text and structure."""
    word = WordFile()
    _describe(word, document)
    set_styles(word)
    _masthead(word, document)
    word.add_heading("本期导语：", 1)
    for said in (document.foreword, *document.notices):
        word.add_paragraph(said, "Body Text")
    word.add_heading("一、信息目录", 1)
    for item in document.items:
        _contents_line(word, item)
    word.add_heading("二、具体内容", 1)
    for item in document.items:
        _article(word, item, document.masthead.source_label, pictures)
    _page_number(word)
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
    title = word.add_paragraph(style="Title").add_run(document.masthead.title)
    title.font.size = Pt(masthead_points(document.masthead.title) - 2)
    for text in (f"（{document.number_text}）", document.masthead.organisation,
                 document.issue_date_text):  # fmt: skip
        word.add_paragraph(text, "Subtitle")


def _contents_line(word: WordDocument, item: DocumentItem) -> None:
    """Write a title that leads to its article, and the field of its page."""
    line = word.add_paragraph(style="Body Text 2")
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(_TYPE_AREA, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    text = f"{item.position}. {item.title}（{item.source_name}）"
    add_link(line, text, anchor=_anchor(item))
    line.add_run("\t")
    add_field(line, f"PAGEREF {_anchor(item)} \\h")


def _article(word: WordDocument, item: DocumentItem, label: str, pictures: Path) -> None:
    heading = word.add_heading(f"{item.position}. 标题：{item.title}", 2)
    add_bookmark(heading, _anchor(item), item.position)
    _field(word, f"{label}：{item.source_name}")
    link = _field(word, "链接：")
    if item.has_web_address:
        add_link(link, item.url, url=item.url)
    else:
        link.add_run(item.url)
    _field(word, "主要内容：")
    word.add_heading(item.title, 3)
    origin = word.add_paragraph(
        f"{item.published_text}　{label}：{item.source_name}", "Body Text 2"
    )
    origin.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_body(word, printed_body(item.body_html), pictures)


def _field(word: WordDocument, text: str) -> Paragraph:
    """Write a labelled field, which stays with what follows."""
    paragraph = word.add_paragraph(text, "Body Text 2")
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _page_number(word: WordDocument) -> None:
    footer = word.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ").font.size = Pt(14)
    add_field(footer, "PAGE")
    footer.add_run(" —").font.size = Pt(14)


def _anchor(item: DocumentItem) -> str:
    return f"item_{item.position}"
