import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox

from bulletins.rendering.grid import teach_grid

PITCH = 20
STYLE = f"""
@page {{ size: 400px {10 * PITCH}px; margin: 0 }}
body, p, figure {{ margin: 0; font: 10px/{PITCH}px "Noto Serif CJK SC"; orphans: 1; widows: 1 }}
td {{ font-size: 7px; line-height: 9px; padding: 1px }}
"""


def _tops(body):
    """Give the position of each line of a paragraph, page by page, in lines."""
    teach_grid()
    document = HTML(string=f"<html><style>{STYLE}</style><body>{body}").render()
    return [
        [
            round(box.position_y / PITCH, 2)
            for box in page._page_box.descendants()
            if isinstance(box, LineBox) and box.element_tag.startswith("p")
        ]
        for page in document.pages
    ]


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ('<figure><div style="height: 33px"></div></figure>', 2),
        ('<figure><div style="height: 40px"></div></figure>', 2),
        ('<figure><div style="height: 41px"></div></figure>', 3),
        ("<table><tr><td>甲</td></tr></table>", 1),
        ("<header><p>甲</p></header>", 1),
    ],
)
def test_lines_below_a_block_stand_on_the_grid(block, lines):
    [tops] = _tops(f"<p>甲</p>{block}<p>乙</p>")
    assert (tops[0], tops[-1]) == (0, 1 + lines)


def test_a_block_whose_lines_take_no_room_keeps_its_height():
    [tops] = _tops('<figure style="line-height: 0">甲</figure><p>乙</p>')
    assert tops == [0]


def test_a_full_page_has_all_its_lines():
    figure = '<figure><div style="height: 33px"></div></figure>'
    first, second, *_rest = _tops(figure + "<p>甲</p>" * 30)
    assert first == [2, 3, 4, 5, 6, 7, 8, 9]
    assert second == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
