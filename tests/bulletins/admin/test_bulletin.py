"""The page of a series."""

from __future__ import annotations

from tests.bulletins.admin.conftest import url


def test_ledger_cannot_fall_behind_what_was_given(
    client, admin_user, publisher, bulletin, filled_issue
):
    from bulletins.workflow.publication import publish

    publish(filled_issue, publisher)
    client.force_login(admin_user)
    data = {
        "name": bulletin.name, "slug": bulletin.slug, "weekday": 4, "window_days": 7,
        "last_number": 0,
        "mastheads-TOTAL_FORMS": 0, "mastheads-INITIAL_FORMS": 0,
    }  # fmt: skip
    page = client.post(url("bulletin", "change", bulletin.pk), data)
    assert list(page.context["adminform"].form.errors) == ["last_number"]
