"""Deciding what is one story, without a database."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.group import (
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
)

sets = st.frozensets(st.integers(0, 99), max_size=40)
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


@given(texts, sets)
def test_equal_digests_are_copies_whatever_is_common(one, common):
    assert likeness(one, one, common) is Likeness.COPY


def test_copy_holds_enough_of_the_smaller_text():
    assert likeness(text(0, 100), text(57, 157)) is Likeness.COPY
    assert likeness(text(0, 100), text(58, 158)) is Likeness.OTHER


def test_short_passage_must_be_most_of_the_smaller_text():
    assert likeness(text(0, 100), text(90, 105)) is Likeness.OTHER
    assert likeness(text(0, 100), text(89, 105)) is Likeness.COPY


def test_common_fingerprints_do_not_count():
    assert likeness(text(0, 100), text(50, 150), frozenset(range(60, 100))) is Likeness.OTHER


def test_same_words_with_other_figures_are_a_series():
    report = text(0, 50, new="3", total="40", cured="7")
    other = text(0, 50, new="5", total="45", cured="9")
    assert likeness(report, other) is Likeness.SERIES
    assert place(other, [Candidate(1, report, report)]) == Placement(series=1)


def test_place_prefers_the_greater_part():
    candidates = [Candidate(n, part, part) for n, part in ((1, text(0, 40)), (2, text(40, 100)))]
    assert place(text(0, 100), candidates) == Placement(story=2)


def test_place_unites_stories_whose_texts_overlap():
    parts = [Candidate(1, text(0, 60), text(0, 60)), Candidate(2, text(40, 100), text(40, 100))]
    assert place(text(0, 100), parts) == Placement(story=1, absorbed=(2,))
    fixed = [parts[0], Candidate(2, text(40, 100), text(40, 100), is_fixed=True)]
    assert place(text(0, 100), fixed) == Placement(story=1)


def test_place_needs_the_canonical_copy_to_know_of_the_text():
    both = Candidate(1, text(0, 100), text(0, 50))
    assert place(text(50, 100), [both]) == Placement()
    by_an_editor = Candidate(1, text(0, 100), text(0, 50), is_fixed=True)
    assert place(text(50, 100), [by_an_editor]) == Placement(story=1)


def test_shortlist_gives_those_that_share_most_and_leaves_chance_out():
    postings = [(value, 1) for value in range(3)] + [(value, 2) for value in range(5)]
    assert shortlist([*postings, (0, 3), (1, 3)]) == [2, 1]


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
