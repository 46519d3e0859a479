"""The sample articles: one TOML file each in `articles/`, dated by the day of the demo.

Texts and pictures are the project's own; people, institutions and figures in them are invented.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ARTICLES = Path(__file__).parent / "articles"
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOTICE = "（本文为样例，由演示程序提供，文中人物、机构和数据均为虚构。）"

_PICTURE = re.compile(r"!\[(?P<caption>.*)\]\((?P<file>[\w.-]+)\)")
_SATURDAY = 5


@dataclass(frozen=True)
class Outlet:
    """A made-up outlet; `address` is the format of its articles' paths."""

    name: str
    address: str


OUTLETS = {
    "jkb": Outlet("示例健康报", "/jkb/{day:%Y-%m/%d}/content_{number}.html"),
    "wsxx": Outlet("示例卫生信息网", "/wsxx/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"),
}


@dataclass(frozen=True)
class Picture:
    """A picture between two paragraphs; `file` lies in `articles/`."""

    file: str
    caption: str


Block = str | Picture
"""A paragraph's text, or a picture."""


@dataclass(frozen=True)
class Sample:
    """One article as one outlet prints it; `source` is the outlet that wrote it (来源)."""

    outlet: str
    number: int
    frame: str
    title: str
    summary: str
    source: str
    author: str
    editor: str
    published: datetime
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"

    @cached_property
    def path(self) -> str:
        """The article's path on the server, with its date in it as outlets do."""
        return OUTLETS[self.outlet].address.format(day=self.published, number=self.number)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures alone, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))


def samples(today: date) -> tuple[Sample, ...]:
    """Give all articles, newest first, dated from the last Saturday to `today`."""
    articles = (_sample(_fields(path), today) for path in ARTICLES.glob("*.toml"))
    return tuple(sorted(articles, key=lambda each: (each.published, each.number), reverse=True))


def _fields(path: Path) -> dict[str, Any]:
    """Read an article; a reprint takes from the original whatever it does not change."""
    own = tomllib.loads(path.read_text("utf-8"))
    original = own.pop("reprints", None)
    return own if original is None else _fields(ARTICLES / f"{original}.toml") | own


def _sample(fields: dict[str, Any], today: date) -> Sample:
    published = _published(today, fields.pop("days_before"), fields.pop("time"))
    body = fields.pop("body").strip().split("\n\n")
    return Sample(**fields, published=published, blocks=(*map(_block, body), NOTICE))


def _published(today: date, days_before: int, clock: str) -> datetime:
    """Date an article within the bulletin's week, which begins on Saturday.

    The articles' hours are early ones: a demo shown in office hours has none from the future.
    """
    since_saturday = (today.weekday() - _SATURDAY) % 7
    day = today - timedelta(days=min(days_before, since_saturday))
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)


def _block(text: str) -> Block:
    picture = _PICTURE.fullmatch(text)
    return Picture(picture["file"], picture["caption"]) if picture else text
