"""Colours: contrast as WCAG computes it, and lighter ones for dark screens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.rendering.colours import DARK, contrast, for_dark, is_colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#c8102e", 5.88)],
)
def test_contrast_is_that_of_the_standard(colour, ratio):
    assert contrast(colour) == pytest.approx(ratio, abs=0.01)


@given(COLOURS)
def test_every_colour_can_be_read_on_a_dark_screen(colour):
    assert is_colour(for_dark(colour))
    assert contrast(for_dark(colour), DARK) >= 4.5


def test_black_headings_are_no_dimmer_than_the_text_of_a_dark_screen():
    assert for_dark("#000000") == "#ffffff"


def test_strong_colours_stay_strong_on_a_dark_screen():
    assert contrast(for_dark("#004d40"), DARK) >= contrast("#004d40") > 9


@pytest.mark.parametrize("text", ["", "red", "#fff", "#C8102E", "#c8102e;", "#c8102e\n"])
def test_anything_else_is_no_colour(text):
    assert not is_colour(text)
