import pytest
from weasyprint import HTML
from weasyprint.layout import inline

from bulletins.rendering import leaders

STYLE = """
@page { size: 400px 200px; margin: 0 }
body, p { margin: 0; font: 10px/20px "Noto Serif CJK SC" }
p::after { content: leader(dotted) "12" }
"""


def _points(handle_leader, monkeypatch, text):
    """Give text, place and width of what stands between the text and the page number."""
    monkeypatch.setattr(inline, "handle_leader", handle_leader)
    document = HTML(string=f"<html><style>{STYLE}</style><body><p>{text}</p>").render()
    boxes = document.pages[0]._page_box.descendants()
    [leader] = [box for box in boxes if box.is_leader]
    return [(box.text, box.position_x, box.width) for box in leader.children]


@pytest.mark.parametrize("text", ["甲", "甲乙丙丁" * 9])
def test_points_of_a_leader_are_one_text_in_the_place_of_many(text, monkeypatch):
    apart = _points(leaders._handle_leader, monkeypatch, text)
    [(joined, place, width)] = _points(leaders.handle_leader, monkeypatch, text)
    assert len(apart) > 1
    assert joined == "".join(point for point, _place, _width in apart)
    assert place == min(place for _point, place, _width in apart)
    assert width == pytest.approx(sum(width for _point, _place, width in apart))
