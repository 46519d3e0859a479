"""From an address to the ways of monitoring it; nothing is stored."""

from __future__ import annotations

import json

import pytest

from monitor.discovery import visit
from monitor.discovery.finding import discover
from monitor.models import Entry, Source
from tests.monitor.discovery import pages

pytestmark = pytest.mark.django_db


def kinds(found) -> list[tuple[str, str, int]]:
    return [(one.source.kind, one.source.url, len(one.items)) for one in found.candidates]


def test_feed_is_known_as_one_and_nothing_else_is_asked(site):
    found = discover(f"{site.url}/feed", allow_private=True)
    assert kinds(found) == [("feed", f"{site.url}/feed", 3)]
    assert found.candidates[0].source.allow_private is True
    assert site.asked == ["/feed"]
    assert not Source.objects.exists()
    assert not Entry.objects.exists()


def test_feed_that_the_page_names_comes_before_its_list(site):
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    site.pages["/"] = pages.GOVERNMENT.replace("<title>", f"{link}<title>").encode()
    found = discover(f"{site.url}/", allow_private=True)
    assert kinds(found) == [
        ("feed", f"{site.url}/feed", 3), ("listing", f"{site.url}/", 6),
    ]  # fmt: skip
    assert found.title == "样例"
    assert site.asked == ["/", "/feed"]


def test_list_is_shown_with_what_its_selectors_bring(site):
    site.pages = {"/xw/": pages.GOVERNMENT.encode()}
    (candidate,) = discover(f"{site.url}/xw/", allow_private=True).candidates
    assert candidate.source.item_selector == "ul.zx_list > li"
    assert candidate.source.date_selector == "span"
    assert candidate.objection == ""
    first = candidate.items[0]
    assert (first.title, first.url) == (pages.TITLES[0], f"{site.url}/xw/t20260.html")
    assert str(first.published_on) == "2026-11-18"


def test_objection_of_the_site_to_polls_is_told(site):
    site.pages = {
        "/xw/": pages.GOVERNMENT.encode(),
        "/robots.txt": b"User-agent: *\nDisallow: /xw/",
    }
    (candidate,) = discover(f"{site.url}/xw/", allow_private=True).candidates
    assert "robots.txt" in candidate.objection
    assert len(candidate.items) == 6


def test_feed_is_looked_for_at_its_usual_places(site):
    site.pages["/rss.xml"] = site.pages.pop("/feed")
    site.pages["/"] = pages.NO_LIST.encode()
    found = discover(f"{site.url}/", allow_private=True)
    assert kinds(found) == [("feed", f"{site.url}/rss.xml", 3)]
    assert site.asked == ["/", "/feed", "/rss.xml"]


def test_list_in_json_is_known(site):
    rows = [{"title": f"{title}样例", "url": f"/{title}"} for title in pages.TITLES]
    site.pages = {"/api": json.dumps({"data": {"list": rows}}).encode()}
    (candidate,) = discover(f"{site.url}/api", allow_private=True).candidates
    assert (candidate.source.kind, candidate.source.item_selector) == ("json", "data.list")
    assert [item.title for item in candidate.items] == [row["title"] for row in rows]


def test_sitemap_is_known_with_the_newest_of_its_parts(site):
    index = f"<sitemapindex><sitemap><loc>{site.url}/1.xml</loc></sitemap></sitemapindex>"
    part = f"<urlset><url><loc>{site.url}/1.html</loc></url></urlset>"
    site.pages = {"/all.xml": index.encode(), "/1.xml": part.encode()}
    found = discover(f"{site.url}/all.xml", allow_private=True)
    assert kinds(found) == [("sitemap", f"{site.url}/all.xml", 1)]


def test_page_with_nothing_says_what_to_do(site):
    site.pages = {"/": pages.NO_LIST.encode()}
    found = discover(f"{site.url}/", allow_private=True)
    assert found.candidates == ()
    assert found.problem.startswith("Neither a feed nor a list")
    assert "the page that lists the news" in found.advice
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("status", "problem", "advice"),
    [
        (403, "refuses us", "may refuse programs"),
        (404, "does not exist", "has probably moved"),
        (500, "has a fault (500)", "in a browser"),
    ],
)
def test_failure_says_what_to_do(site, status, problem, advice):
    site.status["/"] = status
    found = discover(f"{site.url}/", allow_private=True)
    assert problem in found.problem
    assert advice in found.advice
    assert site.asked == ["/"]


def test_private_address_is_refused_before_a_byte_is_sent(site):
    found = discover(f"{site.url}/feed")
    assert "private network" in found.problem
    assert "administrator" in found.advice
    assert site.asked == []


def test_discovery_ends_when_its_time_is_up(site, monkeypatch):
    monkeypatch.setattr(visit, "SECONDS", 0)
    found = discover(f"{site.url}/feed", allow_private=True)
    assert "try again" in found.problem
    assert site.asked == []
