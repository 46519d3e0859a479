"""Merging: nothing that only one person wrote is lost, and no conflict is decided silently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.merging import merge

TEXT = st.lists(st.sampled_from("abcdefgh"), max_size=8)


def merged(base, mine, theirs):
    """The merged text, with (mine|theirs) where they disagree."""
    return "".join(
        f"({''.join(part.mine)}|{''.join(part.theirs)})" if part.is_conflict
        else "".join(part.agreed)
        for part in merge(base, mine, theirs)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "aXc", "abc", "aXc"),
        ("abc", "abc", "abY", "abY"),
        ("abc", "Xbc", "abY", "XbY"),
        ("abc", "XYc", "abZ", "XYZ"),
        ("abc", "aXc", "aXc", "aXc"),
        ("abc", "aXc", "aYc", "a(X|Y)c"),
        ("abc", "ac", "aYc", "a(|Y)c"),
        ("abc", "ac", "abc", "ac"),
        ("abc", "aXbc", "abcY", "aXbcY"),
        ("ab", "aXb", "aYb", "a(X|Y)b"),
        ("", "X", "Y", "(X|Y)"),
        ("", "X", "", "X"),
        ("ab", "Xb", "aY", "XY"),
    ],
)
def test_changes_are_joined_or_told_as_a_conflict(base, mine, theirs, expected):
    assert merged(base, mine, theirs) == expected


@given(TEXT, TEXT, TEXT)
def test_parts_hold_all_three_texts_whole(base, mine, theirs):
    parts = list(merge(base, mine, theirs))
    for name, text in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert [unit for part in parts for unit in getattr(part, name)] == text


@given(TEXT, TEXT)
def test_change_of_one_person_is_taken_whole(base, changed):
    for mine, theirs in ((changed, base), (base, changed), (changed, changed)):
        parts = list(merge(base, mine, theirs))
        assert not any(part.is_conflict for part in parts)
        assert [unit for part in parts for unit in part.agreed] == changed


@given(TEXT, TEXT, TEXT)
def test_merge_is_the_same_from_the_other_side(base, mine, theirs):
    ours = [(part.mine, part.theirs) for part in merge(base, mine, theirs)]
    assert ours == [(part.theirs, part.mine) for part in merge(base, theirs, mine)]
