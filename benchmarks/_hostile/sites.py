"""All cases together, and the world in which they happen."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from benchmarks._hostile import addresses, items, manners, markup, samples, transfers
from benchmarks._hostile.answers import page, status, whole
from benchmarks._hostile.case import Case
from benchmarks._hostile.server import Exchange, World


def all_cases() -> list[Case]:
    """Give every case, well mixed: sources are polled in the order in which they were added."""
    modules = (addresses, transfers, markup, items, manners)
    cases = [case for module in modules for case in module.cases()]
    random.Random(1).shuffle(cases)
    return cases


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
