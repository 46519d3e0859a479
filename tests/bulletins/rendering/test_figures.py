import base64
import io

import pytest
from PIL import Image
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox

from bulletins.rendering.figures import teach_figures

PITCH = 20
STYLE = f"""
@page {{ size: 400px {10 * PITCH}px; margin: 0 }}
body, p, figure {{ margin: 0; font: 10px/{PITCH}px "Noto Serif CJK SC"; orphans: 1; widows: 1 }}
figure {{ break-inside: avoid }}
img {{ display: block; margin: 0 auto; max-width: 100% }}
"""


def picture(width, height):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(file, "PNG")
    data = base64.b64encode(file.getvalue()).decode()
    return f'<img alt="样" src="data:image/png;base64,{data}">'


def pages(body):
    """Give what each page has: its pictures' sizes, and the number of its lines of text."""
    teach_figures()
    document = HTML(string=f"<html><style>{STYLE}</style><body>{body}").render()
    return [
        (
            [
                (round(box.width), round(box.height))
                for box in page._page_box.descendants()
                if box.element_tag == "img"
            ],
            sum(
                isinstance(box, LineBox) and box.element_tag.startswith("p")
                for box in page._page_box.descendants()
            ),
        )
        for page in document.pages
    ]


@pytest.mark.parametrize(("before", "size"), [(5, (200, 100)), (6, (160, 80)), (2, (200, 100))])
def test_a_picture_fills_the_end_of_a_page(before, size):
    [first, *_others] = pages("<p>甲</p>" * before + f"<figure>{picture(200, 100)}</figure>")
    assert first == ([size], before)


def test_a_picture_for_which_there_is_far_too_little_room_keeps_its_size():
    assert pages("<p>甲</p>" * 7 + f"<figure>{picture(200, 100)}</figure><p>乙</p>") == [
        ([], 7),
        ([(200, 100)], 1),
    ]


def test_a_caption_stays_with_its_smaller_picture():
    figure = f"<figure>{picture(200, 100)}<figcaption>丙</figcaption></figure>"
    [first, second] = pages("<p>甲</p>" * 5 + figure + "<p>乙</p>")
    assert first == ([(160, 80)], 5)
    assert second == ([], 1)


def test_a_figure_of_several_pictures_keeps_their_size():
    figure = f"<figure>{picture(200, 50)}{picture(200, 50)}</figure>"
    assert pages("<p>甲</p>" * 6 + figure) == [([], 6), ([(200, 50), (200, 50)], 0)]


def test_a_figure_at_the_top_of_a_page_is_as_large_as_it_is():
    assert pages(f"<figure>{picture(200, 180)}</figure>") == [([(200, 180)], 0)]
