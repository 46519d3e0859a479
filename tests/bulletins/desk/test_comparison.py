"""Two texts side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bulletins.desk.comparison import Block, Row, blocks_of, compare

PICTURE = "/pictures/" + "0" * 64 + ".png"


def p(text: str) -> Block:
    return Block("p", text)


def test_blocks_are_paragraphs_headings_cells_and_pictures():
    html = (
        f"<h2>样例</h2><p>第一段。</p><figure><img src='{PICTURE}' alt='图'>"
        "<figcaption>图注</figcaption></figure><table><tr><td><p>格</p></td></tr></table>"
    )
    assert blocks_of(html) == [
        Block("h2", "样例"), p("第一段。"), Block("img", "图", PICTURE),
        Block("figcaption", "图注"), p("格"),
    ]  # fmt: skip


def test_same_text_stands_on_same_rows():
    text = [p("第一段。"), p("第二段。")]
    assert all(row.is_same for row in compare(text, text))


def test_changed_paragraph_stands_beside_what_it_was():
    (row,) = compare([p("示例市三家医院互认结果")], [p("示例市五家医院互认结果")])
    assert [(piece.kind, piece.text) for piece in row.pieces] == [
        ("kept", "示例市"), ("removed", "三"), ("added", "五"), ("kept", "家医院互认结果"),
    ]  # fmt: skip


def test_paragraph_that_went_stands_alone_and_the_next_finds_its_own():
    before = [p("责任编辑：样例"), p("示例市三家医院实现检查结果互认。")]
    after = [p("示例市三家医院实现检查结果互认！")]
    assert compare(before, after) == [Row(before[0], None), Row(before[1], after[0])]


@given(
    st.lists(st.text("甲乙丙丁", max_size=6), max_size=6),
    st.lists(st.text("甲乙丙丁", max_size=6), max_size=6),
)
def test_every_block_of_both_texts_is_shown_once_and_in_order(before, after):
    old, new = [p(text) for text in before], [p(text) for text in after]
    rows = compare(old, new)
    assert [row.before for row in rows if row.before] == old
    assert [row.after for row in rows if row.after] == new
