from __future__ import annotations

import time

import pytest
from lxml.html import fromstring

from monitor.notation.css import choice

PAGE = """<div id=page><ul class="news top"><li id=a><a id=l1 href=/1>x</a><i id=i1></i></li>
<li id=b class=line><p><a id=l2 href=/art/2>y</a></p></li>
<li id=c><i id=i2></i><i id=i3></i></li></ul><p id=p></p></div>"""


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("li", "a b c"),
        ("ul.news li:not(.line)", "a c"),
        ("ul.top > li a", "l1 l2"),
        ("li > a", "l1"),
        ("a + i", "i1"),
        ("#a ~ li", "b c"),
        ("#a + li i, #b p a", "l2"),
        ("p, li a, #a", "a l1 p l2 p"),
        ("i:nth-of-type(2)", "i3"),
        ("a[href*='/art/']", "l2"),
        ("li:has(p)", "b"),
        ("ol li", ""),
        ("ul ul", ""),
        ("> ul > li", "a b c"),
        ("> li", ""),
        (":scope", "page"),
    ],
)
def test_selector_chooses_in_the_order_of_the_page(css, expected):
    chosen = choice(css)(fromstring(PAGE))
    named = [one.get("id") or one.tag for one in chosen]
    assert named == expected.split()


def test_selector_sees_no_further_than_its_element():
    row = choice("#b")(fromstring(PAGE))[0]
    assert [one.get("id") for one in choice("a")(row)] == ["l2"]
    assert choice("ul a")(row) == []


@pytest.mark.parametrize(
    "css", ["", " ", "li >", "li::before", "a[href", "(", "::", "> ", "li,", "@"]
)
def test_what_is_no_selector_is_refused(css):
    with pytest.raises(ValueError):
        choice(css)


@pytest.mark.parametrize("css", ["div div div div a", "div > div div ~ a", "a ~ a ~ a ~ b"])
def test_deep_and_long_pages_take_no_longer_than_their_size(css):
    page = fromstring("<div>" * 200 + "<a>x</a>" * 15_000)
    begun = time.process_time()
    choice(css)(page)
    assert time.process_time() - begun < 2
