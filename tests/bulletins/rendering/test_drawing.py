"""Cut lines look as the engine draws them."""

import io

import pypdfium2
import pytest
from PIL import ImageChops
from weasyprint import HTML

from bulletins.rendering import drawing
from bulletins.rendering.lines import teach_chinese_lines
from tests.bulletins.rendering.test_lines import MIXED, PLAIN, STYLE


def _pictures():
    html = f'<html lang="zh-CN"><style>{STYLE}</style><body><p>{PLAIN}<p>{MIXED}<p>甲一 乙'
    with pypdfium2.PdfDocument(io.BytesIO(HTML(string=html).write_pdf())) as document:
        return [page.render(scale=0.5).to_pil() for page in document]


@pytest.fixture
def left_to_the_engine(monkeypatch):
    """Let the engine draw all lines."""
    drawn = []

    def draw_nothing(_stream, line, _config, _matrix):
        drawn.append(line)
        return False

    monkeypatch.setattr(drawing, "draw_glyphs", draw_nothing)
    return drawn


def test_cut_lines_look_as_the_engine_draws_them(request):
    teach_chinese_lines()
    ours = _pictures()
    lines = request.getfixturevalue("left_to_the_engine")
    theirs = _pictures()
    assert len(lines) > 15
    for our, their in zip(ours, theirs, strict=True):
        assert ImageChops.difference(our, their).getbbox() is None
