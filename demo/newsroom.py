"""The newsroom of the demo: a news server on loopback, its sources and the topic to watch."""

from dataclasses import dataclass
from datetime import date
from threading import Thread
from types import TracebackType
from typing import Literal, Self

from demo.pages import FEED, LISTING, site
from demo.samples import OUTLETS
from demo.server import SiteHandler, SiteServer

_HOST = "127.0.0.1"


@dataclass(frozen=True)
class SampleSource:
    """A source for the demo to register; the CSS selectors are for a listing only."""

    name: str
    url: str
    kind: Literal["feed", "listing"]
    item: str = ""
    link: str = ""
    title: str = ""
    date: str = ""


@dataclass(frozen=True)
class SampleTopic:
    """A topic for the demo to register."""

    name: str
    expression: str


TOPIC = SampleTopic(
    name="医院信息化",
    expression=(
        "医院 且 (电子病历 或 健康信息平台 或 互联网医院 或 互联互通 或 医保电子凭证 或 数据安全)"
        " 非 招聘"
    ),
)


def sources(url: str) -> tuple[SampleSource, ...]:
    """Give the sources that the newsroom at `url` offers: a feed and a list page without one."""
    return (
        SampleSource(OUTLETS["jkb"].name, f"{url}{FEED}", "feed"),
        SampleSource(
            OUTLETS["wsxx"].name,
            f"{url}{LISTING}",
            "listing",
            item="ul.news-list > li",
            link="a",
            title="a",
            date="span.date",
        ),
    )


class Newsroom:
    """Runs the news server within a `with` block; outside of it `url` is not set.

    `today` is the day in Shanghai that the articles are dated by. Port 0 takes any free port;
    OSError if the given one is taken.
    """

    url: str

    def __init__(self, today: date, port: int = 0) -> None:
        self._today = today
        self._port = port

    def __enter__(self) -> Self:
        self._server = SiteServer((_HOST, self._port), SiteHandler)
        self.url = f"http://{_HOST}:{self._server.server_port}"
        self._server.resources = site(self._today, self.url)
        self._thread = Thread(
            target=self._server.serve_forever, args=(0.05,), name="newsroom", daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
