from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.grams import (
    IN_TITLE,
    document_grams,
    fold,
    query_grams,
    settled,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＨＩＳ系统", "his系统"),
        ("５Ｇ＋医疗", "5g+医疗"),
        ("Straße", "strasse"),
        ("㎡", "m2"),
        ("医\x00院", "医 院"),
        ("医\ud800院", "医 院"),
    ],
)
def test_fold_makes_equal_what_reads_equal(text, folded):
    assert fold(text) == folded


def test_words_are_parted_by_blanks_of_any_kind():
    assert words_of(" 电子病历　HIS\t医院 his ") == ["医院", "his", "电子病历"]


def test_words_of_blanks_are_none():
    assert words_of(" \u3000\x00 ") == []


def test_document_grams_are_singles_pairs_and_those_of_the_title():
    a, b = ord("a"), ord("b")
    pair = b << 32 | a
    newline = ord("\n")
    assert document_grams("a", "ab") == {a | IN_TITLE, a, b, pair}
    assert document_grams("a", "a\nb") == {
        a | IN_TITLE, a, b, newline, newline << 32 | a, b << 32 | newline
    }  # fmt: skip


def test_query_grams_are_few_however_long_the_query():
    assert len(query_grams(["".join(map(chr, range(0x4E00, 0x9000)))])) == 64
    assert len(query_grams(["%" * 10_000])) == 1


def test_words_of_one_and_two_characters_are_settled_by_grams():
    looked_up = query_grams(["医", "医院", "电子病历"])
    assert settled("医", looked_up)
    assert settled("医院", looked_up)
    assert settled("𠮷", query_grams(["𠮷"]))
    assert not settled("电子病历", looked_up)
    assert not settled("%%%", query_grams(["%%%"]))
    assert not settled("医院", query_grams(["医院"], in_title=True))


@given(
    st.text("医院中a1 \n𠮷"),
    st.text("医院中a1 \n𠮷"),
    st.text("医院中a1𠮷", min_size=1, max_size=2),
)
def test_grams_say_exactly_which_short_words_occur(title, text, word):
    title, text = fold(title), f"{fold(title)}\n{fold(text)}"
    grams = document_grams(title, text)
    assert (set(query_grams([word])) <= grams) == (word in text)
    assert (set(query_grams([word], in_title=True)) <= grams) == (word in title)
