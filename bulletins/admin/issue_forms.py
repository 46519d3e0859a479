"""The forms of an issue: begun from its series and date, later re-dated."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext_lazy as _

from bulletins.admin.refusals import RefusableForm
from bulletins.models import Bulletin, Issue
from bulletins.workflow.scheduling import coming_date


class NewIssueForm(RefusableForm):
    """Series and date; window and masthead follow from them."""

    class Meta:
        model = Issue
        fields = ("bulletin", "issue_date")
        widgets = {"issue_date": AdminDateWidget}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        bulletin = Bulletin.objects.first()
        if bulletin:
            self.initial.setdefault("bulletin", bulletin.pk)
            self.initial.setdefault("issue_date", coming_date(bulletin))


class IssueForm(RefusableForm):
    """The dates of an issue in preparation."""

    class Meta:
        model = Issue
        fields = ("issue_date", "window_start", "window_end")
        widgets = dict.fromkeys(fields, AdminDateWidget)

    def clean(self) -> dict[str, Any]:
        """Refuse a window that ends before it begins."""
        cleaned = super().clean()
        start, end = cleaned.get("window_start"), cleaned.get("window_end")
        if start and end and start > end:
            self.add_error("window_end", _("The window ends before it begins."))
        return cleaned
