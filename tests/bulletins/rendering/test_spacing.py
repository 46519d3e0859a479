import pytest

from bulletins.rendering.spacing import (
    Place,
    fixed_spacing,
    shared_room,
    squeezable,
    stretchable,
)


@pytest.mark.parametrize(
    ("text", "spacing"),
    [
        ("甲乙", {}),
        ("用AI做", {0: 0.25, 2: 0.25}),
        ("第3名", {0: 0.25, 1: 0.25}),
        ("说：“好。”", {1: -0.5, 4: -0.5}),
        ("（《甲》）", {0: -0.5, 3: -0.5}),
        ("好”，\u200b“坏", {1: -0.5, 2: -0.5}),
        ("好！”", {1: -0.5}),
        ("好？”", {1: -0.25}),
        ("a, b", {}),
    ],
)
def test_fixed_spacing(text, spacing):
    assert fixed_spacing(text) == spacing


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("甲乙丙", [0, 1]),
        ("用AI做", [0, 2]),
        ("an apple", [2]),
        ("甲——乙……", [0, 2, 3]),
        ("是\u200b“好”\u200b", [0, 2, 3]),
        ("a", []),
        ("", []),
    ],
)
def test_stretchable(text, places):
    assert list(stretchable(text)) == places


def test_stretchable_tells_close_places_from_open_ones():
    places = stretchable("甲乙，用AI")
    assert places == {0: Place.CLOSE, 1: Place.OPEN, 2: Place.OPEN, 3: Place.OPEN}


def test_stretchable_opens_an_address_where_it_may_be_broken():
    assert stretchable("a\u200b/\u200bb") == {0: Place.OPEN, 2: Place.OPEN}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("甲，乙。", [1, 3]),
        ("甲“乙", [0]),
        ("甲）。乙", [2]),  # the first has given up its blank to the second
        ("甲乙", []),
        ("甲。\u2060", [1]),
        ("", []),
    ],
)
def test_squeezable(text, places):
    assert squeezable(text) == places


CLOSE, OPEN = Place.CLOSE, Place.OPEN


@pytest.mark.parametrize(
    ("places", "room", "shares"),
    [
        ({}, 4, {}),
        ({1: CLOSE, 2: OPEN}, 4, {1: 2, 2: 2}),
        ({1: CLOSE, 2: OPEN}, 10, {1: 2, 2: 8}),
        ({1: CLOSE, 2: CLOSE}, 10, {1: 5, 2: 5}),
        ({1: CLOSE, 2: OPEN, 3: OPEN}, 10, {1: 2, 2: 4, 3: 4}),
    ],
)
def test_shared_room_spares_what_is_close(places, room, shares):
    assert shared_room(places, room, widest=2) == shares
