"""Which faces are made, from which fonts and for which characters. Pure."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

#: Index of the Simplified Chinese face in the collections of Noto.
_SIMPLIFIED = 2

_BLANKS = frozenset(map(ord, " \u00a0"))
#: Blanks, and what Chinese sets in squares apart from the characters themselves; Fandol's
#: ellipsis has uneven points.
_MARKS = _BLANKS.union(map(ord, "“”‘’—·"), range(0x3000, 0x3100), range(0xFF01, 0xFF5F))
_HAN = frozenset(range(0x4E00, 0xA000))


@dataclass(frozen=True)
class Face:
    """A face to be made: ``choose`` gives its characters out of those of the font."""

    family: str
    source: str
    choose: Callable[[Set[int]], Set[int]]
    index: int = 0
    is_bold: bool = False

    @property
    def file_name(self) -> str:
        """Its file, such as ``BulletinSong-Bold.otf``."""
        return f"{self.family.replace(' ', '')}-{self.style}.otf"

    @property
    def style(self) -> str:
        """Regular or Bold."""
        return "Bold" if self.is_bold else "Regular"


def gb2312() -> frozenset[int]:
    """Give the 7,445 characters of GB2312."""
    rows = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(ord(sign) for row in rows if (sign := row.decode("gb2312", "ignore")))


def common(available: Set[int]) -> Set[int]:
    """Characters of everyday: GB2312, Latin, marks and symbols."""
    return {code for code in available if code < 0x3100 or code > 0xFE00} | (gb2312() & available)


def rare(available: Set[int]) -> Set[int]:
    """What :func:`common` leaves, and blanks, which stand beside it."""
    return (available - common(available)) | (available & _BLANKS)


def chinese(available: Set[int]) -> Set[int]:
    """Chinese alone: Latin letters and figures come from the next face."""
    return available & (_HAN | _MARKS)


#: Song serves Fang and Kai with Latin letters and figures; the last two come in where all others
#: lack a character, as in a personal name.
FACES = (
    Face("Bulletin Song", "NotoSerifCJK-Regular.ttc", common, _SIMPLIFIED),
    Face("Bulletin Song", "NotoSerifCJK-Bold.ttc", common, _SIMPLIFIED, is_bold=True),
    Face("Bulletin Hei", "NotoSansCJK-Regular.ttc", common, _SIMPLIFIED),
    Face("Bulletin Fang", "FandolFang-Regular.otf", chinese),
    Face("Bulletin Kai", "FandolKai-Regular.otf", chinese),
    Face("Bulletin Rare", "NotoSerifCJK-Regular.ttc", rare, _SIMPLIFIED),
    Face("Bulletin Rare", "NotoSerifCJK-Bold.ttc", rare, _SIMPLIFIED, is_bold=True),
    Face("Bulletin Rarest", "BabelStoneHan.ttf", rare),
)
