"""Cases 11 to 14: items without a name of their own, dates that are none, feeds that vanish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from benchmarks._hostile import samples
from benchmarks._hostile.answers import in_turn, page, status, validated, whole
from benchmarks._hostile.case import Case
from benchmarks._hostile.expect import Has, Once
from benchmarks._hostile.server import Answer

_NO_ARTICLE = page("no article")
_NOW = datetime.now(UTC)
_TODAY = _NOW.astimezone(ZoneInfo("Asia/Shanghai")).date()


def cases() -> Iterator[Case]:
    """Give the cases."""
    yield from _names_of_items()
    yield from _dates()
    yield from _no_feeds()
    yield from _changes()


def _named(guids: list[str], title: str = "样例标题") -> str:
    """Give a feed of which the items have such guids; none where it is empty."""
    return samples.rss(
        *(
            samples.item(f"/{n}.html", f"{title}{n}", f'<guid isPermaLink="false">{guid}</guid>')
            if guid else samples.item(f"/{n}.html", f"{title}{n}")
            for n, guid in enumerate(guids, start=1)
        )
    )  # fmt: skip


def _names_of_items() -> Iterator[Case]:
    three = samples.titles(1, 2, 3)
    guids = {
        "no guid": [["", "", ""]] * 3,
        "one guid for all": [["same"] * 3] * 3,
        "a new guid at each poll": [[f"{poll}-{n}" for n in range(3)] for poll in range(3)],
        "guids that change places": [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]],
    }
    for name, polls in guids.items():
        feeds = [_named(row) for row in polls]
        # A comment of its own makes each body another, to be read anew.
        answers = {"/feed.xml": in_turn(*(whole(f"{f}<!--{n}-->") for n, f in enumerate(feeds)))}
        expect = {"titles": three, "news": [3, 0, 0], "errors": ["", "", ""]}
        yield Case(11, name, expect, answers, polls=3)
    renamed = [whole(_named(["a"])), whole(_named(["b"], title="改过的标题"))]
    yield Case(11, "same link, new guid and title", {"titles": ["改过的标题1"], "news": [1, 0]},
               {"/feed.xml": in_turn(*renamed), "/1.html": _NO_ARTICLE}, polls=2)  # fmt: skip
    spelt = ["/a.html?b=1&amp;c=2", "/a.html?c=2&amp;b=1", "/a.html?b=1&amp;c=2#top"]
    doubled = [whole(samples.rss(samples.item(link))) for link in spelt]
    yield Case(11, "one link in three spellings", {"entries": 1, "news": [1, 0, 0]},
               {"/feed.xml": in_turn(*doubled)}, polls=3)  # fmt: skip
    bare = "<item><title>样例</title><guid>urn:sample:1</guid></item>"
    feed = samples.rss(bare, samples.item("/1.html"))
    yield Case(11, "item without a link", {"entries": 1, "error": ""}, {"/feed.xml": whole(feed)})


def _dates() -> Iterator[Case]:
    """First seen is used where there is no date; what lies ahead is held back and marked."""
    first_seen: dict[str, str] = {
        "no date": "",
        "an empty date": "<pubDate></pubDate>",
        "year 99999999": "<pubDate>Mon, 01 Jan 99999999 00:00:00 GMT</pubDate>",
        "zone +9999999": "<pubDate>Mon, 01 Jan 2024 00:00:00 +9999999</pubDate>",
        "a month of 99 days": "<pubDate>2024-13-99T99:99:99Z</pubDate>",
        "a count of seconds": "<pubDate>1711670400</pubDate>",
        "a count of milliseconds": "<pubDate>1711670400000</pubDate>",
        "words for a date": "<pubDate>soon</pubDate>",
        "an endless number": f"<pubDate>{'9' * 5000}</pubDate>",
        "year 9999": "<pubDate>9999-12-31T23:59:59Z</pubDate>",
        "year 0": "<pubDate>0000-00-00T00:00:00Z</pubDate>",
    }
    for name, date in first_seen.items():
        answers = _dated(date)
        yield Case(12, name, {"error": "", "dates": [""]}, answers)
    read = {
        "a Chinese date": ("2024年3月29日", "2024-03-29"),
        "yesterday in Chinese": ("昨天", str(_TODAY - timedelta(days=1))),
        "three hours ago in Chinese": ("3小时前", str((_NOW - timedelta(hours=3)).astimezone(
            ZoneInfo("Asia/Shanghai")).date())),
        "no zone": ("2024-03-29 23:30:00", "2024-03-29"),
        "Greenwich before midnight": ("Fri, 29 Mar 2024 20:00:00 GMT", "2024-03-30"),
    }  # fmt: skip
    for name, (written, day) in read.items():
        answers = _dated(f"<pubDate>{written}</pubDate>")
        yield Case(12, name, {"error": "", "dates": [Has(day)]}, answers)
    ahead = (_NOW + timedelta(days=20 * 365)).strftime("%Y-%m-%dT%H:%M:%SZ")
    expect = {"error": "", "dates": [Has(str(_TODAY))], "doubts": [Once("date-ahead")]}
    undated = {"/1.html": page(samples.article().replace("2026-11-18 09:30", ""))}
    yield Case(12, "20 years ahead", expect, _dated(f"<pubDate>{ahead}</pubDate>") | undated)


def _dated(date: str) -> dict[str, Answer]:
    feed = samples.rss(samples.item("/1.html", more=date))
    return {"/feed.xml": whole(feed), "/1.html": _NO_ARTICLE}


def _no_feeds() -> Iterator[Case]:
    kept = {"titles": samples.titles(1, 2), "sent": set(), "statuses": ["ok", "failed", "failed"]}
    shown = {
        "a page where a feed was": "<!doctype html><html><body><h1>样例</h1></body></html>",
        "a captcha where a feed was": "<html><body><form>请输入验证码<input></form></body></html>",
        "plain text where a feed was": "样例文字",
        "nothing where a feed was": "",
        "JSON where a feed was": '{"error": "sample"}',
        "bytes where a feed was": "\x89PNG\r\n\x1a\n",
    }
    for name, body in shown.items():
        wrong = whole(body, headers={"ETag": '"2"'})
        answers = {"/feed.xml": in_turn(validated(samples.feed(1, 2)), wrong)}
        yield Case(13, name, kept | {"error": Has("not give a feed")}, answers, polls=3)
    empty = in_turn(whole(samples.feed(1, 2)), whole(samples.rss()))
    yield Case(13, "an empty feed", {"titles": samples.titles(1, 2), "error": ""},
               {"/feed.xml": empty}, polls=2)  # fmt: skip
    early = in_turn(status("304 Not Modified"), validated(samples.feed(1)))
    yield Case(13, "304 before any 200", {"error": "", "titles": samples.titles(1),
               "statuses": ["failed", "ok"]}, {"/feed.xml": early}, polls=2)  # fmt: skip
    lost = in_turn(validated(samples.feed(1)), status("503 Busy"), validated(samples.feed(1, 2)))
    yield Case(13, "a full poll after an error", {"titles": samples.titles(1, 2)},
               {"/feed.xml": lost}, polls=3)  # fmt: skip
    yield from _many()


def _many() -> Iterator[Case]:
    """Of 2,000 items the newest are taken, in whatever order they stand."""
    numbers = range(2000)
    orders = {"rising": numbers, "falling": numbers[::-1], "mixed": [n * 7 % 2000 for n in numbers]}
    newest = {f"样例标题{number}" for number in numbers[-200:]}
    for name, order in orders.items():
        feed = samples.rss(*(_hourly(name, number) for number in order))
        yield Case(13, f"2,000 items, {name}", {"entries": 200, "all titles": newest, "error": ""},
                   {"/feed.xml": whole(feed)})  # fmt: skip


def _hourly(name: str, number: int) -> str:
    """Give one of many items, an hour after the one before; each page is at a host of its own."""
    date = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    link = f"http://{name}{number}.example/"
    return samples.item(link, f"样例标题{number}", f"<pubDate>{date.isoformat()}</pubDate>")


def _changes() -> Iterator[Case]:
    """A page is read again when the source says something new of it, and not otherwise."""
    first, second = samples.item("/1.html"), samples.item("/1.html", "改过的标题")
    answers = {"/feed.xml": in_turn(whole(samples.rss(first)), whole(samples.rss(second)))}
    yield Case(14, "an item with another title", {"news": [1, 0], "changes": [0, 1]}, answers,
               polls=2)  # fmt: skip
    dates = [f"<pubDate>2024-03-{day}</pubDate>" for day in (28, 29)]
    feeds = [whole(samples.rss(samples.item("/1.html", more=date))) for date in dates]
    yield Case(14, "an item with another date", {"asked": Once("/1.html")},
               {"/feed.xml": in_turn(*feeds)}, polls=2)  # fmt: skip
