from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from requests.structures import CaseInsensitiveDict

from monitor.errors import FetchError
from monitor.net import Response
from monitor.pipeline.retrieve import Validators, retrieve


def test_validators_become_conditional_headers():
    assert Validators().headers == {}
    assert Validators('"1"', "then").headers == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "then",
    }


def test_validators_of_an_answer():
    headers = CaseInsensitiveDict({"etag": 'W/"1"', "last-modified": "then"})
    assert Validators.of(Response("https://a.example/", 200, headers)) == Validators(
        'W/"1"', "then"
    )
    assert Validators.of(Response("https://a.example/", 200)) == Validators()


def test_unchanged_is_told_by_the_status(site):
    first = retrieve(f"{site.url}/feed", allow_private=True)
    asked = Validators.of(first)
    again = retrieve(f"{site.url}/feed", allow_private=True, validators=asked)
    assert (again.status, again.body) == (304, b"")
    site.publish(1)
    again = retrieve(f"{site.url}/feed", allow_private=True, validators=asked)
    assert again.status == 200
    assert again.body == site.pages["/feed"]


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 418, 429, 500, 503])
def test_any_other_status_is_an_error_that_names_it(site, status):
    site.status["/feed"] = status
    with pytest.raises(FetchError, match=str(status)) as failure:
        retrieve(f"{site.url}/feed", allow_private=True)
    assert failure.value.status == status


_NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
_HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("told", "after_429", "after_503"),
    [
        ("3600", _HOUR, _HOUR),
        ("Fri, 20 Nov 2026 09:00:00 GMT", _HOUR, _HOUR),
        ("Fri, 20 Nov 2026 17:00:00 +0800", _HOUR, _HOUR),
        ("Fri, 20 Nov 2026 07:00:00 GMT", 1.5 * _HOUR, None),
        ("9" * 4000, 24 * _HOUR, 24 * _HOUR),
        ("-5", 1.5 * _HOUR, None),
        ("0", 1.5 * _HOUR, None),
        ("soon", 1.5 * _HOUR, None),
        ("", 1.5 * _HOUR, None),
        ("Fri, 31 Dec 99999 23:59:59 GMT", 1.5 * _HOUR, None),
    ],
)
def test_server_says_when_to_come_again(site, told, after_429, after_503):
    site.headers["/feed"] = {"Retry-After": told}
    for status, wait in ((429, after_429), (503, after_503), (500, None)):
        site.status["/feed"] = status
        with time_machine.travel(_NOW, tick=False), pytest.raises(FetchError) as failure:
            retrieve(f"{site.url}/feed", allow_private=True)
        assert failure.value.not_before == (None if wait is None else _NOW + wait)
