"""Entries and snapshots: shown safely, never rendered as pages, never changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from monitor.models import Entry, Snapshot
from monitor.net import Response
from monitor.pipeline.snapshots import new_snapshot, store_snapshot

PAGE = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def entry(db) -> Entry:
    return Entry.objects.create(
        url="javascript:alert(1)", link_key="1", item_digest="0", title="<b>样例</b>",
        body_html="<p onclick=x()>正文</p><script>alert(1)</script>", state="captured",
        found_at=timezone.now(), date_evidence=[
            {"kind": "meta", "value": "2026-11-20", "text": "<i>发布时间</i>"}
        ],
        images=[{"src": "https://a.example/<x>", "caption": "<b>", "stored": "", "error": "坏"}],
    )  # fmt: skip


@pytest.fixture
def snapshot(entry) -> Snapshot:
    answer = Response("https://news.example/1.html", 200, {"Content-Type": "text/html"}, PAGE)
    snapshot = new_snapshot(entry, [answer], timezone.now())
    assert snapshot
    store_snapshot(snapshot, [])
    return snapshot


def test_entry_shows_nothing_of_a_page_unescaped(client, editor, entry, snapshot):
    client.force_login(editor)
    page = client.get(reverse("admin:monitor_entry_change", args=[entry.pk])).content.decode()
    assert "<p>正文</p>" in page
    for hostile in ("alert(1)</script>", "onclick", "<b>样例", "<i>发布", 'href="javascript'):
        assert hostile not in page


@pytest.mark.parametrize("model", ["entry", "snapshot", "poll"])
def test_nobody_changes_or_deletes_evidence(client, admin_user, entry, model):
    client.force_login(admin_user)
    assert client.get(reverse(f"admin:monitor_{model}_add")).status_code == 403
    if model == "entry":
        address = reverse("admin:monitor_entry_delete", args=[entry.pk])
        assert client.post(address, {"post": "yes"}).status_code == 403
        data = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
        client.post(reverse("admin:monitor_entry_changelist"), data)
        assert Entry.objects.exists()


def test_snapshot_leaves_as_a_file_only(client, reviewer, snapshot):
    client.force_login(reviewer)
    response = client.get(reverse("admin:monitor_snapshot_download", args=[snapshot.pk]))
    assert response.content == PAGE
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_snapshot_needs_permission(client, snapshot):
    client.force_login(User.objects.create_user("new", is_staff=True))
    address = reverse("admin:monitor_snapshot_download", args=[snapshot.pk])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", ["/admin/monitor/entry/x/change/", "/admin/monitor/entry/99/"])
def test_entry_that_is_not_there_is_no_error(client, editor, address):
    client.force_login(editor)
    assert client.get(address).status_code == 302
