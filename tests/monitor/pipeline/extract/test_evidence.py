"""Which evidence decides the date, and which contradicts it."""

import pytest

from monitor.pipeline.extract.evidence import conflict, published, settle
from monitor.pipeline.extract.page import DateEvidence


def evidence(**said):
    return [DateEvidence(kind.replace("_", "-"), value, "") for kind, value in said.items()]


@pytest.mark.parametrize(
    ("said", "decided"),
    [
        ({"url": "2024-03-26", "text": "2024-03-25", "item": "2024-03-26"}, "text"),
        ({"item": "2024-03-26", "meta": "2024-03-25"}, "meta"),
        ({"url": "2024-03-26", "item": "2024-03-25"}, "item"),
        ({"url": "2024-03-26", "dateline": "2024-03-25", "http": "2024-03-25"}, None),
    ],
)
def test_best_statement_decides(said, decided):
    settled = settle(evidence(**said))
    assert [item.kind for item in settled if item.decided] == [decided] * (decided is not None)


def test_what_decided_before_is_forgotten():
    before = [DateEvidence("item", "2024-03-25", "", decided=True), *evidence(text="2024-03-26")]
    assert [item.decided for item in settle(before)] == [False, True]


def test_nothing_that_may_decide_gives_no_date():
    assert published(settle(evidence(url="2024-03-26"))) == (None, None)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ({"text": "2024-03-25", "url": "2024-03-26"}, [("text", "25"), ("url", "26")]),
        ({"text": "2024-03-25T08:00:00+08:00", "url": "2024-03-25"}, []),
        ({"meta": "2024-03-25", "item": "2024-03-26", "url": "2024-03-26"},
         [("meta", "25"), ("item", "26")]),
        ({"text": "2024-03-25", "dateline": "2024-03-24"}, []),
        ({"text": "2024-03-25", "dateline": "2024-03-20"}, [("text", "25"), ("dateline", "20")]),
        ({"text": "2024-03-25", "http": "2024-04-01"}, []),
        ({"text": "2024-03-25"}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_conflict_gives_one_place_for_each_day(said, days):
    found = conflict(settle(evidence(**said)))
    assert [(item.kind, item.value[8:10]) for item in found] == days


def test_later_statements_of_one_place_are_changes_and_no_conflict():
    changed = [*evidence(text="2024-03-25"), *evidence(text="2024-04-01")]
    assert conflict(settle(changed)) == []


def test_dates_of_many_articles_in_scripts_are_no_conflict():
    scripts = [*evidence(script="2024-01-01"), *evidence(script="2024-02-01")]
    assert conflict(settle([*evidence(text="2024-03-25"), *scripts])) == []
