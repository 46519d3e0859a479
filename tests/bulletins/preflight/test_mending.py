"""Mends: exactly the words change that are wrong; markup, pictures and tables stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.preflight.findings import Mend
from bulletins.preflight.mending import mended, mended_body
from bulletins.preflight.paragraphs import paragraphs_of

PICTURE = f'<img src="/pictures/{"a" * 64}.jpg">'


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("<p>甲,<em>乙</em>。</p>", "甲,乙。", "甲，乙。", "<p>甲，<em>乙</em>。</p>"),
        ("<p>甲 <em>乙</em> 丙。</p>", "甲 乙 丙。", "甲乙丙。", "<p>甲<em>乙</em>丙。</p>"),
        ("<p>甲。</p><p>责编：乙</p>", "责编：乙", "", "<p>甲。</p>"),
        ("<p>页眉</p><p>甲。</p><p>页眉</p>", "页眉", "", "<p>甲。</p>"),
        ("<p>甲。</p><ul><li>分享到</li></ul>", "分享到", "", "<p>甲。</p>"),
        ("<ul><li>甲</li><li>分享到</li></ul>", "分享到", "", "<ul><li>甲</li></ul>"),
        (f"<p>责编：乙{PICTURE}</p>", "责编：乙", "", f"<p>{PICTURE}</p>"),
        (
            "<table><tbody><tr><td>甲</td><td>分享到</td></tr></tbody></table>", "分享到", "",
            "<table><tbody><tr><td>甲</td><td></td></tr></tbody></table>",
        ),
        ("<p>甲的</p><p><em>乙</em>。</p>", "甲的\n乙。", "甲的乙。", "<p>甲的<em>乙</em>。</p>"),
        (
            f"<p>甲<b></b>的</p><figure>{PICTURE}</figure><p>乙。</p>", "甲的\n乙。", "甲的乙。",
            f"<p>甲<b></b>的乙。</p><figure>{PICTURE}</figure>",
        ),
        ("<p>图一<em>记者</em>报道。</p>", "图一记者报道。", "图一\n记者报道。",
         "<p>图一</p><p><em>记者</em>报道。</p>"),
        ("<p>甲。</p>", "乙。", "丙。", "<p>甲。</p>"),
        ("1 &lt;p&gt; 2<p>甲。</p>", "甲。", "乙。", "1 &lt;p&gt; 2<p>乙。</p>"),
    ],
)  # fmt: skip
def test_body_is_mended(before, old, new, after):
    assert mended_body(before, Mend(old, new)) == after


def test_other_field_is_mended_only_where_it_still_says_so():
    mend = Mend("https://a.example/1?spm=x", "https://a.example/1", "url")
    text = {"url": "https://a.example/1?spm=x", "body_html": ""}
    assert mended(text, [mend])["url"] == "https://a.example/1"
    assert mended({**text, "url": "https://b.example/"}, [mend])["url"] == "https://b.example/"


_WORDS = st.text(st.sampled_from("甲乙丙丁，。 a1"), max_size=12)
_INLINE = st.sampled_from(["{}", "<strong>{}</strong>", "<a href='/'>{}<em>丁</em></a>", "<br>{}"])
_PARAGRAPH = st.lists(st.builds(str.format, _INLINE, _WORDS), min_size=1, max_size=4).map("".join)


@given(st.lists(_PARAGRAPH, min_size=1, max_size=5), _WORDS, st.data())
def test_mended_paragraph_says_the_new_words_and_the_others_what_they_said(bodies, new, data):
    body = "".join(f"<p>{text}</p>" for text in bodies)
    before = [paragraph.text for paragraph in paragraphs_of(body)]
    if not before:
        return
    old, line = data.draw(st.sampled_from(before)), " ".join(new.split())
    after = [paragraph.text for paragraph in paragraphs_of(mended_body(body, Mend(old, line)))]
    expected = [line if text == old else text for text in before]
    assert after == [text for text in expected if text]
