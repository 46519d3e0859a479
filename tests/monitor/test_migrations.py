from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from monitor.models import Entry
from monitor.pipeline.items import link_key

link_keys = import_module("monitor.migrations.0012_link_keys")
URL = "https://news.example/1?b=2&a=1#top"


@pytest.mark.django_db
def test_keys_of_links_are_written_anew_and_back_and_others_kept():
    old = link_keys.by_link(URL)
    for key, url in ((old, URL), ("pasted", "https://news.example/2"), ("unlinked", "")):
        Entry.objects.create(url=url, link_key=key, item_digest="", found_at=timezone.now())
    there, back = (
        link_keys.write_anew(link_keys.by_link, link_key),
        link_keys.write_anew(link_key, link_keys.by_link),
    )
    there(apps, None)
    keys = Entry.objects.order_by("pk").values_list("link_key", flat=True)
    assert list(keys) == [link_key(URL), "pasted", "unlinked"]
    back(apps, None)
    assert list(keys.all()) == [old, "pasted", "unlinked"]
