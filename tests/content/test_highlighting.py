import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.highlighting import mark
from content.sanitising import clean_article_body


@pytest.mark.parametrize(
    ("html", "words", "marked"),
    [
        ("<p>电子病历上线</p>", ["电子病历"], "<p><mark>电子病历</mark>上线</p>"),
        ("<p>his system, HIS, history</p>", ["his"],
         "<p><mark>his</mark> system, <mark>HIS</mark>, history</p>"),
        ("<p>ＡＩ辅助</p>", ["ai"], "<p><mark>ＡＩ</mark>辅助</p>"),
        ("<p>互联网医院</p>", ["医院", "互联网医院"], "<p><mark>互联网医院</mark></p>"),
        ('<p><a href="/医院">甲</a></p>', ["医院"], '<p><a href="/医院">甲</a></p>'),
        ('<img alt="a>医院">医院', ["医院"], '<img alt="a>医院"><mark>医院</mark>'),
        ("<p>智慧  医疗</p>", ["智慧 医疗"], "<p><mark>智慧  医疗</mark></p>"),
        ("<p>样例</p>", [], "<p>样例</p>"),
        ("<p>C++ 样例</p>", ["c++"], "<p><mark>C++</mark> 样例</p>"),
    ],
)  # fmt: skip
def test_words_are_marked_in_the_text_alone(html, words, marked):
    assert mark(html, words) == marked


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_marking_adds_nothing_but_marks(text, words):
    body = clean_article_body(f"<p>{text}</p>")
    assert re.sub("</?mark>", "", mark(body, words)) == body
