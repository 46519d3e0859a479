"""Watched links at the desk: state, reason, and the way to the page as it was fetched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from monitor.models import Entry, Snapshot, WatchedLink

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def link(db) -> WatchedLink:
    entry = Entry.objects.create(
        url="javascript:alert(1)", link_key="1", item_digest="", title="样例", found_at=NOW
    )
    return WatchedLink.objects.create(
        key="1", url=entry.url, title="<b>样例</b>", entry=entry, every_days=30, state="dead",
        error="<i>404</i>", since=NOW, checked_at=NOW,
    )  # fmt: skip


def test_link_is_shown_with_its_newest_snapshot(client, reviewer, link):
    for day in (1, 2):
        newest = Snapshot.objects.create(
            entry=link.entry, url="", fetched_at=NOW, sha256=str(day), size=1, file=str(day)
        )
    client.force_login(reviewer)
    page = client.get(reverse("admin:monitor_watchedlink_changelist")).content.decode()
    assert '<span class="badge badge-link-dead">dead</span>' in page
    assert reverse("admin:monitor_snapshot_change", args=[newest.pk]) in page


def test_links_of_which_nothing_is_known_come_last(client, reviewer, link):
    WatchedLink.objects.create(key="2", url="https://news.example/new", title="新的", every_days=1)
    client.force_login(reviewer)
    page = client.get(reverse("admin:monitor_watchedlink_changelist")).content.decode()
    assert page.index("badge-link-dead") < page.index("badge-link-unchecked")


@pytest.mark.parametrize("name", ["changelist", "change"])
def test_link_shows_nothing_of_a_page_unescaped(client, reviewer, link, name):
    client.force_login(reviewer)
    args = [link.pk] if name == "change" else []
    page = client.get(reverse(f"admin:monitor_watchedlink_{name}", args=args)).content.decode()
    for hostile in ("<b>样例", "<i>404", 'href="javascript'):
        assert hostile not in page


def test_nobody_changes_or_deletes_watched_links(client, admin_user, link):
    client.force_login(admin_user)
    assert client.get(reverse("admin:monitor_watchedlink_add")).status_code == 403
    address = reverse("admin:monitor_watchedlink_delete", args=[link.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403


def test_next_check_is_shown_in_local_time(client, reviewer, link):
    WatchedLink.objects.update(due_at=NOW)
    client.force_login(reviewer)
    page = client.get(reverse("admin:monitor_watchedlink_change", args=[link.pk])).content.decode()
    assert "Nov. 20, 2026, 4 p.m." in page
    assert "Next check" in page
