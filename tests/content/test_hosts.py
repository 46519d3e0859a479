"""Which hosts belong to an outlet."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from content.hosts import belongs, host_of, hosts_in, validate_hosts


@pytest.mark.parametrize(
    ("host", "hosts", "expected"),
    [
        ("people.com.cn", ["people.com.cn"], True),
        ("health.people.com.cn", ["people.com.cn"], True),
        ("Health.People.com.cn.", ["PEOPLE.com.cn"], True),
        ("xpeople.com.cn", ["people.com.cn"], False),
        ("people.com.cn", ["health.people.com.cn"], False),
        ("people.com.cn.example.org", ["people.com.cn"], False),
        ("www.gov.cn", ["www.gov.cn"], True),
        ("www.nhc.gov.cn", ["gov.cn"], False),
        ("gov.cn", ["gov.cn"], True),
        ("a.cn", ["cn"], False),
        ("新闻.中国", ["xn--efvn9s.xn--fiqs8s"], False),
        ("例子.中国", ["xn--fsqu00a.xn--fiqs8s"], True),
        ("", ["people.com.cn"], False),
        ("people.com.cn", [], False),
        ("", [""], False),
    ],
)
def test_belongs_counts_subdomains_of_own_names(host, hosts, expected):
    assert belongs(host, hosts) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Health.People.com.cn:8080/n1/", "health.people.com.cn"),
        ("http://例子.中国/a", "xn--fsqu00a.xn--fiqs8s"),
        ("mailto:someone@example.cn", ""),
        ("http://[::1", ""),
    ],
)
def test_host_of_gives_the_comparable_name(url, expected):
    assert host_of(url) == expected


def test_hosts_in_reads_lines_once_each():
    assert hosts_in(" News.cn \n\n*.xinhuanet.com\r\nnews.cn.") == ("news.cn", "xinhuanet.com")


@pytest.mark.parametrize("text", ["", "www.gov.cn", "news.cn\nxinhuanet.com\n", "例子.中国"])
def test_validate_hosts_accepts_names(text):
    validate_hosts(text)


@pytest.mark.parametrize("text", ["https://news.cn", "news", "a b.cn", "a.cn/x", "gov.cn", "-x.cn"])
def test_validate_hosts_refuses_what_names_no_outlet(text):
    with pytest.raises(ValidationError):
        validate_hosts(text)


@given(st.text(max_size=80))
def test_hosts_in_and_belongs_bear_any_text(text):
    names = hosts_in(text)
    assert hosts_in("\n".join(names)) == names
    assert all(belongs(name, names) for name in names)
    host_of(f"http://{text}/")
