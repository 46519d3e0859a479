"""What holds for every page of the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.urls import reverse

from desk.pages import DeskAdmin
from monitor.admin.health_report import HealthReportAdmin
from monitor.admin.watched_link import WatchedLinkAdmin
from monitor.models import HealthReport

pages = [page for page in admin.site._registry.values() if isinstance(page, DeskAdmin)]


def is_called_empty(client, page: type[DeskAdmin], name: str, **query: str) -> bool:
    response = client.get(reverse(f"admin:monitor_{name}_changelist"), query)
    return str(page.empty_hint) in response.content.decode()


def test_empty_list_says_what_will_stand_there(client, reviewer):
    client.force_login(reviewer)
    assert is_called_empty(client, HealthReportAdmin, "healthreport")
    HealthReport.objects.create(week="2026-11-16", text="样例")
    assert not is_called_empty(client, HealthReportAdmin, "healthreport")


@pytest.mark.parametrize("query", [{"state__exact": "dead"}, {"q": "样例"}])
def test_list_emptied_by_a_filter_or_search_is_not_called_empty(client, reviewer, query):
    client.force_login(reviewer)
    assert is_called_empty(client, WatchedLinkAdmin, "watchedlink")
    assert not is_called_empty(client, WatchedLinkAdmin, "watchedlink", **query)


@pytest.mark.parametrize("page", pages, ids=lambda page: page.opts.label)
def test_every_field_that_is_shown_has_a_name_to_translate(rf, admin_user, page):
    request = rf.get("/")
    request.user = admin_user
    named = {*flatten_fieldsets(page.get_fieldsets(request)), *page.get_list_display(request)}
    fields = [field for name in named if (field := _field(page, name))]
    assert [field.name for field in fields if field.verbose_name == _made_up(field)] == []


def _field(page: DeskAdmin, name: object) -> Field[Any, Any] | None:
    try:
        found = page.opts.get_field(str(name))
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _made_up(field: Field[Any, Any]) -> str:
    """Give the name that Django makes up for a field that was not given one."""
    return field.name.replace("_", " ")
