"""A body as pages show it → plain text that is read as such, in a mail. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement, fromstring

from bulletins.rendering.pieces import Words, parts

#: Paragraphs begin two characters in; what stands in a list or quote is indented by so much.
_INDENT = "\u3000\u3000"
_HEADINGS = frozenset({"h4", "h5", "h6"})

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def plain_text(body: str) -> str:
    """Give the text, a paragraph a line: lists with marks, rows of tables on a line each."""
    return "\n".join(_inside(fromstring(f"<div>{body}</div>"), _INDENT)).strip("\n")


def _inside(element: HtmlElement, indent: str) -> Iterator[str]:
    for part in parts(element):
        yield from _part(part, indent)


def _part(part: list[Words] | HtmlElement, indent: str) -> Iterator[str]:
    if isinstance(part, list):
        yield indent + _joined(part)
    elif part.tag in _HEADINGS:
        yield from ("", _text(part))
    elif part.tag in ("ul", "ol"):
        yield from _list(part, indent)
    elif part.tag == "table":
        yield from _table(part, indent)
    elif part.tag == "img":
        yield f"{indent}〔图：{part.get('alt', '')}〕"
    elif part.tag == "figure" and [str(child.tag) for child in part] == ["img", "figcaption"]:
        yield f"{indent}〔图：{_text(part)}〕"
    else:
        yield from _inside(part, indent + _INDENT if part.tag == "blockquote" else indent)


def _list(element: HtmlElement, indent: str) -> Iterator[str]:
    """Give each item with its mark before its first line; lists in it are indented."""
    for number, part in enumerate(parts(element), start=1):
        lines = list(_item(part, indent))
        mark = f"{number}." if element.tag == "ol" else "·"
        yield f"{indent}{mark} {lines[0].removeprefix(indent)}" if lines else f"{indent}{mark}"
        yield from lines[1:]


def _item(part: list[Words] | HtmlElement, indent: str) -> Iterator[str]:
    if isinstance(part, list) or part.tag != "li":
        yield from _part(part, indent)
        return
    for inner in parts(part):
        is_list = not isinstance(inner, list) and inner.tag in ("ul", "ol")
        yield from _part(inner, indent + _INDENT if is_list else indent)


def _table(table: HtmlElement, indent: str) -> Iterator[str]:
    for caption in table.iterchildren("caption"):
        yield indent + _text(caption)
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table:
            cells = [_text(cell) for cell in row.iterchildren("td", "th")]
            yield indent + " | ".join(cells)


def _text(element: HtmlElement) -> str:
    """Give all the text of an element on one line."""
    found = (_joined(part) if isinstance(part, list) else _text(part) for part in parts(element))
    return " ".join(filter(None, found))


def _joined(words: list[Words]) -> str:
    """Put pieces together."""
    return "".join(map(_plain, words)).replace("\n", f"\n{_INDENT}")


def _plain(piece: Words) -> str:
    """Give a piece as it is read: 10⁵ is not 105, and the address of a link follows it."""
    text = piece.text
    if "sup" in piece.looks:
        text = text.translate(_RAISED)
    elif "sub" in piece.looks:
        text = text.translate(_LOWERED)
    return f"{text}（{piece.url}）" if piece.url and piece.url not in text else text
