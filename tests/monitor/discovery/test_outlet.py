"""What is known of the outlet of an address."""

from __future__ import annotations

import pytest

from monitor.discovery.outlet import outlet_of
from monitor.models import Source

KNOWN = [
    Source(name="无主机名"),
    Source(name="示例报", source_class="central", hosts="example.cn\nexample.com"),
]


@pytest.mark.parametrize(
    ("url", "source_class", "hosts"),
    [
        ("https://health.example.cn/xw/", "central", "example.cn\nexample.com"),
        ("https://www.other.cn/", "other", "other.cn"),
        ("https://wsj.sample.gov.cn/", "government", "wsj.sample.gov.cn"),
        ("https://www.gov.cn/lianbo/", "government", "www.gov.cn"),
        ("https://blog.health.gov/", "government", "blog.health.gov"),
        ("https://notgov.cn/", "other", "notgov.cn"),
        ("http://192.0.2.7:8000/", "other", ""),
        ("http://newsserver/", "other", ""),
    ],
)
def test_outlet_is_told_by_its_host(url, source_class, hosts):
    assert outlet_of(url, KNOWN) == {"source_class": source_class, "hosts": hosts}
