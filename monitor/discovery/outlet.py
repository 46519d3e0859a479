"""Outlet: what is known of the one whose page an address is. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from content.hosts import belongs, host_of, validate_hosts
from monitor.models import Source

_GOVERNMENT = (".gov.cn", ".gov")


def outlet_of(url: str, known: Iterable[Source]) -> dict[str, str]:
    """Give class and host names for a new source, as those of a known one of the same outlet."""
    host = host_of(url)
    for source in known:
        if belongs(host, source.own_hosts):
            return {"source_class": source.source_class, "hosts": source.hosts}
    is_government = host.endswith(_GOVERNMENT)
    classes = Source.SourceClass
    return {
        "source_class": classes.GOVERNMENT if is_government else classes.OTHER,
        "hosts": _own(host),
    }


def _own(host: str) -> str:
    """Give the name that the outlet has for itself; none for a server without a name."""
    for name in (host.removeprefix("www."), host):
        try:
            validate_hosts(name)
        except ValidationError:  # an ending shared by all, or the number of a server
            continue
        return name
    return ""
