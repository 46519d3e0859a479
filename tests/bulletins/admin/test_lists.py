"""Lists ask the database as often for three rows as for one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bulletins.models import Rendition
from bulletins.workflow.compilation import compile_issue
from bulletins.workflow.editing import create_article
from bulletins.workflow.review import submit
from monitor.deciding import reject
from monitor.models import Entry, Poll, Snapshot, Source, Topic, WatchedLink


@pytest.fixture
def add_rows(bulletin, editor):
    """Adds one row to every list."""
    first_day = date(2026, 11, 20)

    def add(number: int) -> None:
        issue = compile_issue(bulletin, first_day + timedelta(weeks=number), editor)
        Rendition.objects.create(issue=issue)
        article = create_article(
            editor, title=f"样例{number}", source_name="示例报", published_on=first_day,
            body_html="<p>样例</p>",
        )  # fmt: skip
        submit(article, editor)
        source = Source.objects.create(name=f"源{number}", url="https://news.example/")
        Topic.objects.create(name=f"题{number}", expression="医院")
        Poll.objects.create(source=source, started_at=timezone.now())
        entry = Entry.objects.create(
            source=source, url="https://news.example/", link_key=str(number), item_digest="0",
            title="样例", found_at=timezone.now(),
        )  # fmt: skip
        Snapshot.objects.create(
            entry=entry, url=entry.url, fetched_at=timezone.now(), sha256="0", size=1, file="0"
        )
        WatchedLink.objects.create(
            entry=entry, key=str(number), url=entry.url, title="样例", every_days=1
        )
        reject(entry, editor, "other")

    return add


@pytest.mark.parametrize(
    "name",
    ["bulletins_issue", "bulletins_rendition", "bulletins_activity", "bulletins_article",
     "monitor_source", "monitor_topic", "monitor_poll", "monitor_entry", "monitor_snapshot",
     "monitor_watchedlink", "monitor_decision"],
)  # fmt: skip
def test_list_takes_the_same_queries_for_three_as_for_one(
    client, chief, add_rows, name, django_assert_num_queries
):
    client.force_login(chief)
    address = reverse(f"admin:{name}_changelist")
    add_rows(1)
    client.get(address)  # what a process looks up once is not counted
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    expected = len(one)
    add_rows(2)
    add_rows(3)
    with django_assert_num_queries(expected):
        client.get(address)
