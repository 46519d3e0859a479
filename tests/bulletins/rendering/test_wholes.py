from io import BytesIO

import pikepdf
import pytest
from weasyprint import HTML

from bulletins.rendering.origins import teach_origins
from bulletins.rendering.tagging import mend_tags
from tests.bulletins.rendering.structure import elements_below, painted, untagged

STYLE = """
@page { size: 400px 100px; margin: 0 }
body, p, ul, table, td, th { margin: 0; padding: 0; font: 10px/20px "Noto Serif CJK SC" }
"""
FIVE_LINES = "甲<br>乙<br>丙<br>丁<br>戊"
HEAD = '<thead><tr><th>区</th><th><a href="https://a.example">数</a></th></tr></thead>'


@pytest.fixture(scope="module", autouse=True)
def _origins():
    teach_origins()


def _print(body):
    """Give the PDF of a body on pages of five lines."""
    document = HTML(string=f'<html lang="zh"><style>{STYLE}</style><body>{body}').render()
    file = document.write_pdf(finisher=lambda _document, pdf: mend_tags(pdf), pdf_tags=True)
    return pikepdf.open(BytesIO(file))


def _outline(element):
    """Give the types of the elements of a tree, each with those that it holds in brackets."""
    kids = [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    shown = [_outline(kid) for kid in kids if kid.S not in ("/Span", "/NonStruct")]
    return str(element.S)[1:] + (f"({' '.join(shown)})" if shown else "")


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        (f"<p>{FIVE_LINES}<br>己</p>", "P"),
        (f"<ul><li>{FIVE_LINES}<br>己</li><li>庚</li></ul>", "L(LI(Lbl LBody) LI(Lbl LBody))"),
        (f"<table><tr><td>{FIVE_LINES}<br>己</td><td>庚</td></tr></table>",
         "Table(TBody(TR(TD TD)))"),
        (f"<table><tr><td rowspan='2'>甲<td>{FIVE_LINES}</tr><tr><td>己</tr></table>",
         "Table(TBody(TR(TD TD) TR(TD)))"),
    ],
)  # fmt: skip
def test_what_a_page_cuts_is_one_element(body, outline):
    with _print(body) as pdf:
        assert (len(pdf.pages), _outline(pdf.Root.StructTreeRoot.K[0])) == (
            2,
            f"Document({outline})",
        )


def test_each_page_gives_its_part_of_an_element():
    with _print(f"<p>{FIVE_LINES}<br>己</p>") as pdf:
        [_document, paragraph, *_texts] = elements_below(pdf.Root.StructTreeRoot)
        pages = [pdf.pages.index(pikepdf.Page(kid.Pg)) for kid in paragraph.K if kid.S == "/Span"]
        assert (pages, untagged(pdf)) == ([0, 0, 0, 0, 1, 1], [])


def test_lines_beside_a_block_are_no_further_lines_of_the_list():
    with _print("<ul><li><b><p>甲</p></b><ul><li>乙</li></ul></li></ul>") as pdf:
        names = [str(element.S) for element in elements_below(pdf.Root.StructTreeRoot)]
    assert names.count("/LI") == 2


def test_a_head_that_is_printed_again_is_an_artifact_without_links():
    rows = "<tr><td>城南</td><td>1</td></tr>" * 9
    with _print(f"<table>{HEAD}{rows}</table>") as pdf:
        names = [str(element.S) for element in elements_below(pdf.Root.StructTreeRoot)]
        tags = [{str(tag) for marks, _text in painted(page) for tag, _of in marks}
                for page in pdf.pages]  # fmt: skip
        assert (names.count("/THead"), names.count("/TR")) == (1, 10)
        assert ["/Artifact" in found for found in tags] == [False, True, True]
        assert [len(page.obj.get("/Annots", [])) for page in pdf.pages] == [1, 0, 0]
