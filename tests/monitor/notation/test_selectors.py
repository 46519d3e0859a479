from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from lxml.html import fromstring

from monitor.notation.selectors import Selector, validate_selector

ROW = fromstring(
    '<li data-url="/row"><a>no</a><a href="/1" title="whole title">cut<b> off</b></a></li>'
)


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("b", " off"),
        ("a@title", "whole title"),
        ("a @href", "/1"),
        ("@data-url", "/row"),
        ("@DATA-URL", "/row"),
        ("a[title*='@x']", ""),
        ("a[title]", "cut off"),
        ("h1@title", ""),
        ("b@title", ""),
    ],
)
def test_text_of_the_first_that_fits(selector, expected):
    assert Selector(selector).text(ROW) == expected


def test_element_without_the_attribute_is_not_meant():
    with_it, without = Selector("a@href").first(ROW), Selector("a").first(ROW)
    assert with_it is not None
    assert with_it.get("href") == "/1"
    assert without is not None
    assert without.get("href") is None
    assert Selector("h1").first(ROW) is None


@pytest.mark.parametrize("text", ["", "li >", "a@", "li::after@title", "@a b"])
def test_malformed_selector_is_named(text):
    with pytest.raises(ValidationError, match="is not a CSS selector"):
        validate_selector(text)
