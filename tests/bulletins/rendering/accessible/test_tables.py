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
        (HEAD, f"<tbody>{HEAD}</tbody>"),
        (f"<thead>{HEAD}</thead><tbody></tbody>", f"<tbody>{HEAD}</tbody>"),
        (
            f"<thead>{HEAD}</thead><thead>{HEAD}</thead>",
            f"<thead>{HEAD}</thead><tbody>{HEAD}</tbody>",
        ),
        (f"{HEAD}{ROW}<caption>表</caption>", f"<caption>表</caption><thead>{HEAD}</thead>{ROW}"),
        (f"<tfoot>{ROW}</tfoot><tbody>{ROW}</tbody>", f"<tbody>{ROW}</tbody><tbody>{ROW}</tbody>"),
        ("", ""),
    ],
)
def test_accessible_body_gives_a_table_its_head(table, printed):
    assert accessible_body(f"<table>{table}</table>", "标题") == f"<table>{printed}</table>"


def test_accessible_body_leaves_a_head_that_reaches_into_other_rows():
    table = '<table><tr><th rowspan="2">区</th></tr><tr></tr></table>'
    assert "<thead>" not in accessible_body(table, "标题")


@pytest.mark.parametrize(
    ("table", "printed"),
    [
        # A cell that would lie on one of the row above ends before it.
        ('<tr><td>1</td><td rowspan="2">2</td></tr><tr><td colspan="2">3</td></tr>',
         '<tr><td>1</td><td rowspan="2">2</td></tr><tr><td colspan="1">3</td></tr>'),
        # A head does not reach into the body, a gap is filled.
        ('<thead><tr><th rowspan="2">1</th><th>2</th></tr></thead><tr><td>3</td></tr>',
         '<thead><tr><th rowspan="1">1</th><th>2</th></tr></thead><tr><td>3</td><td></td></tr>'),
        # 0 is all rows that follow; more columns than HTML knows are as many as it knows.
        ('<tr><td rowspan="0">1</td><td>2</td></tr><tr><td>3</td></tr>',
         '<tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr>'),
        ('<tr><td colspan="a">1</td></tr><tr><td colspan="0">1</td></tr>',
         '<tr><td colspan="1">1</td></tr><tr><td colspan="1">1</td></tr>'),
    ],
)  # fmt: skip
def test_accessible_body_gives_each_place_of_a_table_one_cell(table, printed):
    assert accessible_body(f"<table>{table}</table>", "标题") == f"<table>{printed}</table>"


def test_accessible_body_puts_further_captions_behind_the_table():
    row = "<tr><td>1</td></tr>"
    table = f"<table><caption>一</caption><caption>二</caption>{row}</table>后"
    printed = f"<table><caption>一</caption>{row}</table><div>二</div>后"
    assert accessible_body(table, "标题") == printed
