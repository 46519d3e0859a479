"""JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from monitor.pipeline.feed_item import ToldItem, UnusualFeedError

_VERSION = "https://jsonfeed.org/version/"


def read_json(text: str) -> list[ToldItem]:
    """Give the items of a feed.

    Raises:
        UnusualFeedError: the text is no JSON Feed.

    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnusualFeedError from error
    if not isinstance(feed, dict) or not _text(feed, "version").startswith(_VERSION):
        raise UnusualFeedError
    items = feed.get("items")
    rows = items if isinstance(items, list) else []
    return [_told(item) for item in rows if isinstance(item, dict)]


def _told(item: Mapping[str, Any]) -> ToldItem:
    links = (_text(item, name) for name in ("url", "external_url", "id"))
    summaries = (_text(item, name) for name in ("summary", "content_html", "content_text"))
    return ToldItem(
        links=tuple(link for link in links if link),
        title=_text(item, "title"),
        summary=next((summary for summary in summaries if summary), ""),
        dates=tuple((_text(item, name), None) for name in ("date_published", "date_modified")),
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
