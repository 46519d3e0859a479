"""An issue and a volume keep to every rule of PDF/A-3a and PDF/UA-1 that a program can judge."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

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
from tests.bulletins.rendering.samples import PARAGRAPH, rich_document, sample_document
from tests.bulletins.rendering.test_archival import EVIDENCE, NESTED


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
    issue, other = ((folder / name).read_bytes() for name in ("issue", "other"))
    return {"issue": issue, "volume": _volume(rich, issue, other)}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["issue", "volume"])
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
