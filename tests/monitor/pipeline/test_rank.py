"""How a text is ranked by what was accepted and rejected."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.rank import LEAD, Learned, grams, lesson_of, score, weight


def learned(accepted: list[str], rejected: list[str]) -> Learned:
    yes = Counter(gram for text in accepted for gram in grams(text))
    no = Counter(gram for text in rejected for gram in grams(text))
    counts = {gram: (yes[gram], no[gram]) for gram in yes | no}
    return Learned((len(accepted), len(rejected)), counts)


NOTHING = learned([], [])


def test_lesson_is_the_folded_title_and_the_beginning_of_the_text():
    assert lesson_of("ＡＩ病历", "摘要", "") == "ai病历\n摘要"
    assert lesson_of("标题", "摘要", "正文" * 2000) == "标题\n" + "正文" * (LEAD // 2)


def test_grams_are_pairs_triples_and_latin_words_at_their_first_place():
    assert grams("电子病，电子HIS 5g+x".lower()) == {
        "电子": 0, "电子病": 0, "子病": 1, "his": 6, "5g+x": 10,
    }  # fmt: skip
    assert grams("甲 a 乙") == {}


@given(st.text())
def test_gram_stands_at_its_place_and_fits_the_table(text):
    for gram, place in grams(text).items():
        assert text[place : place + len(gram)] == gram
        assert 2 <= len(gram) <= 20


@pytest.mark.parametrize(
    ("words", "expected"), [(0, -1.0), (1, 0.5), (2, 1.5), (6, 5.5), (50, 5.5)]
)
def test_without_decisions_words_of_topics_count(words, expected):
    assert score(grams("电子病历"), words, NOTHING) == expected
    assert score(grams("电子病历"), words, learned(["电子病历"] * 9, [])) == expected


def test_weight_of_a_gram_that_says_nothing_is_none():
    assert weight((5, 5), (10, 10)) == 0
    assert weight((0, 0), (10, 10)) == 0


def test_weight_grows_with_certainty_and_has_a_side():
    assert 0 < weight((1, 0), (10, 10)) < weight((3, 0), (10, 10)) < weight((9, 0), (10, 10))
    assert weight((0, 3), (10, 10)) == -weight((3, 0), (10, 10))


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_weight_is_always_a_number(accepted, rejected, more_accepted, more_rejected):
    texts = (accepted + more_accepted, rejected + more_rejected)
    assert math.isfinite(weight((accepted, rejected), texts))


def test_text_like_the_accepted_ones_ranks_above_one_like_the_rejected():
    known = learned(["医院上线电子病历"] * 5, ["医院公开招聘护士"] * 5)
    wanted, unwanted = grams("某院电子病历上线"), grams("某院招聘护士三名")
    assert (
        score(wanted, 1, known) > score(grams("无关的文字"), 1, known) > score(unwanted, 1, known)
    )


def test_words_of_topics_keep_half_their_say():
    known = learned(["甲乙"] * 500, ["丙丁"] * 500)
    assert score(grams("戊己"), 3, known) - score(grams("戊己"), 2, known) == pytest.approx(
        0.5, abs=0.02
    )


def test_empty_text_is_ranked_by_its_words():
    assert score([], 1, learned(["甲乙"], ["丙丁"])) == 0.5
