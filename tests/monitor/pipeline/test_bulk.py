"""Bulk: what is inserted is what the model itself would have saved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from monitor.models import Entry, EntryMatch, Source, Topic
from monitor.pipeline.bulk import insert_new, update_rows

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
FIELDS = ("url", "host", "link_key", "item_digest", "title", "published_at", "date_evidence")
URL = "https://news.example/1"


def row(key: str = "a", title: str = "甲", at: datetime | None = None, evidence: Any = ()) -> Any:
    return (URL, "news.example", key, "d", title, at, list(evidence))


def insert(*rows: Any, **shared: Any) -> list[tuple[Any, ...]]:
    return insert_new(Entry, FIELDS, rows, unique=("link_key",), **({"found_at": NOW} | shared))


def values(entry: Entry) -> dict[str, Any]:
    entry.refresh_from_db()
    return {field.name: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}


def test_row_is_as_the_model_saves_it(db):
    source = Source.objects.create(name="样例", url="https://news.example/feed")
    shared = {"source_name": "样例", "due_at": NOW, "published_on": date(2026, 11, 20)}
    [(key, pk)] = insert(row(at=NOW, evidence=[{"kind": "item"}]), source=source.pk, **shared)
    given_values = dict(zip(FIELDS, row("b", at=NOW, evidence=[{"kind": "item"}]), strict=True))
    saved = Entry.objects.create(source=source, found_at=NOW, **shared, **given_values)
    assert key == "a"
    assert values(Entry.objects.get(pk=pk)) == values(saved) | {"id": pk, "link_key": "a"}


def test_only_what_was_not_there_is_told_and_written(db):
    [(_key, first)] = insert(row("a", "甲"))
    told = insert(row("a", "乙"), row("b", "丙"), row("b", "丁"))
    assert [key for key, _pk in told] == ["b"]
    assert dict(Entry.objects.values_list("title", "link_key")) == {"甲": "a", "丙": "b"}
    assert Entry.objects.get(link_key="a").pk == first


def test_nothing_is_asked_for_no_rows(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert() == []


def test_any_number_of_rows_takes_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(insert(*(row(str(number)) for number in range(3000)))) == 3000


def test_several_unique_fields_and_keys_of_relations(db):
    topic = Topic.objects.create(name="样例", expression="样例")
    [(_key, entry)] = insert(row())
    names, rows = ("entry", "topic", "words"), [(entry, topic.pk, ("样", "例"))] * 2
    told = insert_new(EntryMatch, names, rows, unique=("entry", "topic"))
    assert told == [(entry, topic.pk, EntryMatch.objects.get().pk)]
    assert EntryMatch.objects.get().words == ["样", "例"]


def test_missing_value_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError):
        insert(row(), found_at=None)


def test_each_row_is_updated_by_its_own_values_and_the_shared_ones(db, django_assert_num_queries):
    urls = [f"https://{name}.example/feed" for name in "abc"]
    one, two, other = (Source.objects.create(name=url, url=url, failures=1) for url in urls)
    rows = [(one.pk, [1, 2], NOW, 30), (two.pk, ["三"], None, None)]
    names = ("told", "last_success_at", "rhythm_minutes")
    with django_assert_num_queries(1):
        update_rows(Source, names, rows, failures=0, lease_token=None)
    told = Source.objects.order_by("pk").values_list("pk", *names, "failures")
    assert list(told) == [(*rows[0], 0), (*rows[1], 0), (other.pk, [], None, None, 1)]


ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=5))])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
JSON = st.recursive(st.one_of(TEXTS, st.integers(-9, 9), st.none(), st.booleans()), st.lists)


class AnyValueTest(TestCase):
    @given(
        TEXTS,
        st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1), timezones=ZONES),  # noqa: DTZ001
        st.lists(st.dictionaries(TEXTS, JSON, max_size=3), max_size=3),
    )
    def test_any_value_is_read_back_as_it_was(self, title, moment, evidence):
        [(_key, pk)] = insert(row(title=title, at=moment, evidence=evidence))
        entry = Entry.objects.get(pk=pk, published_at=moment)
        assert (entry.title, entry.published_at, entry.date_evidence) == (title, moment, evidence)
