"""The weekly report: what each source brought, and what needs somebody."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.utils import timezone

from monitor.health.mail import send
from monitor.models import HealthReport, Source

#: The report on a week is made on the Monday after it, from this hour.
_HOUR = 8
_WEEK = timedelta(days=7)


def report(now: datetime) -> HealthReport | None:
    """Make the report on the last week, once, and mail it; None if nothing was due."""
    week = week_to_report(now)
    if not Source.objects.exists():
        return None
    row = HealthReport.objects.filter(week=week).first() or _make(week)
    if row is None or row.mailed_at:
        return None
    if send("report", {"report": row}):
        HealthReport.objects.filter(pk=row.pk).update(mailed_at=now)
        row.mailed_at = now
    return row


def week_to_report(now: datetime) -> date:
    """Give the Monday of the last week that is over, with some hours of grace."""
    here = timezone.localtime(now) - timedelta(hours=_HOUR)
    return (here - timedelta(days=here.weekday()) - _WEEK).date()


def _make(week: date) -> HealthReport | None:
    """Write the report down; None if another worker was quicker."""
    try:
        with transaction.atomic():
            return HealthReport.objects.create(week=week, text=text_of(week))
    except IntegrityError:
        return None


def text_of(week: date) -> str:
    """Give the report on a week, in words."""
    start = timezone.make_aware(datetime.combine(week, time.min))
    found = Q(entries__found_at__gte=start, entries__found_at__lt=start + _WEEK)
    sources = Source.objects.filter(is_enabled=True).annotate(
        brought=Count("entries", filter=found)
    )
    ordered = sources.order_by("-brought", "name")
    context = {
        "first": week,
        "last": week + _WEEK - timedelta(days=1),
        "sources": ordered,
        "trouble": [source for source in ordered if source.health in Source.TROUBLE],
        "total": sum(source.brought for source in ordered),
    }
    return render_to_string("monitor/mail/report_text.txt", context).strip()
