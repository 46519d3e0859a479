import pytest

from bulletins.rendering.accessible import accessible_body


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("<ul>甲<li>乙</li>丙</ul>", "<ul><li>甲</li><li>乙</li><li>丙</li></ul>"),
        ("<ol><p>甲</p>乙<li>丙</li></ol>", "<ol><li>甲</li><li>乙</li><li>丙</li></ol>"),
        ("<ul><ul><li>甲</li></ul></ul>", "<ul><ul><li>甲</li></ul></ul>"),
        ("<ul><li> </li><li>甲</li></ul>", "<ul><li>甲</li></ul>"),
        ("<ul><li>甲</li>&nbsp;<li>乙</li></ul>", "<ul><li>甲</li><li>乙</li></ul>"),
        ("<ul>\u3000<li>甲</li></ul>", "<ul><li>甲</li></ul>"),
        ("<li>甲</li>后", "<ul><li>甲</li></ul>后"),
        ("<ul><li><ul><li>甲</li></ul></li></ul>", "<ul><ul><li>甲</li></ul></ul>"),
        ("<ul><li><ol><li>甲</li></ol>乙</li></ul>", "<ul><ol><li>甲</li></ol><li>乙</li></ul>"),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"),
    ],
)
def test_accessible_body_gives_lists_lines_only(body, printed):
    assert accessible_body(body, "标题") == printed


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("<p>一<em>二</em></p>", "一<em>二</em>"),
        ("\n<p>一</p><p>二</p>", "\n一<p>二</p>"),
        ("零<p>一</p>", "零<p>一</p>"),
        ("<strong>一</strong><p>二</p>", "<strong>一</strong><p>二</p>"),
    ],
)
def test_accessible_body_lets_a_line_begin_beside_its_mark(line, printed):
    assert accessible_body(f"<ul><li>{line}</li></ul>", "标题") == f"<ul><li>{printed}</li></ul>"
