"""The starter catalogue holds together."""

from __future__ import annotations

from collections import Counter

from content.hosts import belongs, host_of
from monitor.exchange.catalogue import catalogue
from monitor.exchange.importing import Verdict, plan
from monitor.exchange.records import source_of
from monitor.pipeline.items import link_key

SOURCES = [source_of(record) for record in catalogue()]


def test_every_record_can_be_added():
    planned = plan(catalogue(), [], may_be_private=False)
    assert [item for item in planned if item.verdict != Verdict.ADD] == []
    assert len(planned) >= 40


def test_names_and_addresses_stand_once():
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    assert len({link_key(source.url) for source in SOURCES}) == len(SOURCES)


def test_hosts_fit_the_address_but_for_searches_which_lead_to_any_host():
    strangers = [
        source.name for source in SOURCES if not belongs(host_of(source.url), source.own_hosts)
    ]
    assert strangers == [source.name for source in SOURCES if source.keywords]


def test_all_classes_that_keep_lists_are_there():
    classes = Counter(source.source_class for source in SOURCES)
    assert classes["government"] >= 10
    assert classes["central"] >= 10
    assert classes["trade"] >= 10
    assert classes["provincial"] >= 1


def test_every_kind_that_has_examples_is_there():
    assert {source.kind for source in SOURCES} == {"feed", "listing", "json"}


def test_what_is_a_guess_says_so_and_is_switched_off():
    assert [source.name for source in SOURCES if not source.is_enabled and not source.notes] == []
    guesses = [source for source in SOURCES if "先试读" in source.notes]
    assert guesses
    assert not any(source.is_enabled for source in guesses)


def test_none_is_said_to_work():
    assert not any(source.is_checked_live for source in SOURCES)
