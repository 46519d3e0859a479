"""Adding a source by its address: what it brings is shown, and nothing is saved before."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings
from django.urls import reverse

from monitor.models import Entry, Source
from tests.monitor.discovery import pages

pytestmark = pytest.mark.django_db


def source_url(name: str, *args: object) -> str:
    return reverse(f"admin:monitor_source_{name}", args=args)


def reading(**changes) -> dict[str, object]:
    return {"kind": "listing", "item_selector": "ul.news li", "max_pages": 3,
            "query_charset": "utf-8", **changes}  # fmt: skip


@pytest.fixture
def own_network():
    with override_settings(MONITOR_ALLOW_PRIVATE=True):
        yield


def test_found_list_is_shown_with_its_items_before_anything_is_saved(
    client, editor, site, own_network
):
    site.pages = {"/xw/": pages.GOVERNMENT.encode()}
    client.force_login(editor)
    response = client.post(source_url("find"), {"url": f"{site.url}/xw/"})
    (proposal,) = response.context["proposals"]
    assert [item.title for item, _own in proposal["items"]] == list(pages.TITLES)
    page = response.content.decode()
    assert pages.TITLES[0] in page
    assert "2026-11-18" in page
    assert not Source.objects.exists()
    assert not Entry.objects.exists()


def test_chosen_way_fills_the_form(client, editor, site, own_network):
    site.pages = {"/xw/": pages.GOVERNMENT.encode()}
    client.force_login(editor)
    response = client.post(source_url("find"), {"url": f"{site.url}/xw/"})
    add_url = response.context["proposals"][0]["add_url"]
    assert parse_qs(urlsplit(add_url).query)["item_selector"] == ["ul.zx_list > li"]
    initial = client.get(add_url).context["adminform"].form.initial
    assert (initial["name"], initial["kind"], initial["url"], initial["date_selector"]) == (
        "样例", "listing", f"{site.url}/xw/", "span",
    )  # fmt: skip


def test_adding_begins_with_the_address(client, editor):
    client.force_login(editor)
    assert client.get(source_url("add")).url == source_url("find")
    assert client.get(source_url("add"), {"kind": "listing"}).status_code == 200


def test_known_outlet_gives_class_and_hosts(client, editor, site, own_network):
    Source.objects.create(
        name="旧", url="https://a.example/", hosts=urlsplit(site.url).hostname or "",
        source_class="central",
    )  # fmt: skip
    client.force_login(editor)
    response = client.post(source_url("find"), {"url": f"{site.url}/feed"})
    assert response.context["proposals"][0]["source"].source_class == "central"


def test_address_that_is_monitored_already_is_named(client, editor, feed, own_network):
    client.force_login(editor)
    response = client.post(source_url("find"), {"url": feed.url})
    assert response.context["proposals"][0]["known"] == feed
    assert source_url("change", feed.pk) in response.content.decode()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://127.0.0.1/", "private network"),
        ("file:///etc/passwd", "must begin with http"),
        ("http://user@news.example/", "must not hold a user name"),
        ("javascript:alert(1)", "malformed"),
    ],
)
def test_refused_address_is_kept_in_the_form_with_the_reason(client, editor, url, problem):
    client.force_login(editor)
    response = client.post(source_url("find"), {"url": url})
    assert problem in response.context["found"].problem
    assert response.context["form"]["url"].value() == url


def test_only_administrators_reach_into_the_own_network(client, editor, admin_user, site):
    data = {"url": f"{site.url}/feed", "allow_private": "on"}
    client.force_login(editor)
    assert "private network" in client.post(source_url("find"), data).context["found"].problem
    assert site.asked == []
    client.force_login(admin_user)
    assert len(client.post(source_url("find"), data).context["proposals"]) == 1


@pytest.mark.parametrize("role", ["reviewer", "publisher"])
@pytest.mark.parametrize("page", ["find", "catalogue", "import"])
def test_pages_for_adding_are_for_those_who_may_add(request, client, role, page):
    client.force_login(request.getfixturevalue(role))
    assert client.get(source_url(page)).status_code == 403
    assert client.post(source_url(page)).status_code == 403


def test_test_reads_the_settings_in_the_form_and_stores_nothing(
    client, editor, listing, own_network
):
    client.force_login(editor)
    address = source_url("preview_changed", listing.pk)
    response = client.post(address, reading(url=listing.url, item_selector="li"))
    assert response.context["count"] == 3
    listing.refresh_from_db()
    assert (listing.item_selector, listing.last_polled_at) == ("ul.news li", None)
    assert not Entry.objects.exists()


def test_test_marks_links_to_other_hosts(client, editor, site, own_network):
    client.force_login(editor)
    data = reading(url=f"{site.url}/list", hosts="other.example")
    response = client.post(source_url("preview") + "?bare", data)
    assert [own for _item, own in response.context["items"]] == [False, False, False]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"item_selector": ""}, "selector of its rows"),
        ({"url": "ftp://news.example/"}, "must begin with http"),
        ({"item_selector": "ul.other li"}, "redesigned"),
        ({"url": "/nothing"}, "does not exist"),
    ],
)
def test_test_says_what_is_wrong(client, editor, site, own_network, changes, message):
    changes = {name: f"{site.url}{value}" if value == "/nothing" else value
               for name, value in changes.items()}  # fmt: skip
    client.force_login(editor)
    data = reading(url=f"{site.url}/list") | changes
    assert message in client.post(source_url("preview"), data).content.decode()


def test_permission_for_the_own_network_holds_for_its_address_alone(client, editor, site, listing):
    client.force_login(editor)
    address = source_url("preview_changed", listing.pk)
    assert client.post(address, reading(url=listing.url)).context["count"] == 3
    site.asked.clear()
    response = client.post(address, reading(url=f"{site.url}/secret", allow_private="on"))
    assert "private network" in response.context["problem"]
    assert site.asked == []


def test_testing_is_for_those_who_may_change_and_a_post(client, editor, reviewer, listing):
    client.force_login(reviewer)
    for address in (source_url("preview"), source_url("preview_changed", listing.pk)):
        assert client.post(address, reading(url=listing.url)).status_code == 403
    client.force_login(editor)
    assert client.get(source_url("preview")).status_code == 405


def test_hostile_titles_and_links_are_shown_as_text(client, editor, site, own_network):
    site.pages["/feed"] = (
        "<rss version='2.0'><channel><item><title>&lt;script&gt;alert(1)&lt;/script&gt;样例"
        "</title><link>https://news.example/'&quot;&gt;&lt;b&gt;</link></item></channel></rss>"
    ).encode()
    client.force_login(editor)
    page = client.post(source_url("find"), {"url": f"{site.url}/feed"}).content.decode()
    assert "<script>alert" not in page
    assert '"><b>' not in page
