"""The engine gives the same bytes whether it saves work or not; fails when the engine changes."""

import json
import subprocess
import sys

import pytest

from bulletins.rendering.html import render_html
from tests.bulletins.rendering.samples import rich_document, sample_document

ROWS = "".join(f"<tr><td>{number}</td><td>甲，乙“丙”</td></tr>" for number in range(90))
LONG_TABLE = f"<table><tr><th>序号</th><th>名称（全）</th></tr>{ROWS}</table>"

#: Runs in a process of its own: what was taught to the engine cannot be taken back.
PRINT = """
import json, sys
from pathlib import Path
from weasyprint.text.fonts import FontConfiguration
from bulletins.rendering import child, remembering

counts = {"pages styled": 0, "boxes resolved": 0}
def counting(name, function):
    def counted(*args):
        counts[name] += 1
        return function(*args)
    return counted

html, pictures = sys.stdin.read(), Path(sys.argv[1])
def without(**ways):
    known = {name: getattr(child, name) for name in ways}
    vars(child).update(ways)
    try:
        return child.print_page(html, pictures)[0]
    finally:
        vars(child).update(known)
needed = (
    child.teach_chinese_lines, child.teach_grid, child.teach_figures, child.teach_leaders,
    child.teach_origins, child.teach_compression,
)
plain = without(
    _LESSONS=needed, loaded_fonts=FontConfiguration, take_stylesheets=lambda page: [],
    write_once=lambda pdf: None,
)
remembering._set_page_styles = counting("pages styled", remembering._set_page_styles)
remembering._resolve_percentages = counting("boxes resolved", remembering._resolve_percentages)
pdf, report = child.print_page(html, pictures)
styled = dict(counts)
again, _report = child.print_page(html, pictures)
print(json.dumps({"same": plain == pdf == again, "pages": report["pages"], **styled}))
"""


def _printed(document, pictures):
    command = [sys.executable, "-c", PRINT, str(pictures)]
    html = render_html(document)
    run = subprocess.run(command, input=html, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Give what is known of an issue with all that a body may hold."""
    pictures = tmp_path_factory.mktemp("pictures")
    return _printed(rich_document(pictures), pictures)


def test_the_engine_prints_the_same_when_it_saves_work(printed):
    assert printed["same"]


def test_styles_are_worked_out_for_each_kind_of_page(printed):
    assert (printed["pages"] > 4, printed["pages styled"]) == (True, 3)


def test_lengths_are_worked_out_for_each_style(printed):
    assert printed["boxes resolved"] < 30 * printed["pages"]


def test_what_is_printed_on_each_page_is_the_same_again(tmp_path):
    assert _printed(sample_document(LONG_TABLE), tmp_path)["same"]
