"""Sources as JSON, without loss."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.sanitising import clean_text
from monitor.errors import ParseError
from monitor.exchange.json_file import read_json, write_json
from monitor.exchange.records import record_of, source_of
from monitor.models import Source

_words = st.text(min_size=1, max_size=50).map(clean_text).filter(bool)


@given(
    name=_words, notes=_words, item=st.sampled_from(["li", "ul.news > li", "a[title*='“样例”']"]),
    minutes=st.integers(0, 10_000), enabled=st.booleans(),
    source_class=st.sampled_from(Source.SourceClass.values),
)  # fmt: skip
def test_sources_survive_the_round_trip(name, notes, item, minutes, enabled, source_class):
    source = Source(
        name=name, notes=notes, kind="listing", url="https://news.example/", item_selector=item,
        interval_minutes=minutes, is_enabled=enabled, source_class=source_class,
        hosts="news.example\nnews2.example", allow_private=True,
    )  # fmt: skip
    (record,) = read_json(write_json([source]))
    assert record_of(source_of(record)) == record_of(source)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[" * 100_000, "[]", '{"sources": []}',
        json.dumps({"format": "zhoubao-sources", "version": 2, "sources": []}),
        json.dumps({"format": "zhoubao-sources", "version": 1, "sources": ["x"]}),
    ],
)  # fmt: skip
def test_other_files_are_refused(text):
    with pytest.raises(ParseError):
        read_json(text)
