"""The pieces of the toughness benchmark: its name server, and what counts as expected."""

from __future__ import annotations

import struct
from itertools import pairwise

import pytest

from benchmarks._hostile.case import Case
from benchmarks._hostile.expect import Between, Has, Once
from benchmarks._hostile.names import Names, NameServer
from benchmarks._hostile.outcome import FACTS
from benchmarks._hostile.sites import all_cases


def question(name: str, kind: int) -> bytes:
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    return struct.pack("!HHHHHH", 7, 0x100, 1, 0, 0, 0) + labels + struct.pack("!BHH", 0, kind, 1)


def answer(names: Names, name: str, kind: int) -> bytes:
    sent: list[bytes] = []

    class Transport:
        def sendto(self, data: bytes, _address: object) -> None:
            sent.append(data)

    server = NameServer(names)
    server.connection_made(Transport())  # type: ignore[arg-type]  # all that is used of one
    server.datagram_received(question(name, kind), ("127.0.0.1", 1))
    return sent[0]


def test_every_name_has_a_public_address_of_its_own():
    names = Names()
    first, second = names.own_address("a.example"), names.own_address("b.example")
    assert first != second
    assert names.own_address("a.example") == first
    assert names.is_public(first)
    assert not names.is_public("10.0.0.1")
    assert answer(names, "A.example", 1).endswith(bytes(map(int, first.split("."))))


def test_name_may_change_from_one_look_up_to_the_next():
    names = Names()
    names.tell("a.example", lambda number: ["93.200.0.1" if number == 1 else "10.0.0.1"])
    assert answer(names, "a.example", 1)[-4:] == bytes([93, 200, 0, 1])
    assert answer(names, "a.example", 28)[6:8] == b"\0\0"
    assert answer(names, "a.example", 1)[-4:] == bytes([10, 0, 0, 1])
    assert names.asked["a.example"] == 2


@pytest.mark.parametrize(
    ("expected", "equal", "other"),
    [
        (Has("private"), "into a private network", "in time"),
        (Between(1, 2), 2, 2.1),
        (Once("/1"), ["/0", "/1"], ["/1", "/1"]),
        (Once("/1", 0), ["/0"], ["/1"]),
    ],
)
def test_expectation_is_equal_to_what_it_means_only(expected, equal, other):
    assert expected == equal
    assert expected != other
    assert [expected] == [equal]
    assert [expected] != [other]


def test_case_has_a_host_of_its_own():
    case = Case(1, "source at [::1]", {})
    assert (case.host, case.address) == (
        "source-at-1.example",
        "http://source-at-1.example/feed.xml",
    )


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return all_cases()


def test_every_case_has_a_name_and_a_host_of_its_own(cases):
    assert len(cases) > 500
    assert len({case.name for case in cases}) == len({case.host for case in cases}) == len(cases)
    assert {case.number for case in cases} == set(range(1, 17))


def test_large_cases_stand_apart(cases):
    large = [case for case in cases if case.number == 5 and not case.is_waiting]
    places = [cases.index(case) for case in large]
    assert min(later - earlier for earlier, later in pairwise(places)) > 13


def test_what_takes_long_comes_first(cases):
    others = [case for case in cases if case.number != 5 or case.is_waiting]
    taking = [(case.is_waiting, case.polls) for case in others]
    assert taking[0][0]
    assert taking == sorted(taking, reverse=True)


def test_every_expected_fact_is_known(cases):
    assert {fact for case in cases for fact in case.expect} <= set(FACTS)
