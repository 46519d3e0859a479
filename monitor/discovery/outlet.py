"""Outlet: what is known of the one whose page an address is. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from content.hosts import belongs, host_of
from monitor.models import Source

_GOVERNMENT = ("gov.cn", "gov")


def outlet_of(url: str, known: Iterable[Source]) -> dict[str, str]:
    """Give class and host names for a new source, as those of a known one of the same outlet."""
    host = host_of(url)
    for source in known:
        if belongs(host, source.own_hosts):
            return {"source_class": source.source_class, "hosts": source.hosts}
    government = host.endswith(tuple(f".{ending}" for ending in _GOVERNMENT))
    choices = Source.SourceClass
    return {
        "source_class": choices.GOVERNMENT if government else choices.OTHER,
        "hosts": host if host == "www.gov.cn" else host.removeprefix("www."),
    }
