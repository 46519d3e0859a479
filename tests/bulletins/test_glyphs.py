"""Characters that no face has."""

from __future__ import annotations

import pytest

from bulletins.glyphs import missing_glyphs, spelled_out

PRINTABLE = frozenset(map(ord, "样例正文<>/p \ue5e5\u302e"))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("样例正文", []),
        ("样例 \u200b正\u2060文\n", []),
        ("样例\ufe0f\U000e0100\u3164", []),
        ("样例𪚥", ["𪚥"]),
        ("样\ue5e5例", ["\ue5e5"]),
        ("样\u302e例", ["\u302e"]),
        ("🎉样🎉例 ", ["🎉"]),
    ],
)
def test_missing_glyphs_are_visible_characters_without_a_face(text, missing):
    assert missing_glyphs(text, PRINTABLE) == missing


def test_missing_glyphs_are_none_while_the_faces_are_not_known():
    assert missing_glyphs("𪚥", None) == []


def test_spelled_out_gives_the_number_in_texts_alone():
    page = '<p title="𪚥">样𪚥例</p><img alt="😀"/>😀<p>样例</p>'
    numbers = {ord(sign) for sign in page} - {ord("𪚥"), ord("😀")}
    assert spelled_out(page, numbers) == (
        '<p title="𪚥">样〔U+2A6A5〕例</p><img alt="😀"/>〔U+1F600〕<p>样例</p>'
    )


def test_spelled_out_leaves_a_page_that_can_be_printed_or_is_not_known():
    assert spelled_out("<p>样例</p>", PRINTABLE) == "<p>样例</p>"
    assert spelled_out("<p>😀</p>", None) == "<p>😀</p>"
