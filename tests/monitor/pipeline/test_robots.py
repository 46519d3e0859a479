from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from monitor.errors import AddressError, DisallowedError, FetchError
from monitor.models import Host
from monitor.net import fetch
from monitor.pipeline import robots
from monitor.pipeline.robots import obey_robots


@pytest.fixture
def host() -> Host:
    """A host whose turn is held, without a row: none is touched."""
    return Host(name="localhost")


def obey(host: Host, url: str) -> None:
    obey_robots(host, url, allow_private=True)


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: Zhoubao\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: zhoubao\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html>not found</html>", True),
        ("\0\udcff" * 9, True),
    ],
)
def test_rules_are_obeyed(host, site, text, is_allowed):
    site.pages["/robots.txt"] = text.encode("utf-8", "surrogateescape")
    url = f"{site.url}/news/1.html"
    if is_allowed:
        obey(host, url)
    else:
        with pytest.raises(DisallowedError, match="does not allow programs"):
            obey(host, url)
    assert not host.is_closed


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_allows_everything(host, site, status):
    site.status["/robots.txt"] = status
    obey(host, f"{site.url}/1.html")
    assert (host.robots, host.is_closed) == ("", False)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_txt_that_cannot_be_had_forbids_everything_for_an_hour(host, site, status):
    site.status["/robots.txt"] = status
    with pytest.raises(FetchError, match="cannot be had just now") as refusal:
        obey(host, f"{site.url}/1.html")
    assert refusal.value.not_before == host.robots_until
    assert host.robots_until
    assert timedelta(minutes=59) < host.robots_until - timezone.now() <= timedelta(hours=1)
    del site.status["/robots.txt"]
    with pytest.raises(FetchError):
        obey(host, f"{site.url}/1.html")
    host.robots_until = timezone.now()
    obey(host, f"{site.url}/1.html")


def test_server_that_is_away_forbids_everything_for_now(host):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be had just now"):
        obey(host, f"http://127.0.0.1:{port}/1.html")


def test_robots_txt_is_kept_for_a_day(host, site, httpserver):
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /2"
    for number in (1, 3):
        obey(host, f"{site.url}/{number}.html")
    assert [request.path for request, _answer in httpserver.log] == ["/robots.txt"]
    assert host.robots_until
    assert timedelta(hours=23) < host.robots_until - timezone.now() <= timedelta(days=1)


@pytest.mark.parametrize(
    ("delay", "seconds"), [("5", 5), ("0.5", 0.5), ("9999", 60), ("-5", 0), ("often", 0)]
)
def test_delay_that_it_asks_for_is_kept_within_reason(host, site, delay, seconds):
    site.pages["/robots.txt"] = f"User-agent: *\nCrawl-delay: {delay}\n".encode()
    obey(host, f"{site.url}/1.html")
    assert host.crawl_delay == seconds


def test_endless_robots_txt_is_read_to_its_limit_only(host, site, monkeypatch):
    monkeypatch.setattr(robots, "MAX_BYTES", 100)
    rules = b"User-agent: *\nDisallow: /1"
    site.pages["/robots.txt"] = rules + b"\n#" + b"x" * 100_000 + b"\nDisallow: /2"
    with pytest.raises(DisallowedError):
        obey(host, f"{site.url}/1.html")
    obey(host, f"{site.url}/2.html")
    assert len(host.robots) == 100


def test_private_address_is_not_asked(host, site, httpserver):
    obey_robots(host, f"{site.url}/1.html")  # the page itself is refused
    assert httpserver.log == []
    with pytest.raises(AddressError):
        fetch(f"{site.url}/1.html")
