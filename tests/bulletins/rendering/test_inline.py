"""Bodies for mail: each element brings its style, nothing is wider than the mail."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup

from bulletins.rendering.inline import WIDEST, with_styles


def _styled(body: str, width: int = 400) -> Any:
    return BeautifulSoup(with_styles(body, lambda _src: width), "lxml")


def test_wide_pictures_are_drawn_in():
    [picture] = _styled('<p><img src="a" alt="甲"></p>', width=1600).select("img")
    assert picture["width"] == str(WIDEST)
    assert "max-width:100%" in picture["style"]


def test_small_pictures_keep_their_size():
    [picture] = _styled('<p><img src="a" alt="甲"></p>', width=90).select("img")
    assert picture["width"] == "90"


def test_wide_tables_move_in_a_box_and_the_text_behind_them_stays():
    soup = _styled("<div><table><tr><td>甲</td></tr></table>之后</div>")
    [box] = soup.select("div > div")
    assert "overflow-x:auto" in box["style"]
    assert [child.name for child in box.children] == ["table"]
    assert box.next_sibling == "之后"


def test_only_paragraphs_of_the_text_are_indented():
    soup = _styled("<p>甲</p><ul><li><p>乙</p></li></ul><blockquote><p>丙</p></blockquote>")
    assert ["text-indent" in paragraph["style"] for paragraph in soup.select("p")] == [
        True, False, False,
    ]  # fmt: skip


def test_signs_of_text_do_not_become_elements():
    assert _styled("&lt;img src=x&gt;<p>甲</p>").select("img") == []
