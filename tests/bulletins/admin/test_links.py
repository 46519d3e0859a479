"""What became of links, on the pages of article, issue and desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from bulletins.workflow.intake import watch_links
from monitor.models import WatchedLink
from tests.bulletins.admin.conftest import messages_of, url


@pytest.fixture
def dead_link(filled_issue) -> WatchedLink:
    watch_links()
    WatchedLink.objects.update(state="dead", failures=3, error="The page does not exist (404).")
    return WatchedLink.objects.get()


@pytest.mark.parametrize("model", ["article", "issue"])
def test_page_says_that_a_link_is_dead(as_user, editor, dead_link, filled_issue, model):
    pk = filled_issue.pk if model == "issue" else filled_issue.items.get().article_id
    page = as_user(editor).get(url(model, "change", pk)).content.decode()
    assert "badge-link-dead" in page
    assert "The page does not exist (404)." in page


def test_links_of_an_issue_are_made_due_by_a_button(as_user, editor, dead_link, filled_issue):
    WatchedLink.objects.update(due_at=None)
    response = as_user(editor).post(url("issue", "check_links", filled_issue.pk))
    assert len(messages_of(response)) == 1
    assert WatchedLink.objects.get().due_at is not None


def test_links_are_checked_by_those_who_change_issues_and_by_post_only(
    as_user, reviewer, editor, dead_link, filled_issue
):
    WatchedLink.objects.update(due_at=None)
    address = url("issue", "check_links", filled_issue.pk)
    assert as_user(reviewer).post(address).status_code == 403
    assert as_user(editor).get(address).status_code == 405
    assert WatchedLink.objects.get().due_at is None


def test_first_page_of_the_desk_counts_dead_links(as_user, editor, dead_link):
    address = reverse("admin:monitor_watchedlink_changelist") + "?state__in=changed,dead"
    assert f'href="{address}"' in as_user(editor).get(reverse("admin:index")).content.decode()
    listed = as_user(editor).get(address).content.decode()
    assert dead_link.title in listed
    WatchedLink.objects.update(state="ok")
    assert address not in as_user(editor).get(reverse("admin:index")).content.decode()


def test_watched_links_need_permission(client, dead_link):
    client.force_login(User.objects.create_user("new", is_staff=True))
    address = reverse("admin:monitor_watchedlink_change", args=[dead_link.pk])
    assert client.get(address).status_code == 403
