from datetime import UTC, datetime
from email.message import Message

import pytest

from demo.server import Resource, is_unchanged

RESOURCE = Resource("text/plain", b"text", datetime(2026, 11, 20, tzinfo=UTC))


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, False),
        ({"If-None-Match": RESOURCE.etag}, True),
        ({"If-None-Match": f'"other", W/{RESOURCE.etag}'}, True),
        ({"If-None-Match": "*"}, True),
        ({"If-None-Match": '"other"'}, False),
        ({"If-Modified-Since": "Fri, 20 Nov 2026 00:00:00 GMT"}, True),
        ({"If-Modified-Since": "Thu, 19 Nov 2026 23:59:59 GMT"}, False),
        ({"If-Modified-Since": "yesterday"}, False),
        (
            {"If-None-Match": '"other"', "If-Modified-Since": "Fri, 20 Nov 2026 00:00:00 GMT"},
            False,
        ),
    ],
)
def test_is_unchanged_follows_the_validators(sent, expected):
    headers = Message()
    for name, value in sent.items():
        headers[name] = value
    assert is_unchanged(RESOURCE, headers) is expected


def test_resource_etag_follows_the_body():
    other = Resource("text/plain", b"other", RESOURCE.modified)
    assert other.etag != RESOURCE.etag
    assert RESOURCE.etag.startswith('"')
