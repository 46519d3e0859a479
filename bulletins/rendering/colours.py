"""Colours of a look: whether they can be read on paper and on a dark screen. Pure."""

from __future__ import annotations

import re

#: Contrast that text needs, and large text and rules (WCAG 2.2, 1.4.3 and 1.4.11).
TEXT_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
#: Backgrounds: paper, and the page of the HTML format on a dark screen.
PAPER, DARK = "#ffffff", "#121212"

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour as #rrggbb."""
    return bool(_COLOUR.fullmatch(text))


def contrast(colour: str, ground: str = PAPER) -> float:
    """Give the contrast of two colours, between 1 and 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def for_dark(colour: str) -> str:
    """Give a colour lightened until it stands out from a dark screen as it does from paper."""
    wanted = max(TEXT_CONTRAST, contrast(colour))
    for share in range(0, 101, 5):
        lighter = "#" + "".join(
            f"{part + (255 - part) * share // 100:02x}" for part in _rgb(colour)
        )
        if contrast(lighter, DARK) >= wanted:
            return lighter
    return PAPER


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    """Give the relative luminance (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (number / 255 for number in _rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
