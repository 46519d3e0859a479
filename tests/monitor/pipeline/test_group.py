"""Deciding what is one story, without a database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.group import (
    COMMON,
    SHORTLIST,
    Appearance,
    Candidate,
    Likeness,
    Placement,
    Text,
    canonical,
    containment,
    likeness,
    originator,
    outlets,
    place,
    shortlist,
    weight,
)

sets = st.frozensets(st.integers(0, 99), max_size=40)
weights = st.dictionaries(st.integers(0, 99), st.integers(1, COMMON).map(weight))
texts = st.builds(Text, st.text(), sets, st.just({}))


def text(start: int, end: int, **figures: str) -> Text:
    numbers = {(name, ""): frozenset({value}) for name, value in figures.items()}
    return Text(f"{start}-{end}-{figures}", frozenset(range(start, end)), numbers)


def appearance(
    entry: int, day: int, outlet: str = "甲网", named: str = "", length: int = 100, rank=0
):
    moment = datetime(2026, 11, day, tzinfo=UTC)
    return Appearance(entry, rank, "样例", moment, moment.date(), True, length, outlet, named)


@given(sets, sets)
def test_containment_is_a_mutual_share(one, other):
    assert 0 <= containment(one, other) <= 1
    assert containment(one, other) == containment(other, one)


@given(texts, texts)
def test_likeness_is_mutual(one, other):
    assert likeness(one, other) is likeness(other, one)


@given(texts, weights)
def test_equal_digests_are_copies_whatever_is_common(one, told):
    assert likeness(one, one, told) is Likeness.COPY


@given(sets, sets, weights)
def test_containment_is_a_share_whatever_is_common(one, other, told):
    assert 0 <= containment(one, other, told) <= 1


@given(st.integers(1, 2 * COMMON))
def test_fingerprint_tells_less_in_each_further_text(texts):
    assert 0 <= weight(texts + 1) <= weight(texts) <= 1


def test_fingerprint_tells_all_in_one_text_and_nothing_in_very_many():
    assert (weight(1), weight(COMMON), weight(COMMON + 1)) == (1, 0, 0)
    assert weight(10) == pytest.approx(2 / 3)


def test_copy_holds_enough_of_the_smaller_text():
    assert likeness(text(0, 100), text(61, 161)) is Likeness.COPY
    assert likeness(text(0, 100), text(62, 162)) is Likeness.OTHER


def test_short_passage_must_be_most_of_the_smaller_text():
    assert likeness(text(0, 100), text(92, 107)) is Likeness.OTHER
    assert likeness(text(0, 100), text(91, 106)) is Likeness.COPY


def test_two_fingerprints_prove_nothing():
    assert likeness(text(0, 100), text(98, 100)) is Likeness.OTHER


def test_common_fingerprints_count_little():
    frequent = dict.fromkeys(range(50, 100), weight(300))
    assert likeness(text(0, 100), text(50, 150)) is Likeness.COPY
    assert likeness(text(0, 100), text(50, 150), frequent) is Likeness.OTHER


def test_text_of_common_fingerprints_has_its_copies():
    frequent = dict.fromkeys(range(100), weight(300))
    assert likeness(text(0, 100), text(50, 100), frequent) is Likeness.COPY


def test_same_words_with_other_figures_are_a_series():
    report = text(0, 50, new="3", total="40", cured="7")
    other = text(0, 50, new="5", total="45", cured="9")
    assert likeness(report, other) is Likeness.SERIES
    assert place(other, [Candidate(1, report, report)]) == Placement(series=1)


def numbered(title: str, *others: str) -> Text:
    """A number of a form, with twelve figures of its own or, in the places named, others."""
    numbers = {str(at): f"{at}0" if str(at) in others else str(at) for at in range(12)}
    told = {(at, ""): frozenset({number}) for at, number in numbers.items()}
    return Text(f"{title}{others}", frozenset(range(50)), told, title)


def test_number_in_the_title_tells_a_form_filled_in_with_nearly_the_same_figures():
    first = numbered("示例通告第1号")
    assert likeness(first, numbered("示例通告第8号", "3")) is Likeness.SERIES
    assert likeness(first, numbered("示例通告第八号", "3")) is Likeness.SERIES
    assert place(numbered("示例通告第8号", "3"), [Candidate(1, first, first)]) == Placement(
        series=1
    )


def test_number_in_the_title_alone_tells_nothing():
    assert likeness(numbered("示例通告第1号"), numbered("示例通告第8号")) is Likeness.COPY


@pytest.mark.parametrize("title", ["示例通告第一号", "样例通告第8号", "关于示例的通告"])
def test_one_other_figure_under_no_other_number_is_a_misprint(title):
    assert likeness(numbered("示例通告第1号"), numbered(title, "3")) is Likeness.COPY


def test_place_prefers_the_greater_part():
    candidates = [Candidate(n, part, part) for n, part in ((1, text(0, 40)), (2, text(40, 100)))]
    assert place(text(0, 100), candidates) == Placement(story=2)


def test_place_unites_stories_whose_texts_overlap():
    parts = [Candidate(1, text(0, 70), text(0, 70)), Candidate(2, text(40, 100), text(40, 100))]
    assert place(text(0, 100), parts) == Placement(story=1, absorbed=(2,))
    fixed = [parts[0], Candidate(2, text(40, 100), text(40, 100), is_fixed=True)]
    assert place(text(0, 100), fixed) == Placement(story=1)


def test_place_leaves_stories_apart_that_have_only_a_passage_in_common():
    parts = [Candidate(1, text(0, 60), text(0, 60)), Candidate(2, text(35, 100), text(35, 100))]
    assert place(text(0, 100), parts) == Placement(story=2)


def test_place_needs_the_canonical_copy_to_know_of_the_text():
    both = Candidate(1, text(0, 100), text(0, 50))
    assert place(text(50, 100), [both]) == Placement()
    by_an_editor = Candidate(1, text(0, 100), text(0, 50), is_fixed=True)
    assert place(text(50, 100), [by_an_editor]) == Placement(story=1)


def test_shortlist_begins_with_the_text_that_shares_most_by_weight():
    places = [(value, 1) for value in range(3)] + [(value, 2) for value in range(4, 6)]
    assert shortlist(places, dict.fromkeys(range(6), 1.0)) == [1, 2]
    assert shortlist(places, dict.fromkeys(range(3), 0.5) | {4: 1.0, 5: 1.0}) == [2, 1]


def test_shortlist_is_short():
    assert shortlist([(0, text) for text in range(100)], {0: 1.0}) == list(range(SHORTLIST))


@given(st.permutations([appearance(1, 3), appearance(2, 2, length=50), appearance(3, 2)]))
def test_canonical_copy_does_not_hang_on_the_order(copies):
    assert canonical(copies).entry == 3


@given(st.permutations([appearance(1, 3), appearance(2, 2, rank=1)]))
def test_canonical_copy_is_that_of_the_highest_rank(copies):
    assert canonical(copies).entry == 1


@given(st.permutations([appearance(1, 3, "丙台"), appearance(2, 2), appearance(3, 4)]))
def test_outlets_stand_in_time_order_once_each(copies):
    assert outlets(copies) == ["甲网", "丙台"]


def test_originator_is_named_most_then_first():
    copies = [appearance(1, 3, named="乙报"), appearance(2, 2, named="丙台")]
    assert originator(copies) == "丙台"
    assert originator([*copies, appearance(3, 4, named="乙报")]) == "乙报"
    assert originator([]) == ""
