import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.rendering.hyphenation import divisions

LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzAEST", min_size=6, max_size=20)


def _by_pyphen(word):
    for lang in ("en_US", "en_GB"):
        if places := pyphen.Pyphen(lang=lang, left=3, right=3).positions(word):
            return [int(place) for place in reversed(places)]
    return []


@given(LETTERS)
def test_divisions_are_those_of_pyphen(word):
    assert divisions(word) == _by_pyphen(word)


@pytest.mark.parametrize(
    "word", ["interoperability", "blockchain", "anesthesiology", "standardisation", "WeChat"]
)
def test_divisions_of_words_are_those_of_pyphen(word):
    assert divisions(f"（{word}，") == [1 + place for place in _by_pyphen(word)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("information，好", [7, 5]),
        ("（information", [8, 6]),
        ("blockchain", [5]),
        ("HL7接口", []),
        ("short", []),
        ("甲information", []),
    ],
)
def test_divisions_are_those_of_a_dictionary(text, places):
    assert [place for place in divisions(text) if place > 4] == places
