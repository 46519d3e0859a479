"""Fingerprints: what does not change them, and how much a change costs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.fingerprint import LONGEST, bare_text, fingerprints, pack, unpack

TEXT = "示例市三家医院实现检查结果互认，医生看得到病人在别处做过的检查。" * 4

values = st.frozensets(st.integers(0, 2**29 - 1))


def test_bare_text_drops_white_space_punctuation_and_width():
    assert bare_text("　ＡＢＣ（１２）：示例_市。\n") == "abc12示例市"


def test_bare_text_ends_somewhere():
    assert len(bare_text("长" * (LONGEST + 1))) == LONGEST


@given(st.text())
def test_fingerprints_of_any_text_are_small_numbers(text):
    assert all(0 <= value < 2**29 for value in fingerprints(bare_text(text)))


@given(st.text(alphabet=" ，。\n\u3000“”"), st.integers(0, len(TEXT)))
def test_punctuation_changes_no_fingerprint(marks, at):
    changed = TEXT[:at] + marks + TEXT[at:]
    assert fingerprints(bare_text(changed)) == fingerprints(bare_text(TEXT))


@given(st.text(), st.text())
def test_a_part_holds_no_other_fingerprints_than_the_whole(part, rest):
    assert fingerprints(part) <= fingerprints(part + rest)


def test_fingerprints_are_the_same_on_every_machine():
    assert sorted(fingerprints("示例市卫生健康信息中心介绍系统建设情况")) == [403136357]


@given(values)
def test_packed_fingerprints_come_back(numbers):
    packed = pack(numbers)
    assert len(packed) == 4 * len(numbers)
    assert unpack(packed) == numbers
