import pytest

from bulletins.rendering.accessible import accessible_body


def test_accessible_body_leaves_no_link_without_words():
    link = '<a href="https://a.example"> </a>'
    assert accessible_body(f"<p>甲{link}乙</p>", "标题") == "<p>甲 乙</p>"


@pytest.mark.parametrize("raised", ["sup", "sub"])
def test_accessible_body_raises_words_only(raised):
    body = f"<p>x<{raised}>2</{raised}></p><blockquote>甲</blockquote>"
    assert accessible_body(body, "标题") == body
    around = f"<{raised}><blockquote><p>甲</p></blockquote><figure>乙</figure></{raised}>"
    lowered = "<blockquote><p>甲</p></blockquote><figure>乙</figure>"
    assert accessible_body(around, "标题") == lowered


def test_accessible_body_keeps_signs_of_text_apart_from_elements():
    body = "1 &lt;script&gt; &amp;lt; 2<ul><li>3 &lt; 4</li></ul>"
    assert accessible_body(body, "标题") == body


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("<h3>一</h3><h4>二</h4>", "<h4>一</h4><h5>二</h5>"),
        ("<h4>一</h4><h2>二</h2>", "<h6>一</h6><h4>二</h4>"),
        ("<h4>一</h4>", "<h4>一</h4>"),
    ],
)
def test_accessible_body_sets_the_highest_headings_below_the_title(body, printed):
    assert accessible_body(body, "标题") == printed
