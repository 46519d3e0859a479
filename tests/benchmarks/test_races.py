"""The races of the benchmark, a few rounds of each, on whatever database the tests run."""

from __future__ import annotations

import pytest

from benchmarks._races import RACES, Newsroom
from benchmarks.races import run

ROUNDS = {"sign-off during rendering": 1}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", RACES)
def test_one_wins_and_nothing_is_wrong_afterwards(name, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    newsroom = Newsroom.make()
    outcomes, faults = run(ROUNDS.get(name, 3), lambda: RACES[name](newsroom))
    assert (outcomes.total(), faults) == (ROUNDS.get(name, 3), [])
