"""An issue and a volume keep to every rule of PDF/A-3a and PDF/UA-1 that a program can judge."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from bulletins.rendering.document import Document
from bulletins.rendering.fonts import FOLDER
from bulletins.rendering.pdf import print_html, render_pdf
from bulletins.rendering.volume.front import VolumeIssue, render_front
from bulletins.rendering.volume.joining import VolumePart, item_pages, join
from tests.bulletins.rendering.conformance import RULES
from tests.bulletins.rendering.conformance.faults import FAULTS, FAULTS_IN_BYTES
from tests.bulletins.rendering.conformance.file import PdfFile
from tests.bulletins.rendering.looks import OTHER
from tests.bulletins.rendering.samples import (
    PARAGRAPH,
    rich_document,
    sample_document,
    store_picture,
)
from tests.bulletins.rendering.test_archival import EVIDENCE, NESTED

AWKWARD_LISTS = (
    "<ul>甲<p>乙</p><li>丙</li><ul><li>丁</li></ul></ul><li>戊</li>"
    "<ul><li><ul><li>己</li></ul></li><li></li></ul>"
    "<ul><li>甲</li>&nbsp;<li>乙</li>　</ul>"
    "<ul><li><strong><p>甲</p></strong><ul><li>乙</li></ul></li></ul>"
    "<ol><li><p>庚</p><ul><li>辛</li></ul></li><li><blockquote><p>壬</p></blockquote></li></ol>"
    + f"<ul>{'<li>' + '长条目' * 120 + '</li>'}</ul>"
    * 5
)
CELLS = "<td><a href='https://a.example/'>项</a></td><td>数</td></tr>"
AWKWARD_TABLES = (
    "<table><tr><th>只有表头</th></tr></table>"
    "<table><caption>一</caption><caption>二</caption>"
    "<thead><tr><th rowspan='3'>甲</th><th>乙</th></tr></thead><thead><tr><th>丙</th></tr></thead>"
    "<tfoot><tr><td>丁</td></tr></tfoot></table>"
    "<table><tr><td>甲</td></tr><caption>末</caption></table>"
    "<table><tr><td>甲</td><td rowspan='2'>乙</td></tr><tr><td colspan='2'>丙</td></tr></table>"
    "<table><tr><td rowspan='0'>甲</td><td>乙</td></tr><tr></tr><tr><td>丙</td></tr></table>"
    "<table><tr><td><table><tr><th>里</th></tr><tr><td>外</td></tr></table></td></tr></table>"
    "<table><tr><th>区</th><th><a href='https://d.example/'>项</a></th><th>数</th></tr>"
    + f"<tr><td rowspan='5'>区</td>{CELLS}{f'<tr>{CELLS}' * 4}"
    * 12
    + f"</table><table><tr><td rowspan='2'>甲</td><td>{'长' * 2000}</td></tr>"
    f"<tr><td>{'文' * 2000}</td></tr></table>"
    f"<table><thead><tr><th>{'头<br>' * 60}</th></tr></thead><tr><td>甲</td></tr></table>"
    f"<table><tr><th>甲</th><th>乙</th></tr>{'<tr><th>一</th><td>二</td></tr>' * 70}</table>"
)
AWKWARD_TEXTS = (
    "<h4>甲</h4><h2><a href='https://a.example/路径?问=答'>乙</a></h2><h3></h3>"
    "<p>空链接<a href='https://b.example'></a>，长链接"
    f"<a href='https://c.example'>{'字' * 900}</a>，H<sub>2</sub>O，\ue000，😀。</p>"
    "<blockquote>裸<ul><li>甲</li></ul></blockquote><figure></figure><figcaption>孤</figcaption>"
    "<sup><figure>高</figure></sup><sub><figure>低</figure></sub>"
)


def _volume(document: Document, issue: bytes, other: bytes) -> bytes:
    """Join two issues, of which the second has fonts of another build."""
    parts = [VolumePart("issue-0568", "第五六八期", issue, True),
             VolumePart("issue-0569", "第五六九期", other, False)]  # fmt: skip
    shown, page = [], 1
    for part in parts:
        count, pages = item_pages(part.pdf)
        kept = replace(document, items=document.items[: len(pages)])
        shown.append(VolumeIssue(part.key, kept, page, pages, [["互联互通"] for _page in pages]))
        page += count
    return join(print_html(render_front(shown)), parts, FOLDER)


def _awkward(folder: Path) -> Document:
    """Give an issue of another look, with bodies as careless pages have them."""
    pictures = [
        store_picture(folder, (2000, 1000), "jpg", mode="L"),
        store_picture(folder, (2000, 1000), "jpg"),
        store_picture(folder, (300, 200), "png", mode="RGBA"),
        store_picture(folder, (300, 200), "png", mode="LA"),
    ]
    shown = "".join(f'<figure><img src="{src}"></figure>' for src in pictures)
    document = sample_document(PARAGRAPH + shown, AWKWARD_LISTS, AWKWARD_TABLES, AWKWARD_TEXTS)
    return replace(document, look=OTHER, notices=("更正：第一期《甲》有误。",))


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("issue")
    rich = rich_document(folder)
    first, *others = rich.items
    nested = replace(first, body_html=first.body_html + NESTED)
    rich = replace(rich, items=(nested, *others))
    for name, document in (("issue", rich), ("other", sample_document(PARAGRAPH, number=569))):
        evidence = EVIDENCE if name == "issue" else None
        render_pdf(document, folder / name, folder, evidence=evidence)
    render_pdf(_awkward(folder), folder / "awkward", folder)
    issue, other, awkward = ((folder / name).read_bytes() for name in ("issue", "other", "awkward"))
    return {"issue": issue, "awkward": awkward, "volume": _volume(rich, issue, other)}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["issue", "awkward", "volume"])
def test_file_keeps_to_the_rule(printed, kind, rule):
    with PdfFile.open(printed[kind]) as file:
        assert list(RULES[rule](file)) == []


@pytest.mark.parametrize(("rule", "spoil"), FAULTS, ids=[rule for rule, _spoil in FAULTS])
def test_rule_finds_the_fault(printed, rule, spoil):
    target = BytesIO()
    with pikepdf.open(BytesIO(printed["issue"])) as pdf:
        spoil(pdf)
        pdf.save(target, fix_metadata_version=False)  # would write the metadata anew
    with PdfFile.open(target.getvalue()) as file:
        assert list(RULES[rule](file))


@pytest.mark.parametrize(("rule", "old", "new"), FAULTS_IN_BYTES)
def test_rule_finds_the_fault_in_the_bytes(printed, rule, old, new):
    assert old in printed["issue"]
    with PdfFile.open(printed["issue"].replace(old, new)) as file:
        assert list(RULES[rule](file))


def test_every_rule_has_a_fault_that_it_finds():
    assert {rule for rule, *_fault in [*FAULTS, *FAULTS_IN_BYTES]} == set(RULES)
