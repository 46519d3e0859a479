"""The lists of the desk, searched."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from monitor.models import Entry, Source
from search import results
from tests.search.conftest import unsaved

ENTRIES = "admin:monitor_entry_changelist"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def shown(client, query, name=ENTRIES):
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "lxml")
    return [row.get_text(strip=True) for row in soup.select("#result_list th.field-title")]


def test_entries_are_found_the_moment_they_are_there(client, chief):
    client.force_login(chief)
    Entry.objects.bulk_create([unsaved("甲", "医院"), unsaved("医院乙"), unsaved("丙")])
    assert shown(client, {"q": "医院"}) == ["医院乙", "甲"]
    assert shown(client, {"q": " "}) == ["丙", "医院乙", "甲"]


def test_pages_keep_the_rank(client, chief):
    client.force_login(chief)
    Entry.objects.bulk_create(
        [unsaved(f"{'医院' if number < 30 else ''}{number}", "医院") for number in range(120)]
    )
    expected = [f"医院{number}" for number in reversed(range(30))]
    expected += [str(number) for number in reversed(range(30, 120))]
    found = [title for page in ("1", "2", "3") for title in shown(client, {"q": "医院", "p": page})]
    assert found == expected


def test_a_chosen_column_orders_the_results(client, chief):
    client.force_login(chief)
    Entry.objects.bulk_create([unsaved("乙", "医院"), unsaved("甲医院"), unsaved("丙", "医院")])
    by_title = shown(client, {"q": "医院", "o": "1"})
    assert by_title == sorted(by_title)
    assert len(by_title) == 3


def test_results_are_filtered_by_the_list(client, chief):
    client.force_login(chief)
    source = Source.objects.create(name="示例报", url="https://news.example/")
    Entry.objects.bulk_create(
        [unsaved("医院甲", source=source), unsaved("医院乙", state="captured")]
    )
    assert shown(client, {"q": "医院", "source__id__exact": source.pk}) == ["医院甲"]
    assert shown(client, {"q": "医院", "state__exact": "captured"}) == ["医院乙"]


def test_articles_are_searched_by_text(client, chief, article):
    client.force_login(chief)
    name = "admin:bulletins_article_changelist"
    assert shown(client, {"q": "结果互认"}, name) == [article.title]
    assert shown(client, {"q": "没有的词"}, name) == []


def test_list_says_when_it_has_not_read_everything(client, chief, monkeypatch):
    client.force_login(chief)
    monkeypatch.setattr(results, "BATCH", 1)
    Entry.objects.bulk_create([unsaved("医院甲"), unsaved("医院乙")])
    response = client.get(reverse(ENTRIES), {"q": "医院"})
    assert "Some new texts cannot be found yet" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["%" * 10_000, '"', "'; --", "医 AND", "a\x00b", "*", "-医", "^医"]
)
def test_hostile_queries_are_harmless(client, chief, query):
    client.force_login(chief)
    Entry.objects.bulk_create([unsaved("样例")])
    expected = ["样例"] if "\x00" in query else []  # the admin refuses NUL and shows everything
    assert shown(client, {"q": query}) == expected
