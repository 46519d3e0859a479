"""Every page that the URL configuration offers, found by asking for it; run in an installation.

So a new page is walked without anybody thinking of it; one whose address cannot be filled in fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

#: What stands for each part of an address, but for the numbers of rows.
_PARTS: dict[str, list[object]] = {
    "app_label": ["bulletins"],
    "bulletin": ["weekly"],
    "content_type_id": [1],
    "day": [timezone.localdate()],
    "digest": ["0" * 64],
    "extension": ["webp"],
    "name": ["html"],
    "sha256": ["0" * 64],
    "url": ["no-such-page"],
    "verb": ["hold"],
    "year": [timezone.localdate().year],
}
_NUMBERS = frozenset({"pk", "object_id", "id", "article", "number", "other", "version"})


def unlisted(listed: list[str], rows: dict[str, int]) -> list[str]:
    """Give an address of each page whose view is not among the listed ones."""
    client = Client()
    client.force_login(User.objects.get(username="administrator"))
    views = dict(_named(get_resolver(), ())).items()
    found = (_page(client, name, parts, rows) for name, parts in views if name not in listed)
    return [address for address in found if address]


def _named(
    resolver: URLResolver, above: tuple[str, ...], spaces: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the name of each view with the parts of its address."""
    for pattern in resolver.url_patterns:
        parts = (*above, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            space = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from _named(pattern, parts, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{spaces}{pattern.name}", parts


def _page(client: Client, name: str, parts: tuple[str, ...], rows: dict[str, int]) -> str:
    """Give an address of a view that answers with a whole page; empty if it has none."""
    choices = [_choices(name, part, rows) for part in parts]
    for values in product(*choices):
        address = reverse(name, kwargs=dict(zip(parts, values, strict=True)))
        answer = client.get(address)
        is_html = answer.headers.get("Content-Type", "").startswith("text/html")
        if answer.status_code == 200 and is_html and b"<html" in answer.content:
            return address
    return ""


def _choices(name: str, part: str, rows: dict[str, int]) -> list[object]:
    if part not in _NUMBERS:
        return _PARTS[part]
    if name.startswith("admin:") and name != "admin:view_on_site":
        label, model, _what = name.removeprefix("admin:").split("_", 2)
        return [apps.get_model(label, model)._default_manager.values_list("pk", flat=True)[0]]
    numbers = sorted({1, *rows.values()}) if part == "pk" else [1, rows["approved"]]
    return list(numbers)
