"""A body as pages show it → plain text that is read as such, in a mail. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement, fromstring

from bulletins.rendering.pieces import Words, parts

#: Paragraphs begin two characters in; what stands in a list or quote is indented by so much.
_INDENT = "\u3000\u3000"
_HEADINGS = frozenset({"h4", "h5", "h6"})
#: Blocks that are no text of their own: what they hold is gone through.
_AROUND = frozenset({"figure", "blockquote", "div"})

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def plain_text(body: str) -> str:
    """Give the text, a paragraph a line: lists with marks, rows of tables on a line each."""
    root = fromstring(f"<div>{body}</div>")
    return "\n".join(line for element in root for line in _lines(element, _INDENT)).strip("\n")


def _lines(element: HtmlElement, indent: str) -> Iterator[str]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        yield from ("", _text(element))
    elif tag in ("ul", "ol"):
        for number, item in enumerate(element.iterchildren("li"), start=1):
            yield from _item(item, indent, f"{number}." if tag == "ol" else "·")
    elif tag == "table":
        yield from _table(element, indent)
    elif tag == "img":
        yield f"{indent}〔图：{element.get('alt', '')}〕"
    elif tag == "figure":
        yield from _figure(element, indent)
    else:
        inner = indent + _INDENT if tag == "blockquote" else indent
        for part in parts(element):
            if isinstance(part, list):
                yield inner + _joined(part)
            else:
                yield from _lines(part, inner)


def _item(item: HtmlElement, indent: str, mark: str) -> Iterator[str]:
    """Give an item with its mark before its first line."""
    lines = [line for part in parts(item) for line in _part(part, indent)]
    for number, line in enumerate(lines):
        yield line if number else f"{indent}{mark} {line.removeprefix(indent)}"


def _part(part: list[Words] | HtmlElement, indent: str) -> Iterator[str]:
    if isinstance(part, list):
        yield indent + _joined(part)
    else:
        inner = indent + _INDENT if part.tag in ("ul", "ol") else indent
        yield from _lines(part, inner)


def _figure(figure: HtmlElement, indent: str) -> Iterator[str]:
    """Give a picture by its caption; what else a figure may hold, as it is."""
    captions = [_text(caption) for caption in figure.iter("figcaption")]
    if captions and figure.find(".//img") is not None:
        yield f"{indent}〔图：{' '.join(captions)}〕"
        return
    for element in figure:
        yield from _lines(element, indent)


def _table(table: HtmlElement, indent: str) -> Iterator[str]:
    for caption in table.iterchildren("caption"):
        yield indent + _text(caption)
    for row in table.iter("tr"):
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
