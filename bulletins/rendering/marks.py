"""The classes of characters that Chinese lines are set by."""

from __future__ import annotations

#: Marks that open and close; all of them fill a square, and one half of it is blank.
OPENING = "“‘（〔［｛《〈「『【〖"
CLOSING = "”’）〕］｝》〉」』】〗、，。；：．！"
#: Regular expressions for one character.
HAN = "[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇]"
WORD = "[0-9A-Za-z\u00c0-\u024f]"
