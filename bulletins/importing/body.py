"""The body of an imported article, as text and as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby

from bulletins.importing.lines import FilePicture, Line


def body_text(lines: Iterable[Line]) -> str:
    """Give the paragraphs, one a line."""
    return "\n".join(line.text for line in lines if line.text)


def body_html(lines: Iterable[Line], keep: Callable[[FilePicture], str]) -> str:
    """Give the body as HTML; ``keep`` stores a picture and gives its address, or nothing."""
    parts: list[str] = []
    for is_bullet, group in groupby(lines, key=lambda line: line.is_bullet):
        if is_bullet:
            parts.append(f"<ul>{''.join(f'<li>{escape(line.text)}</li>' for line in group)}</ul>")
            continue
        for line in group:
            tag = "h3" if line.heading else "p"
            parts += [f"<{tag}>{escape(line.text)}</{tag}>"] if line.text else []
            parts += [
                f'<figure><img src="{address}"></figure>'
                for picture in line.pictures
                if (address := keep(picture))
            ]
    return "".join(parts)
