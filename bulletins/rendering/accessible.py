"""A sanitised body made fit for screen readers: described pictures, plain links, even tables."""

from __future__ import annotations

from lxml.html import HtmlElement, fragment_fromstring, tostring

#: What a body may hold, and what the page sets below the articles' titles, which are its h3.
_IN_BODY, _BELOW_TITLE = ("h2", "h3", "h4"), ("h4", "h5", "h6")


def accessible_body(body: str, title: str) -> str:
    """Give a body that keeps to PDF/UA-1 when printed; ``title`` names its pictures at need."""
    if not any(sign in body for sign in ("<img", "<a", "<t", "<h", "<li")):
        return body
    root = fragment_fromstring(body, create_parent="div")
    _describe_pictures(root, title)
    _settle_headings(root)
    for line in root.iter("li"):
        _open(line)
    for link in list(root.iter("a")):
        _flatten(link)
    for table in list(root.iter("table")):
        _repeat_head(table)
        _even_out(table)
        for foot in table.findall("tfoot"):
            foot.tag = "tbody"  # A foot would be printed again at the end of each page.
            table.append(foot)
    return (root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)


def _settle_headings(root: HtmlElement) -> None:
    """Let the highest headings of a text be those below its title, whatever they were typed as."""
    headings = list(root.iter(*_IN_BODY))
    highest = min((_IN_BODY.index(str(heading.tag)) for heading in headings), default=0)
    for heading in headings:
        heading.tag = _BELOW_TITLE[_IN_BODY.index(str(heading.tag)) - highest]


def _describe_pictures(root: HtmlElement, title: str) -> None:
    """Describe a picture by its own words, by its caption, or by where it stands."""
    for number, picture in enumerate(root.iter("img"), start=1):
        if not picture.get("alt", "").strip():
            picture.set("alt", _caption(picture) or f"《{title}》配图 {number}")


def _open(line: HtmlElement) -> None:
    """Let a list's line begin with its text: its mark would stand above a paragraph."""
    first = next(iter(line), None)
    if first is not None and first.tag == "p" and not (line.text or "").strip():
        first.drop_tag()


def _caption(picture: HtmlElement) -> str:
    figure = next(picture.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    return caption.text_content().strip() if caption is not None else ""


def _flatten(link: HtmlElement) -> None:
    """Leave nothing but text in a link: an element in it would be a tag without its annotation.

    A link around a picture goes, the picture stays; so does the text of one that leads nowhere.
    """
    if link.find(".//img") is not None or not link.get("href", "").startswith("http"):
        link.drop_tag()
        return
    text = link.text_content()
    for child in list(link):
        link.remove(child)
    link.text = text


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


def _even_out(table: HtmlElement) -> None:
    """Fill short rows with empty cells: rows of a tagged table are equally long."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    taken = [0] * len(rows)
    for at, row in enumerate(rows):
        for cell in row.iterchildren("td", "th"):
            # A cell ends with the table, however far it says that it reaches.
            for below in range(at, min(at + _span(cell, "rowspan"), len(rows))):
                taken[below] += _span(cell, "colspan")
    for row, columns in zip(rows, taken, strict=True):
        for _missing in range(max(taken) - columns):
            row.append(row.makeelement("td"))


def _span(cell: HtmlElement, name: str) -> int:
    text = cell.get(name, "1")
    return max(1, min(int(text), 100)) if text.isdecimal() else 1
