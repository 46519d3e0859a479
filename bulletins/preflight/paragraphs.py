"""A stored body as the checks see it: paragraphs and pictures."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement, fromstring

from bulletins.preflight.facts import Kind, Paragraph, Picture

_KINDS = {
    "p": Kind.TEXT, "blockquote": Kind.TEXT, "h2": Kind.HEADING, "h3": Kind.HEADING,
    "h4": Kind.HEADING, "li": Kind.LIST, "figcaption": Kind.CAPTION, "caption": Kind.CAPTION,
    "td": Kind.TABLE, "th": Kind.TABLE,
}  # fmt: skip


def paragraphs_of(html: str) -> tuple[Paragraph, ...]:
    """Give the paragraphs of a sanitised body, each once, in their order."""
    return tuple(Paragraph(text, _KINDS[str(block.tag)]) for block, text in blocks(root_of(html)))


def pictures_of(html: str) -> tuple[Picture, ...]:
    """Give the pictures of a sanitised body."""
    return tuple(
        Picture(image.get("src", ""), _caption(image), image.get("alt", "").strip())
        for image in root_of(html).iter("img")
    )


def root_of(html: str) -> HtmlElement:
    """Give a body as a tree: an element that holds all of it."""
    return fromstring(f"<div>{html}</div>")


def blocks(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Give the elements that are paragraphs, each with its text on one line."""
    for element in root.iter(*_KINDS):
        if any(child.tag in _KINDS for child in element.iterdescendants()):
            continue  # a list in a list, a paragraph in a cell: the inner one speaks
        text = " ".join(element.text_content().split())
        if text:
            yield element, text


def _caption(image: HtmlElement) -> str:
    figure = next(image.iterancestors("figure"), None)
    caption = figure.find("figcaption") if figure is not None else None
    return caption.text_content().strip() if caption is not None else ""
