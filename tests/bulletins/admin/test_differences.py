from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bulletins.admin.differences import Piece, difference, paragraphs

lines = st.lists(st.text(alphabet="甲乙丙丁ab", min_size=1, max_size=8), max_size=6)


def test_difference_shows_changed_paragraphs_only():
    before, after = ["标题", "医院推进互通。"], ["标题", "医院加快互通。"]
    assert difference(before, after) == [
        [
            Piece("kept", "医院"), Piece("removed", "推进"), Piece("added", "加快"),
            Piece("kept", "互通。"),
        ]
    ]  # fmt: skip


def test_paragraphs_name_pictures_by_their_address():
    html = "<p>一</p><figure><img src='/pictures/a.jpg'><figcaption>图</figcaption></figure>"
    assert paragraphs(html) == ["一", "[/pictures/a.jpg]图"]


@given(lines, lines)
def test_difference_holds_all_that_was_added_and_removed(before, after):
    pieces = [piece for one in difference(before, after) for piece in one]
    removed = sum(len(piece.text) for piece in pieces if piece.kind == "removed")
    added = sum(len(piece.text) for piece in pieces if piece.kind == "added")
    assert added - removed == sum(map(len, after)) - sum(map(len, before))


@given(lines)
def test_equal_texts_do_not_differ(text):
    assert difference(text, text) == []
