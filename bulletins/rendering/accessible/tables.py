"""Tables as PDF/UA-1 wants them: a head, a body, a cell for each place (ISO 14289-1, 7.2, 7.5)."""

from __future__ import annotations

from itertools import count

from lxml.html import HtmlElement

#: The most columns that a page could show, and the most rows over which HTML lets a cell reach.
_WIDEST, _TALLEST = 100, 65_534


def settle_tables(root: HtmlElement) -> None:
    """Build each table of a body anew where readers of the PDF would get lost in it."""
    for table in list(root.iter("table")):
        _repeat_head(table)
        _settle_parts(table)
        _even_out(table)


def _repeat_head(table: HtmlElement) -> None:
    """Make a first row of headings the table's head, which is printed again on each page."""
    row = next(table.iter("tr"), None)
    if row is None or table.find(".//thead") is not None or table.find(".//table") is not None:
        return
    if any(cell.tag != "th" or "rowspan" in cell.attrib for cell in row):
        return
    head = table.makeelement("thead")
    first = row if row.getparent() is table else next(row.iterancestors())
    first.addprevious(head)
    head.append(row)


def _settle_parts(table: HtmlElement) -> None:
    """Leave a table one caption, before all else, one head and, below it, a body."""
    captions = table.findall("caption")
    for caption in captions[:1]:  # It is printed first, wherever it stands.
        table.insert(0, caption)
    for caption in reversed(captions[1:]):
        caption.tag, caption.tail, table.tail = "div", table.tail, None
        table.addnext(caption)
    for foot in table.findall("tfoot"):
        foot.tag = "tbody"  # A foot would be printed again at the end of each page.
        table.append(foot)
    for body in table.findall("tbody"):
        if not len(body):
            body.drop_tree()
    heads = table.findall("thead")
    has_body = table.find("tbody") is not None or table.find("tr") is not None
    for head in heads[1:] if has_body or len(heads) > 1 else heads:
        head.tag = "tbody"


def _even_out(table: HtmlElement) -> None:
    """Give each place of a table one cell: shorten those that reach too far, fill the gaps.

    Cells of a tagged table don't lie on one another, its rows are equally long. Here they are put
    where HTML puts them: in the first free place of their row.
    """
    taken: dict[HtmlElement, set[int]] = {}
    for part in (table, *table.iterchildren("thead", "tbody")):
        rows = list(part.iterchildren("tr"))
        taken |= {row: set() for row in rows}
        for at, row in enumerate(rows):
            for cell in row.iterchildren("td", "th"):
                below = rows[at : at + _reach(cell, "rowspan", _TALLEST)]
                first = next(place for place in count() if place not in taken[row])
                end = min((place for place in taken[row] if place > first), default=first + _WIDEST)
                places = set(range(first, min(first + _reach(cell, "colspan", _WIDEST), end)))
                _set_reach(cell, rowspan=len(below), colspan=len(places))
                for reached in below:
                    taken[reached] |= places
    columns = max(map(len, taken.values()), default=0)
    for row, places in taken.items():
        for _missing in range(columns - len(places)):
            row.append(row.makeelement("td"))


def _reach(cell: HtmlElement, name: str, most: int) -> int:
    """Give over how many rows or columns a cell reaches; 0 are all the rows that follow."""
    text = cell.get(name, "1")
    reach = int(text) if text.isdecimal() else 1
    if reach == 0 and name == "rowspan":
        return most
    return max(1, min(reach, most))


def _set_reach(cell: HtmlElement, **reach: int) -> None:
    """Write down over how many rows and columns a cell reaches, where it says something of it."""
    for name, number in reach.items():
        if name in cell.attrib:
            cell.set(name, str(number))
