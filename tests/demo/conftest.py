from collections.abc import Iterator
from datetime import date

import pytest
import requests

from demo.newsroom import Newsroom

FRIDAY = date(2026, 11, 20)


@pytest.fixture(scope="package")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(FRIDAY) as running:
        yield running


@pytest.fixture(scope="package")
def http() -> Iterator[requests.Session]:
    """A client that no proxy setting of the machine leads away from loopback."""
    with requests.Session() as session:
        session.trust_env = False
        yield session
