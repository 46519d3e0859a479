import pytest

from monitor.net import Response
from monitor.pipeline.pace import asked_minutes


def asked(body: str = "", **headers: str) -> int:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return asked_minutes(Response("https://a.example/", 200, told, body.encode()))


@pytest.mark.parametrize(
    ("header", "minutes"),
    [
        ("max-age=1800", 30),
        ("public, max-age=600", 10),
        ("no-cache", 0),
        ("s-maxage=600", 0),
        ("max-age=31536000", 360),
        ("max-age=99999999999999999999", 360),
        ("max-age=-1", 0),
        ("max-age=x", 0),
    ],
)
def test_age_that_the_server_gives(header, minutes):
    assert asked(Cache_Control=header) == minutes


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        ("<rss><channel><ttl> 45 </ttl>", 45),
        ("<ttl>99999</ttl>", 360),
        ("<ttl>often</ttl>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30),
        ("<sy:updatePeriod>\n hourly </sy:updatePeriod>", 60),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 360),
        ("<sy:updatePeriod>hourly<x/><sy:updateFrequency>0</sy:updateFrequency>", 60),
        ("x" * 5000 + "<ttl>45</ttl>", 0),
    ],
)
def test_pace_that_the_feed_asks_for(head, minutes):
    assert asked(head) == minutes


def test_slowest_of_what_is_asked_counts():
    assert asked("<ttl>45</ttl>", Cache_Control="max-age=1800") == 45
