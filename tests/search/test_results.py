"""Searching gives what plain substring search gives, on the database of the run."""

from __future__ import annotations

import random
from datetime import date

import pytest

from monitor.models import Entry, Source
from monitor.searching import SEARCHED
from search.grams import fold, words_of
from search.indexing import catch_up
from search.results import Ranked, find
from tests.search.conftest import unsaved


def titles(query, entries=None):
    results = find(Entry.objects.all() if entries is None else entries, words_of(query))
    return [entry.title for entry in results]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("医", True), ("医院", True), ("电子病历", True), ("子病", True), ("病历系统升级", True),
        ("5g", True), ("５Ｇ", True), ("His", True), ("IS", True), ("示例报", True),
        ("摘要", True), ("医院 5G", True), ("“互联网+”", True), ("𠮷", True), ("𠮷野", True),
        ("100%", True), ("a_b", True), ('"引号"', True), ("NOT", True), ("中 NOT", True),
        ("院医", False), ("病历电子", False), ("医院 没有", False), ("%", True), ("100_", False),
        ("a%b", False), ("*", False), ("医*", False), ("title:医院", False), ('"', True),
        ("' OR 1=1 --", False), ("医\x00院", True), ("\\", False), ("院\n电", True), ("吉", False),
        ("%" * 10_000, False), ("汉" * 60_000, False), ("NEAR(医 院)", False),
        (" ".join(map(chr, range(0x4E00, 0x5000))), False),
    ],
)  # fmt: skip
def test_query_is_looked_for_as_it_stands(add, query, found):
    add(
        "医院上线𠮷野HIS系统",
        '电子病历系统升级，5G覆盖100%，a_b，“互联网+”，"引号"，中文NOT英文。',
        source_name="示例报",
        summary="摘要",
    )
    assert bool(titles(query)) == found


def test_every_part_of_a_long_text_is_found(add):
    letters = random.Random(1).choices("医院信息化建设的和了", k=60_000)
    text = "".join(letters)
    add("样例", text)
    for start in range(0, len(text) - 12, 5_000):
        assert titles(text[start : start + 12]) == ["样例"]
    assert titles(text[100:30_000]) == ["样例"]
    assert titles("医" + text) == []


def test_search_equals_substring_search(db):
    chance = random.Random(7)
    alphabet = "医院病历的a1 Ａß%\n，𠮷"

    def some(most):
        return "".join(chance.choices(alphabet, k=chance.randint(1, most)))

    entries = Entry.objects.bulk_create([unsaved(some(8), some(60)) for _ in range(120)])
    catch_up(SEARCHED)
    folded = {entry.pk: fold(f"{entry.title}\n\n\n{entry.body_text}") for entry in entries}
    for _ in range(300):
        words = words_of(some(5))
        if not words:
            continue
        expected = {pk for pk, text in folded.items() if all(word in text for word in words)}
        assert {entry.pk for entry in find(Entry.objects.all(), words)} == expected, words


def test_title_comes_before_text_and_newer_before_older(add):
    add("甲", "医院")
    add("医院乙")
    add("丙", "医院")
    add("丁医院", "医院")
    add("戊")
    assert titles("医院") == ["丁医院", "医院乙", "丙", "甲"]


def test_all_words_must_be_in_the_title_to_come_first(add):
    add("医院与病历")
    add("医院", "病历")
    assert titles("医院 病历") == ["医院与病历", "医院"]


def test_filters_of_a_list_hold(add):
    source = Source.objects.create(name="示例报", url="https://news.example/")
    add("医院甲", source=source)
    add("医院乙", published_on=date(2026, 11, 20))
    assert titles("医院", Entry.objects.filter(source=source)) == ["医院甲"]
    assert titles("医院", Entry.objects.filter(published_on__year=2026)) == ["医院乙"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 20])
def test_pages_are_the_parts_of_the_ranked_whole(db, size):
    Entry.objects.bulk_create(
        [unsaved("医院" if number % 3 else "样例", "医院") for number in range(11)]
    )
    catch_up(SEARCHED)
    ranked = Ranked(Entry.objects.all(), ["医院"])
    whole = list(find(Entry.objects.all(), ["医院"]))
    assert ranked.count() == len(whole) == 11
    pages = [ranked[start : start + size] for start in range(0, 11, size)]
    assert [entry for page in pages for entry in page] == whole
