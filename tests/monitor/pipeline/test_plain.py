"""The words of HTML: what needs no parser gives what the parser gives. Samples are our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.pipeline import plain as module
from monitor.pipeline.plain import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("甲\n 乙\t丙", "甲 乙 丙"),
        ("<p>甲</p><p>乙 <b>丙</b></p>", "甲乙 丙"),
        ("<a href='/x?a&b' class=\"y\">甲</a><br/>乙", "甲乙"),
        ("甲 &amp; 乙 &lt;b&gt; &#8220;丙&#8221;&nbsp;丁", "甲 & 乙 <b> “丙” 丁"),
        ("甲<script>乙</script><style>丙</style>丁", "甲丁"),
        ("甲<!-- 乙 -->丙", "甲丙"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("&copy;甲&#x4e59;", "©甲乙"),
        ("甲\u200b&#8203;乙\u202e", "甲乙"),
        ("", ""),
    ],
)
def test_html_gives_its_words(html, text):
    assert plain(html) == text


_NAMES = "p br div span a b i u em strong font img h1 h6 ul ol li section blockquote P Strong"
_TAGS = st.sampled_from(_NAMES.split()).flatmap(
    lambda name: st.sampled_from(
        [f"<{name}>", f"</{name}>", f"<{name}/>", f"<{name} class=\"x y\" href='/a?b&amp;c'\n>"]
    )
)
_ENTITIES = st.sampled_from(module._ENTITIES.split("|")[:-2]).map(
    lambda name: f"&{name.replace('[489]', '9')};"
)
_WORDS = st.sampled_from(
    ["甲", "乙 丙", " ", "\n", "\t 丁 ", "a b", "\u200b", "&#8212;", "&#8203;"]
)
_PROSE = st.lists(st.one_of(_TAGS, _ENTITIES, _WORDS), max_size=12).map("".join)


@settings(max_examples=300)
@given(_PROSE)
def test_prose_without_a_parser_gives_what_the_parser_gives(html):
    assert module._PROSE.fullmatch(html)
    assert plain(html) == module._parsed(html)


def test_long_prose_takes_no_time():
    assert plain("<p " * 300_000) == ""
    assert plain("&amp;" * 300_000) == "&" * 300_000
