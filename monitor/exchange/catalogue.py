"""The starter catalogue: outlets and government sites, put together from public facts.

Nobody has fetched them for this list. Each is therefore “not checked live” until its first success,
and switched off where its selectors are a guess.
"""

from __future__ import annotations

from pathlib import Path

from monitor.exchange.json_file import read_json
from monitor.exchange.records import Record

_FILE = Path(__file__).with_name("catalogue.json")


def catalogue() -> list[Record]:
    """Give the records of the starter catalogue."""
    return read_json(_FILE.read_text("utf-8"))
