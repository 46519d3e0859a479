"""Which words are named as the reasons of a rank."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.rank import Learned, grams
from monitor.pipeline.reasons import Reasons, reasons_of
from tests.monitor.pipeline.test_rank import learned

KNOWN = learned(["医院上线电子病历"] * 5, ["医院公开招聘护士"] * 5)


def test_grams_are_read_as_words():
    found = reasons_of("某地：电子病历，公开招聘！", KNOWN)
    assert [reason.word for reason in found.favourable] == ["电子病历"]
    assert [reason.word for reason in found.adverse] == ["公开招聘"]
    assert found.favourable[0].weight > 0 > found.adverse[0].weight


def test_word_is_named_once_and_not_as_a_part_of_another():
    found = reasons_of("病历；电子病历；电子病历", KNOWN)
    assert [reason.word for reason in found.favourable] == ["电子病历"]


def test_neutral_words_are_no_reason():
    assert reasons_of("医院", KNOWN) == Reasons()


def test_nothing_is_said_before_both_kinds_of_decision_are_known():
    assert reasons_of("电子病历", learned(["电子病历"], [])) == Reasons()


@given(st.text(alphabet="电子病历医院招聘护士，a5", max_size=60))
def test_reasons_are_words_of_the_text(text):
    found = reasons_of(text, KNOWN)
    for reason in (*found.favourable, *found.adverse):
        assert reason.word in text
        assert 2 <= len(reason.word) <= 10


def test_long_stretches_are_cut():
    text = "一二三四五六七八九十甲乙丙丁戊己"
    known = Learned((9, 9), dict.fromkeys(grams(text), (9, 0)))
    assert all(len(reason.word) <= 10 for reason in reasons_of(text, known).favourable)
