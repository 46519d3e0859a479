"""Weekly reports on the sources, as they were mailed."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from desk.pages import ReadOnlyAdmin
from monitor.models import HealthReport


@admin.register(HealthReport)
class HealthReportAdmin(ReadOnlyAdmin):
    """What the sources did, week by week."""

    empty_hint = _("On Monday mornings the report on the week before is made and mailed.")
    list_display = ("week", "made_at", "mailed_at")
    fields = ("week", "made_at", "mailed_at", "report")

    @admin.display(description=_("text"))
    def report(self, row: HealthReport) -> str:
        """The text with its lines."""
        return format_html('<pre class="report">{}</pre>', row.text)
