"""All cases together, and the world in which they happen."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from benchmarks._hostile import addresses, items, manners, markup, samples, transfers
from benchmarks._hostile.answers import page, status, whole
from benchmarks._hostile.case import Case
from benchmarks._hostile.server import Exchange, World

#: What is not waiting in case 5 takes 10 MB: further apart than one poll takes at once.
_LARGE, _APART = 5, 14


def all_cases() -> list[Case]:
    """Give every case, in the order in which they are added and so first polled.

    What takes long comes first, since it waits side by side with all that follows: what has to be
    given up, then what is polled several times. Else they are well mixed; the large ones stand
    apart from each other, as in life they do.
    """
    modules = (addresses, transfers, markup, items, manners)
    cases = [case for module in modules for case in module.cases()]
    random.Random(1).shuffle(cases)
    cases.sort(key=lambda case: (case.is_waiting, case.polls), reverse=True)
    large = [case for case in cases if case.number == _LARGE and not case.is_waiting]
    ordered = [case for case in cases if case not in large]
    for place, case in enumerate(large, start=1):
        ordered.insert(place * _APART, case)
    return ordered


def world_of(cases: Iterable[Case], steady: Sequence[str]) -> World:
    """Give the world with a site for each case, and steady ones that have nothing to hide."""
    world = World(otherwise=_ordinary)
    for case in cases:
        world.sites[case.host] = case.answers
        world.sites |= case.elsewhere
        if case.records:
            world.names.tell(case.host, case.records)
    for host in steady:
        world.sites[host] = {"/feed.xml": whole(samples.feed(1))}
    return world


async def _ordinary(exchange: Exchange) -> None:
    """An article where one may be, else nothing."""
    found = exchange.request.path.split("?")[0].endswith(".html")
    title = f"样例标题{exchange.request.path.strip('/').removesuffix('.html')}"
    answer = page(samples.article(title=title)) if found else status("404 Not Found")
    await answer(exchange)
