from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.extract.moments import ZONE
from monitor.pipeline.relative_dates import relative_date

NOW = datetime(2026, 1, 2, 10, 30, 15, tzinfo=ZONE)


def at(day: int, hour: int, minute: int, *, month: int = 1, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("刚刚", NOW),
        ("刚才 ", NOW),
        ("30秒前", at(2, 10, 29)),
        ("5分钟前", at(2, 10, 25)),
        ("5 分钟 前", at(2, 10, 25)),
        ("发布于 10分前", at(2, 10, 20)),
        ("半小时前", at(2, 10, 0)),
        ("3小时前", at(2, 7, 30)),
        ("两个小时以前", at(2, 8, 30)),
        ("示例网 12小时前 · 阅读 30", at(1, 22, 30)),
        ("今天 08:05", at(2, 8, 5)),
        ("[昨天 23:59]", at(1, 23, 59)),
        ("前天 7：00", at(31, 7, 0, month=12, year=2025)),
        ("01-02 09:00", at(2, 9, 0)),
        ("12月31日 18:00", at(31, 18, 0, month=12, year=2025)),
    ],
)
def test_moment_counts_from_the_time_of_fetching(text, moment):
    assert relative_date(text, NOW) == (moment.date(), moment)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨天", date(2026, 1, 1)),
        ("昨日", date(2026, 1, 1)),
        ("前天", date(2025, 12, 31)),
        ("今天", date(2026, 1, 2)),
        ("3天前", date(2025, 12, 30)),
        ("一天前", date(2026, 1, 1)),
        ("10日前", date(2025, 12, 23)),
        ("1周前", date(2025, 12, 26)),
        ("2个星期前", date(2025, 12, 19)),
        ("(01-02)", date(2026, 1, 2)),
        ("01-03", date(2026, 1, 3)),  # tomorrow, as clocks differ
        ("[12/31]", date(2025, 12, 31)),
        ("1月5日", date(2025, 1, 5)),
        ("2-29", None),  # neither this year nor the last
    ],
)
def test_day_counts_from_the_day_of_fetching(text, day):
    assert relative_date(text, NOW) == (None if day is None else (day, None))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "样例",
        "昨天召开的会议",
        "示例市昨天",
        "3小时前后",
        "医院前天线路检修",
        "前天津市委书记",
        "刚刚召开",
        "三小时",
        "比分 1-0",
        "1-0",
        "13-01",
        "12-32",
        "2-1胜",
        "1711670400",
        "99999小时前",
        "2023.5小时前",
    ],
)
def test_other_words_are_no_date(text):
    assert relative_date(text, NOW) is None


def test_day_is_that_of_beijing():
    late = NOW.astimezone(ZONE).replace(hour=0, minute=10)
    assert relative_date("昨天", late.astimezone()) == (date(2026, 1, 1), None)
    assert relative_date("20分钟前", late) == (date(2026, 1, 1), at(1, 23, 50))


@given(st.text(alphabet="0123456789半两三昨前今天日周分钟秒小时刚[ -/:月个之以", max_size=20))
def test_no_text_is_too_wild(text):
    told = relative_date(text, NOW)
    assert told is None or told[0] <= NOW.date() + timedelta(days=1)
