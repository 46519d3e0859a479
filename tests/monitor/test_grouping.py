"""Grouping: reprints become one story and stay what an editor made of them."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monitor.capture import capture_entry
from monitor.grouping import (
    appearances,
    choose,
    elect_anew,
    group,
    join,
    kept_apart,
    split,
    ungrouped,
)
from monitor.models import CommonFingerprint, Copy, Entry, Fingerprint, Source, Story
from monitor.pipeline import group as decisions
from monitor.pipeline import index
from monitor.pipeline.fingerprint import bare_text, fingerprints
from monitor.pipeline.group import in_time_order, originator, outlets, weight
from monitor.pipeline.items import link_key
from monitor.pipeline.pages import text_digest
from monitor.polling import poll_source

LEAD = "示例市卫生健康信息中心昨天介绍，全市三家医院从今年秋天起互认检查结果，患者不必重复检查。"
MIDDLE = (
    "这套系统从去年开始建设，先把影像资料放到同一个平台，再统一报告的写法，最后才谈得上互认。"
    "参与建设的工程师说，最难的不是机器，而是让不同科室的医生习惯同一套名称。"
)
END = "下一步，样例区还要把社区卫生服务站接进来，让老人在家门口就能看到自己做过的每一次检查。"
TEXT = LEAD + MIDDLE + END
REPORT = (
    "示例市疾病预防控制中心通报：{day}日0时至24时，全市新增流感病例{new}例，累计报告{total}例，"
    "其中住院治疗{ward}例，治愈出院{cured}例。专家提醒市民勤洗手、多通风，出现发热及时就诊，"
    "老人和孩子尽量少去人多的地方，家里备好口罩和体温计，接种疫苗仍是最省事的办法。"
)
FIRST = REPORT.format(day=3, new=12, total=1234, ward=87, cured=56)
SECOND = REPORT.format(day=4, new=9, total=1243, ward=81, cured=71)


@pytest.fixture
def make_entry(db):
    def make(text: str = TEXT, day: int = 18, **fields) -> Entry:
        url = f"https://press.example/{Entry.objects.count()}"
        values = {
            "title": "样例", "source_name": "示例健康报", "published_on": date(2026, 11, day),
            "body_text": text, "text_digest": text_digest(text), "state": Entry.State.CAPTURED,
            "found_at": timezone.now(),
        }  # fmt: skip
        return Entry.objects.create(url=url, link_key=link_key(url), **values | fields)

    return make


@pytest.fixture
def grouped(make_entry):
    def make(*args, **fields) -> Entry:
        entry: Entry = make_entry(*args, **fields)
        group(entry)
        return entry

    return make


def stories() -> set[frozenset[int]]:
    """The entries of each story."""
    return {frozenset(story.copies.values_list("pk", flat=True)) for story in Story.objects.all()}


def story_of(entry: Entry) -> Story:
    return Story.objects.get(copies=entry.pk)


def retext(entry: Entry, text: str) -> None:
    entry.body_text, entry.text_digest = text, text_digest(text)
    entry.save()
    group(entry)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.replace("，", "， "),
        MIDDLE + END,
        LEAD + MIDDLE[:60],
        f"编者按：近来常有读者问起检查互认的事。{TEXT}（责任编辑：某某）",
        END + LEAD + MIDDLE,
        TEXT.replace("患者", "病人").replace("机器", "设备"),
    ],
    ids=["same", "spaces", "cut lead", "truncated", "editor's lines", "reordered", "reworded"],
)
def test_copies_are_one_story_whichever_comes_first(grouped, copy):
    for texts in permutations([TEXT, copy]):
        Entry.objects.all().delete()
        entries = [grouped(text) for text in texts]
        assert stories() == {frozenset(entry.pk for entry in entries)}


def test_other_text_is_another_story(grouped):
    grouped(TEXT)
    grouped(
        "样例县中医院把中药代煎的时间写进了短信，病人取药不再白跑一趟，药房的窗口也清静了许多。"
    )
    assert Story.objects.count() == 2


def test_short_equal_texts_are_one_story(grouped):
    grouped("样例正文")
    grouped("样例　正文")
    assert Story.objects.count() == 1


def test_entry_without_text_has_no_story(grouped):
    grouped("")
    assert (Story.objects.count(), ungrouped().count()) == (0, 0)


def test_numbers_of_a_series_stay_apart_and_are_marked(grouped):
    reports = [grouped(FIRST), grouped(SECOND)]
    reprint = grouped(f"据通报，{FIRST}")
    assert story_of(reports[0]) == story_of(reprint) != story_of(reports[1])
    series = {story_of(report).series for report in reports}
    assert len(series) == 1
    assert None not in series
    assert kept_apart(reports[0]) == [story_of(reports[1])]


def test_text_made_of_two_goes_with_the_greater_and_joins_nobody(grouped):
    other = (
        "样例县中医院把代煎的时间写进短信，病人取药不再白跑，药房的窗口也清静了许多，老人们都说好。"
    )
    first, second = grouped(TEXT), grouped(other)
    both = grouped(TEXT + other, day=19)
    assert stories() == {frozenset({first.pk, both.pk}), frozenset({second.pk})}


def test_whole_text_unites_two_parts_that_overlap(grouped):
    parts = [grouped(LEAD + MIDDLE[:65]), grouped(MIDDLE[20:] + END)]
    assert Story.objects.count() == 2
    whole = grouped(TEXT)
    assert stories() == {frozenset(entry.pk for entry in [*parts, whole])}


def test_grouping_again_changes_nothing(grouped):
    entries = [grouped(TEXT), grouped(MIDDLE + END)]
    before = list(Copy.objects.values()), Fingerprint.objects.count()
    for entry in entries:
        group(entry)
    assert (list(Copy.objects.values()), Fingerprint.objects.count()) == before


def test_changed_text_moves_the_entry_and_its_fingerprints(grouped):
    first, second = grouped(TEXT), grouped(TEXT)
    retext(first, FIRST)
    assert stories() == {frozenset({first.pk}), frozenset({second.pk})}
    assert story_of(second).canonical == second
    retext(first, "")
    assert stories() == {frozenset({second.pk})}
    assert set(Fingerprint.objects.values_list("copy_id", flat=True)) == {second.pk}


def test_canonical_copy_is_the_earliest_then_the_longest(grouped):
    late = grouped(TEXT, day=19)
    short = grouped(MIDDLE + END)
    assert story_of(late).canonical == short
    whole = grouped(TEXT)
    assert story_of(late).canonical == whole
    whole.published_on = date(2026, 11, 20)
    whole.save()
    group(whole)
    assert story_of(late).canonical == short


def test_canonical_copy_follows_the_class_of_its_source(grouped):
    sites = [Source.objects.create(name=name, url="https://a.example") for name in ("甲网", "乙报")]
    early, late = (grouped(TEXT, day=18 + n, source=site) for n, site in enumerate(sites))
    assert story_of(early).canonical == early
    Source.objects.filter(pk=sites[1].pk).update(source_class=Source.SourceClass.GOVERNMENT)
    elect_anew(sites[1].pk)
    assert story_of(early).canonical == late
    Source.objects.filter(pk=sites[0].pk).update(source_class=Source.SourceClass.SELF_MEDIA)
    elect_anew(sites[0].pk)
    assert story_of(early).canonical == late


def test_outlet_of_no_known_class_comes_before_self_media(grouped):
    kinds = Source.SourceClass
    blog, site = (
        Source.objects.create(name=name, url="https://a.example", source_class=kind)
        for name, kind in (("甲号", kinds.SELF_MEDIA), ("乙网", kinds.OTHER))
    )
    grouped(TEXT, day=18, source=blog)
    known = grouped(TEXT, day=19, source=site)
    assert story_of(known).canonical == known


def test_chosen_copy_stands_for_the_story_until_it_leaves(grouped):
    first, chosen = grouped(day=16), grouped(day=17)
    assert choose(chosen.pk)
    grouped(day=15)
    assert story_of(first).canonical == chosen
    retext(chosen, FIRST)
    story = story_of(first)
    assert (story.canonical.published_on, story.is_chosen) == (date(2026, 11, 15), False)


def test_entry_without_a_story_cannot_be_chosen(make_entry):
    assert not choose(make_entry(text="").pk)


def test_originator_is_the_original_outlet_where_the_page_names_it(grouped):
    entry = grouped(TEXT, source_name="示例网", original_outlet="示例社")
    grouped(TEXT, source_name="示例网", original_outlet="示例社")
    assert originator(appearances(story_of(entry).pk)) == "示例社"


def test_copy_with_a_time_comes_before_one_of_the_same_day_without(grouped):
    grouped(TEXT)
    timed = grouped(
        TEXT, published_at=datetime(2026, 11, 18, 9, tzinfo=timezone.get_current_timezone())
    )
    assert story_of(timed).canonical == timed


def test_story_tells_outlets_in_time_order_and_the_originator(grouped):
    sites = [Source.objects.create(name=name, url="https://a.example") for name in ("甲网", "乙报")]
    grouped(TEXT, day=19, source=sites[0], source_name="乙报")
    grouped(TEXT, day=18, source=sites[1], source_name="乙报")
    last = grouped(TEXT, day=20, source=None, source_name="丙台")
    copies = appearances(story_of(last).pk)
    assert outlets(copies) == ["乙报", "甲网", "丙台"]
    assert originator(copies) == "乙报"
    assert [copy.length for copy in in_time_order(copies)] == [len(TEXT)] * 3


def test_split_stays_when_all_is_grouped_again(grouped):
    first, second = grouped(TEXT), grouped(TEXT)
    assert split(first.pk)
    apart = {frozenset({first.pk}), frozenset({second.pk})}
    assert stories() == apart
    assert kept_apart(first) == [story_of(second)]
    for entry in (first, second):
        retext(entry, f"{TEXT}（更新）")
    call_command("regroup", "--afresh")
    assert stories() == apart
    assert not split(first.pk)


def test_join_stays_when_all_is_grouped_again(grouped):
    first, second = grouped(FIRST), grouped(SECOND)
    assert join([first.pk, second.pk]) == 2
    call_command("regroup", "--afresh")
    assert stories() == {frozenset({first.pk, second.pk})}
    reprint = grouped(f"据通报，{SECOND}")
    assert story_of(reprint) == story_of(first)
    assert join([]) == 0


def test_regroup_brings_old_entries_together_and_says_how_many(make_entry, capsys):
    entries = [make_entry(TEXT), make_entry(MIDDLE + END), make_entry(FIRST), make_entry("")]
    call_command("regroup")
    assert capsys.readouterr().out == "3 entries grouped.\n"
    assert stories() == {frozenset({entries[0].pk, entries[1].pk}), frozenset({entries[2].pk})}
    call_command("regroup")
    assert capsys.readouterr().out == "0 entries grouped.\n"


def other_text(number: int) -> str:
    """Two hundred signs that no other number has in this order."""
    return "".join(chr(0x4E00 + (number * 797 + at * at * 31) % 5000) for at in range(200))


def test_notice_under_many_texts_joins_none_and_leaves_the_index(grouped, monkeypatch):
    monkeypatch.setattr(decisions, "COMMON", 4)
    notice = "本文内容仅供读者参考，身体不适请前往正规医疗机构就诊，切勿自行用药，转载请保留出处。"
    for number in range(6):
        grouped(other_text(number) + notice)
    assert Story.objects.count() == 6
    common = set(CommonFingerprint.objects.values_list("value", flat=True))
    assert common == fingerprints(bare_text(notice))
    assert not Fingerprint.objects.filter(value__in=common).exists()


def test_frequent_fingerprints_are_not_read(grouped, monkeypatch):
    monkeypatch.setattr(index, "MOST_PLACES", 20)
    for _ in range(3):
        grouped(TEXT)
    found = index.look_up(fingerprints(bare_text(TEXT)))
    assert len(found.texts) == 3
    assert set(found.weights.values()) == {weight(3)}
    monkeypatch.setattr(index, "MOST_PLACES", 2)
    assert index.look_up(fingerprints(bare_text(TEXT))).texts == []


def test_forms_of_nearly_the_same_figures_are_told_apart_by_the_title(grouped):
    form = (
        "示例市疾病预防控制中心通告第{number}号：本中心定于以下各日开放预约接种，{days}日，"
        "请市民携带身份证件与接种凭证，按预约的时段前来，到后先量体温再登记，接种后留观半小时。"
    )
    days = "日、".join(f"第{week}周的{week * 7 % 30}" for week in range(1, 9))
    first, eighth = (form.format(number=number, days=days) for number in (1, 8))
    one = grouped(first, title="示例通告第1号")
    other = grouped(eighth, title="示例通告第8号")
    reprint = grouped(f"转发：{eighth}", title="示例通告第八号")
    assert stories() == {frozenset({one.pk}), frozenset({other.pk, reprint.pk})}
    assert story_of(one).series == story_of(other).series is not None


def test_deleted_entry_leaves_a_story_that_can_be_grouped(grouped):
    first, second = grouped(TEXT, day=17), grouped(TEXT)
    first.delete()
    assert list(ungrouped()) == [second]
    group(second)
    assert story_of(second).canonical == second


def test_captured_page_has_a_story(feed, site):
    poll_source(feed.pk)
    for entry in Entry.objects.all():
        capture_entry(entry.pk)
    assert Story.objects.count() == 1
    assert Copy.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_story_of_two_copies(make_entry):
    entries = [make_entry(TEXT, found_at=timezone.now() - timedelta(hours=n)) for n in range(4)]
    start = threading.Barrier(len(entries))

    def work(entry: Entry) -> None:
        start.wait()
        try:
            group(entry)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=[entry]) for entry in entries]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert stories() == {frozenset(entry.pk for entry in entries)}


def test_query_count_does_not_grow_with_the_story(grouped, make_entry):
    counts = []
    grouped(TEXT)
    for _ in range(4):
        entry = make_entry(TEXT)
        with CaptureQueriesContext(connection) as queries:
            group(entry)
        counts.append(len(queries))
    assert counts == [counts[0]] * 4
