"""The sample outlets' sites: feed, list page, article pages and pictures, by path."""

import mimetypes
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

from django.template import Context, Engine
from django.utils.feedgenerator import Rss201rev2Feed

from demo.samples import ARTICLES, OUTLETS, SHANGHAI, Sample, samples
from demo.server import Resource

FEED = "/jkb/rss.xml"
LISTING = "/wsxx/xinxihua/index.html"

_ENGINE = Engine(dirs=[str(Path(__file__).parent / "templates")])
_ROBOTS = "User-agent: *\nAllow: /\n"
# Many Chinese sites still announce GB2312 and send characters that only GB18030 has.
_ANNOUNCED = {"gb18030": "gb2312"}


def site(today: date, url: str) -> dict[str, Resource]:
    """Give everything the server at `url` answers with on the day `today`."""
    modified = datetime.combine(today, time(), SHANGHAI)
    return {
        path: Resource(content_type, body, modified)
        for path, (content_type, body) in _contents(samples(today), url).items()
    }


def _contents(articles: Iterable[Sample], url: str) -> dict[str, tuple[str, bytes]]:
    """Give content type and bytes by path."""
    by_outlet = {key: [each for each in articles if each.outlet == key] for key in OUTLETS}
    contents = {
        "/robots.txt": ("text/plain; charset=utf-8", _ROBOTS.encode()),
        FEED: ("application/rss+xml; charset=utf-8", _feed(by_outlet["jkb"], url)),
        LISTING: _html("wsxx_listing.html", articles=by_outlet["wsxx"]),
    }
    for article in articles:
        related = [each for each in by_outlet[article.outlet] if each is not article]
        contents[article.path] = _html(
            article.frame, article.encoding, article=article, related=related
        )
        contents |= _pictures(article)
    return contents


def _html(template: str, encoding: str = "utf-8", **values: object) -> tuple[str, bytes]:
    # Neither localised nor moved between zones: the same day gives the same bytes.
    context = Context(values, use_l10n=False, use_tz=False)
    text = _ENGINE.get_template(template).render(context)
    return f"text/html; charset={_ANNOUNCED.get(encoding, encoding)}", text.encode(encoding)


def _pictures(article: Sample) -> dict[str, tuple[str, bytes]]:
    """Give the article's pictures; like the placeholder, each outlet has copies of its own."""
    files = ["blank.gif", *(picture.file for picture in article.pictures)]
    return {
        f"/{article.outlet}/pictures/{file}": (
            mimetypes.guess_type(file)[0] or "application/octet-stream",
            (ARTICLES / file).read_bytes(),
        )
        for file in files
    }


def _feed(articles: Iterable[Sample], url: str) -> bytes:
    name = OUTLETS["jkb"].name
    feed = Rss201rev2Feed(
        title=name,
        link=f"{url}{FEED}",
        description=f"{name}（样例）最新文章",
        language="zh-cn",
        feed_url=f"{url}{FEED}",
    )
    for article in articles:
        feed.add_item(
            title=article.title,
            link=f"{url}{article.path}",
            unique_id=f"{url}{article.path}",
            description=article.summary,
            author_name=article.author,
            pubdate=article.published,
        )
    return feed.writeString("utf-8").encode()
