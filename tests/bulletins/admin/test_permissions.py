"""Who may open what: one table for the lists, one for the forms to add."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

LISTS = [
    "monitor_source", "monitor_topic", "monitor_poll", "monitor_entry", "monitor_snapshot",
    "monitor_watchedlink", "monitor_decision", "monitor_healthreport",
    "bulletins_bulletin", "bulletins_article", "bulletins_issue", "bulletins_rendition",
    "bulletins_activity", "bulletins_backissue",
]  # fmt: skip
MAY_ADD = {
    "editor": {"monitor_source", "monitor_topic", "bulletins_article", "bulletins_issue"},
    "reviewer": set(),
    "publisher": {"bulletins_issue"},
}


@pytest.mark.parametrize("role", MAY_ADD)
@pytest.mark.parametrize("name", LISTS)
def test_roles_see_every_list_and_add_what_is_theirs(request, client, role, name):
    client.force_login(request.getfixturevalue(role))
    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    expected = 200 if name in MAY_ADD[role] else 403
    address = reverse(f"admin:{name}_add")
    if name == "monitor_source":  # a source is found by its address first
        address = reverse("admin:monitor_source_find")
    assert client.get(address).status_code == expected


@pytest.mark.parametrize(
    "name", [*(f"admin:{name}_changelist" for name in LISTS), "desk:review-queue"]
)
def test_staff_without_a_role_sees_nothing(client, db, name):
    client.force_login(User.objects.create_user("new", is_staff=True))
    assert client.get(reverse(name)).status_code == 403


def test_nobody_deletes_articles(client, admin_user, article):
    client.force_login(admin_user)
    address = reverse("admin:bulletins_article_delete", args=[article.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "chief"])
def test_first_page_opens_for_every_role(request, client, role):
    client.force_login(request.getfixturevalue(role))
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize(
    ("role", "model", "name", "tail"),
    [
        ("reviewer", "bulletins_article", "step", ["submit"]),
        ("publisher", "bulletins_article", "step", ["approve"]),
        ("editor", "bulletins_article", "step", ["approve"]),
    ],
)
def test_hand_made_steps_of_others_are_refused(request, client, article, role, model, name, tail):
    client.force_login(request.getfixturevalue(role))
    address = reverse(f"admin:{model}_{name}", args=[article.pk, *tail])
    client.post(address, {"digest": article.digest, "comment": "样例"})
    article.refresh_from_db()
    assert article.status == "draft"
