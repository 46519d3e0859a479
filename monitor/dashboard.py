"""Monitoring on the first page of the desk: the sources that need somebody."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import F, Q

from desk.panels import Panel
from monitor.models import Source

#: Sources that are named; the list has them all.
_NAMED = 6


def sources_in_trouble(user: User) -> Panel | None:
    """Sources that are silent or redesigned, or failed at their last poll; the latest first."""
    if not user.has_perm("monitor.view_source"):
        return None
    is_troubled = Q(health__in=Source.TROUBLE) | Q(failures__gt=0)
    troubled = Source.objects.filter(is_troubled, is_enabled=True)
    context = {
        "sources": list(
            troubled.order_by(F("health_since").desc(nulls_last=True), "name")[:_NAMED]
        ),
        "count": troubled.count(),
        "has_sources": Source.objects.exists(),
    }
    return Panel("admin/monitor/source/trouble.html", context)


PANELS = (sources_in_trouble,)
