"""A source is read for somebody who waits; nothing is stored."""

from __future__ import annotations

import pytest

from monitor.discovery.visit import preview
from monitor.errors import FetchError, ParseError
from monitor.models import Entry
from monitor.polling import poll_source

pytestmark = pytest.mark.django_db


def test_preview_reads_and_stores_nothing(site, listing):
    items = preview(listing)
    assert [item.title for item in items] == [f"示例市电子病历互联互通（{n}）" for n in (1, 2, 3)]
    listing.refresh_from_db()
    assert listing.last_success_at is None
    assert not Entry.objects.exists()


def test_preview_shows_also_what_was_told_before(listing):
    poll_source(listing.pk)
    listing.refresh_from_db()
    assert len(preview(listing)) == 3


def test_preview_tells_of_failures(site, listing):
    listing.item_selector = "ul.other li"
    with pytest.raises(ParseError):
        preview(listing)
    listing.url = f"{site.url}/nothing"
    with pytest.raises(FetchError):
        preview(listing)
