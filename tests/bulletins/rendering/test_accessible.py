import pytest

from bulletins.rendering.accessible import accessible_body

HEAD, ROW = "<tr><th>区</th></tr>", "<tr><td>城南</td></tr>"


@pytest.mark.parametrize(
    ("table", "printed"),
    [
        (HEAD + ROW, f"<thead>{HEAD}</thead>{ROW}"),
        (f"<tbody>{HEAD}{ROW}</tbody>", f"<thead>{HEAD}</thead><tbody>{ROW}</tbody>"),
        (f"<caption>表</caption>{HEAD}{ROW}", f"<caption>表</caption><thead>{HEAD}</thead>{ROW}"),
        (f"<thead>{HEAD}</thead>{ROW}", f"<thead>{HEAD}</thead>{ROW}"),
        (ROW + HEAD, ROW + HEAD),
        ("", ""),
    ],
)
def test_accessible_body_gives_a_table_its_head(table, printed):
    assert accessible_body(f"<table>{table}</table>", "标题") == f"<table>{printed}</table>"


def test_accessible_body_leaves_a_head_that_reaches_into_other_rows():
    table = '<table><tr><th rowspan="2">区</th></tr><tr></tr></table>'
    assert "<thead>" not in accessible_body(table, "标题")


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
