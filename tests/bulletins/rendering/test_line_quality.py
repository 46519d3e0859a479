"""What a typographer looks at, on prose with every mark, in the faces that issues are set in.

``./run bench lines`` measures fifteen times as many lines, and issues of one's own.
"""

import re
import subprocess
from dataclasses import replace
from unicodedata import normalize

import pytest

from benchmarks._print_samples import made_up
from benchmarks.lines import quality
from bulletins.rendering.hyphenation import HYPHEN
from bulletins.rendering.look import Layout, Look
from bulletins.rendering.pdf import render_pdf

TEXT = made_up(1, 160)


@pytest.fixture(scope="module", params=[Layout.OFFICIAL, Layout.COMPACT])
def measured(request):
    return request.param, quality(replace(TEXT, look=Look(request.param)))


def test_every_full_line_is_flush(measured):
    _layout, found = measured
    assert found.full > 250
    assert found.ragged == []


def test_no_more_than_two_points_are_added_between_two_characters(measured):
    assert measured[1].wide == []


def test_no_paragraph_ends_with_a_single_character(measured):
    assert measured[1].lonely == []


def test_no_line_begins_or_ends_with_a_wrong_mark(measured):
    assert measured[1].bad_starts == []
    assert measured[1].bad_ends == []


def test_full_page_of_the_official_layout_has_22_lines(measured):
    layout, found = measured
    if layout is Layout.OFFICIAL:
        assert set(found.page_lines) == {22}
        assert len(found.page_lines) > 12


def test_every_character_is_found_again_in_order(tmp_path):
    render_pdf(TEXT, tmp_path / "issue.pdf", tmp_path)
    command = ["pdftotext", "-raw", tmp_path / "issue.pdf", "-"]
    pages = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\f")
    found = "".join(_body(page) for page in pages)
    wanted = _bare(re.sub(r"<.*?>", "", TEXT.items[0].body_html))
    assert found[found.index(wanted[:20]) :].startswith(wanted)


def _body(page):
    """Give a page's text without its running heads and its number."""
    number = re.compile(r"— \d+ —$|^示例周报\s*（第一期）$", re.MULTILINE)
    return _bare(number.sub("", page))


def _bare(text):
    """Give the text without blanks, invisible signs and the hyphens of divided words."""
    whole = text.replace(f"{HYPHEN}\n", "")
    return re.sub(r"[\s\u200b\u2060]", "", normalize("NFKC", whole))
