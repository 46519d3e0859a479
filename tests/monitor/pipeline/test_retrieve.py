import pytest
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
