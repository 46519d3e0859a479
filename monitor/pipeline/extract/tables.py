"""Tables of data are kept; tables that only place things on the page are taken apart."""

from __future__ import annotations

import re
from html import escape

from lxml.html import HtmlElement

from monitor.pipeline.extract.spacing import fold, squeeze

#: A longer cell, on average (characters), is a column of the page, not a figure or a name.
_LONGEST_CELL = 120

#: Rows that are read of one table.
_MOST_ROWS = 500

#: Labels in the table above a government document: a record of it, no part of the text.
_RECORD = re.compile(r"索引号|信息索引|发文机关|发布机构|发文字号|主题分类|成文日期")


def is_data(table: HtmlElement) -> bool:
    """Say whether a table shows data: two rows and two columns or more of short cells, no more."""
    if next(table.iterdescendants("table", "form", "h1", "script", "img"), None) is not None:
        return False
    rows = _rows(table)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [_words(cell) for row in rows for cell in row]
    if len(set(_RECORD.findall(squeeze("".join(cells))))) > 1:
        return False
    return sum(map(len, cells)) <= _LONGEST_CELL * len(cells)


def read(table: HtmlElement) -> tuple[str, str]:
    """Give the table's words, a row a line with tabs between cells, and its HTML."""
    rows = _rows(table)
    text = "\n".join("\t".join(map(_words, row)).strip() for row in rows)
    html = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return text.strip(), f"<table>{html}</table>"


def _rows(table: HtmlElement) -> list[list[HtmlElement]]:
    rows = ([cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr"))
    return [row for row in rows if row][:_MOST_ROWS]


def _cell(cell: HtmlElement) -> str:
    tag = str(cell.tag)
    spans = "".join(
        f' {name}="{cell.get(name)}"'
        for name in ("colspan", "rowspan")
        if cell.get(name, "").isdecimal()
    )
    return f"<{tag}{spans}>{escape(_words(cell), quote=False)}</{tag}>"


def _words(cell: HtmlElement) -> str:
    return fold(str(cell.text_content())).strip()
