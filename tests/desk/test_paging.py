"""Long lists: counted and turned to so far, and no further."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from desk import paging
from monitor.models import Entry
from tests.search.conftest import unsaved

ENTRIES = "admin:monitor_entry_changelist"


@pytest.fixture
def entries(db, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 3)
    return Entry.objects.bulk_create(unsaved(f"甲{number}", "医院") for number in range(5))


def test_the_database_counts_no_further(entries, django_assert_num_queries):
    pages = paging.FirstRows(Entry.objects.order_by("title"), 2)
    with django_assert_num_queries(1) as asked:
        assert (pages.count, pages.num_pages, pages.is_cut) == (3, 2, True)
    assert "LIMIT 3" in asked[0]["sql"]


def test_a_short_list_is_counted_whole(entries):
    pages = paging.FirstRows(Entry.objects.filter(title="甲1"), 2)
    assert (pages.count, pages.is_cut) == (1, False)


@pytest.mark.parametrize("query", [{}, {"q": "医院"}])
def test_a_cut_list_says_so(client, chief, entries, query):
    client.force_login(chief)
    with translation.override("en"):
        page = client.get(reverse(ENTRIES), query).content.decode()
    assert "The first 3 are listed." in page


def test_the_list_of_entries_asks_nothing_of_all_of_them(client, chief, entries):
    """No dates of all entries, and no count without an end, take the time that grows with rows."""
    client.force_login(chief)
    chosen = client.get(reverse(ENTRIES), {"on_topic": "0"})
    assert chosen.status_code == 200
    assert not chosen.context["cl"].date_hierarchy
    assert '"monitor_entry"."id" IN (SELECT' not in str(chosen.context["cl"].queryset.query)
