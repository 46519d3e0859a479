"""A text that came by hand: an entry at once, with nothing to fetch."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from monitor.models import Entry, Topic
from monitor.pasting import keep_pasted
from monitor.ranking import outdated

pytestmark = pytest.mark.django_db


def paste() -> Entry:
    return keep_pasted(
        "样例通知", "<p>医院启用电子病历（样例）。</p>", "医院启用电子病历（样例）。"
    )


def test_pasted_text_is_on_its_topics_and_waits_for_its_score():
    topic = Topic.objects.create(name="样例", expression="电子病历")
    entry = paste()
    assert [match.topic for match in entry.matches.all()] == [topic]
    assert list(outdated(timezone.now())) == [entry]


def test_nobody_tries_to_fetch_a_pasted_text():
    entry = paste()
    assert not Entry.objects.due(timezone.now()).exists()
    assert entry.state == Entry.State.CAPTURED


def test_outlet_date_and_people_are_read_from_its_lines():
    text = (
        "来源：示例健康报 2026-11-18\n"
        "示例市卫生健康信息中心昨天介绍，全市三家医院从今年秋天起互认检查结果，患者不必重复检查。\n"
        "这套系统从去年开始建设，先把影像资料放到同一个平台，再统一报告的写法，最后才谈得上互认。\n"
        "（记者 张三）"
    )
    entry = keep_pasted("示例市三家医院互认检查结果", f"<p>{text}</p>", text)
    assert (entry.source_name, entry.published_on) == ("示例健康报", date(2026, 11, 18))
    assert entry.authors == [{"role": "reporter", "name": "张三"}]


def test_the_same_text_is_one_entry():
    assert paste() == paste()
