"""Where Chinese lines may break and must not: rules on characters, after CLREQ (W3C). Pure."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from bulletins.rendering.marks import CLOSING, HAN, OPENING, WORD

#: Zero width: a line may, or may not, end here. Neither is found in text taken from the PDF.
BREAK, JOIN = "\u200b", "\u2060"

_NEEDLESS_BLANK = re.compile(f"(?<={HAN}) (?={WORD})|(?<={WORD}) (?={HAN})")
_BEFORE_QUOTE = re.compile(f"(?<=[^{OPENING}\\s])(?=[“‘])")
_AFTER_QUOTE = re.compile(f"(?<=[”’])(?=[^{CLOSING}？…·\\s])")
#: A figure stays with what it counts or measures, a foreign name with its points, a hyphen inside
#: a name with both sides, an ellipsis with what it follows.
_JOINED = re.compile(r"(?=[·…])|(?<=[0-9])(?=[年月日时分秒%％‰℃])|(?<=\w)(?=-\w)|(?<=\w-)(?=\w)")
#: An address may be broken anywhere, like anything else that is longer than half a line.
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[!-~]{24,}")
#: Faces have one glyph for f and such a letter after it, or for two dashes.
_WITHIN_GLYPH = re.compile(f"(?<=f)[{BREAK}{JOIN}](?=[fil])|(?<=[—―])[{BREAK}{JOIN}](?=[—―])")
_ENDING = re.compile(rf"[^\s{OPENING}{CLOSING}？…—{BREAK}{JOIN}]")


#: What holds paragraphs; their endings are kept together.
_PARAGRAPHS = frozenset({"p", "li", "h3", "h4", "h5", "h6", "figcaption", "caption", "td", "th"})


def mend_page(body: Element) -> None:
    """Mend all texts of a page, in place."""
    for element in body.iter():
        element.tail = mend(element.tail or "")
        if element.tag != "style":
            element.text = mend(element.text or "")
    for element in body.iter():
        if element.tag in _PARAGRAPHS:
            _join_last_text(element)


def _join_last_text(element: Element) -> None:
    while len(element) and not (element[-1].tail or "").strip():
        element = element[-1]
    if len(element):
        element[-1].tail = join_ending(element[-1].tail or "")
    else:
        element.text = join_ending(element.text or "")


def mend(text: str) -> str:
    """Give the text with its line breaks made Chinese and without typed Han–Latin blanks.

    Unicode's rules never break beside “ ”, which serve every language; they do break before the
    point of a foreign name and between a figure and its 年, 月 or 日.
    """
    text = _ADDRESS.sub(lambda address: BREAK.join(address[0]), _NEEDLESS_BLANK.sub("", text))
    text = _AFTER_QUOTE.sub(BREAK, _BEFORE_QUOTE.sub(BREAK, text))
    return _WITHIN_GLYPH.sub("", _JOINED.sub(JOIN, text))


def join_ending(text: str) -> str:
    """Keep the last two characters of a paragraph together, so that none stands alone in a line."""
    last = [match.start() for match in _ENDING.finditer(text)][-2:]
    if len(last) < 2:
        return text
    ending = text[last[0] : last[1] + 1].replace(BREAK, "").replace(JOIN, "")
    if " " in ending:
        return text
    joined = _WITHIN_GLYPH.sub("", JOIN.join(ending))
    return text[: last[0]] + joined + text[last[1] + 1 :]
