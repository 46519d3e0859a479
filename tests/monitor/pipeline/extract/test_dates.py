"""Dates as pages write them, and which of them is believed."""

import pytest
from lxml import html

from monitor.pipeline.extract.dates import find_dateline, find_dates
from monitor.pipeline.extract.evidence import published, settle
from monitor.pipeline.extract.metadata import read_metadata
from monitor.pipeline.extract.moments import moments
from monitor.pipeline.extract.page import DateEvidence


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年3月5日", "2024-03-05"),
        ("2024-03-05 08:30", "2024-03-05T08:30:00+08:00"),
        ("2024/3/5 8:30:15", "2024-03-05T08:30:15+08:00"),
        ("2024.03.05", "2024-03-05"),
        ("2024年03月05日08:30", "2024-03-05T08:30:00+08:00"),
        ("2024年3月5日 星期二 下午3:20", "2024-03-05T15:20:00+08:00"),
        ("2024年3月5日（星期二）15时20分", "2024-03-05T15:20:00+08:00"),
        ("2024 03/05 22:27:36", "2024-03-05T22:27:36+08:00"),
        ("2024-03-05T08:30:00Z", "2024-03-05T16:30:00+08:00"),
        ("2024-03-05T08:30:00+0800", "2024-03-05T08:30:00+08:00"),
        ("2024-03-05T08:30:00.123+08:00", "2024-03-05T08:30:00+08:00"),
    ],
)
def test_moments_reads_the_forms_that_pages_use(text, iso):
    assert [moment.iso for moment in moments(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月30日",
        "2024-13-05",
        "03-05 08:30",
        "99999999",
        "2024年第5期",
        "昨天",
        "12024-03-05",
    ],
)
def test_moments_gives_nothing_where_there_is_no_date(text):
    assert list(moments(text)) == []


def evidence(page="<p></p>", byline=(), lines=(), url=""):
    root = html.document_fromstring(page)
    return find_dates(byline, lines, root, read_metadata(root), url)


def decide(found):
    return published(settle(found))


def test_the_labelled_date_of_the_byline_is_believed_before_all_others():
    found = evidence(
        "<meta name=pubdate content='2024-03-01'><p>x</p>",
        byline=["2024-03-09 10:00", "更新时间：2024-03-08 11:00 发布时间：2024-03-05"],
    )
    assert [str(part) for part in decide(found)] == ["2024-03-05", "None"]


def test_a_date_is_put_together_from_the_lines_it_is_spread_over():
    day, at = decide(evidence(byline=["2024", "03/05", "08:30"]))
    assert (str(day), str(at)) == ("2024-03-05", "2024-03-05 08:30:00+08:00")


def test_a_labelled_date_elsewhere_counts_when_the_byline_has_none():
    found = evidence(lines=["示例新闻 2024-01-01", "发布日期：2024-03-05 责任编辑：某人"])
    assert found == [DateEvidence("text", "2024-03-05", "2024-03-05")]


def test_machine_readable_dates_give_a_day_but_no_time():
    moment = "2024-03-05T08:30:00+08:00"
    graph = f'{{"@graph":[{{"datePublished":"{moment}"}}]}}'
    found = evidence(f'<script type="application/ld+json">{graph}</script><p>x</p>')
    assert found == [DateEvidence("json-ld", moment, moment)]
    assert [str(part) for part in decide(found)] == ["2024-03-05", "None"]


def test_a_script_is_believed_when_its_dates_agree():
    same = '<script>var ct = "1700000000"; publish_time: "2023-11-15 06:13:20"</script><p>x</p>'
    many = (
        '<script>[{"pubDate":"2024-03-05 08:00"},{"pubDate":"2024-03-05 09:00"}]</script><p>x</p>'
    )
    assert str(decide(evidence(same))[0]) == "2023-11-15"
    assert decide(evidence(many)) == (None, None)


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://www.example.com/2024-03/05/content_1.htm", "2024-03-05"),
        ("https://www.example.com/gn/202403/t20240305_15249693.htm", "2024-03-05"),
        ("https://www.example.com/n1/2024/0305/c1-1.html", "2024-03-05"),
    ],
)
def test_the_address_is_evidence_but_not_believed(url, value):
    found = evidence(url=url)
    assert [(item.kind, item.value) for item in found] == [("url", value)]
    assert decide(found) == (None, None)


def test_the_dateline_takes_its_year_from_other_evidence():
    known = [DateEvidence("url", "2024-03-06", "20240306")]
    text = "新华社北京3月5日电（记者某某）示例。"
    assert [item.value for item in find_dateline(text, known)] == ["2024-03-05"]
    assert find_dateline(text, []) == []


@pytest.mark.parametrize(
    ("line", "url", "at"),
    [
        ("示例报 03-25 08:30", "/2024/0325/1.html", "2024-03-25 08:30:00+08:00"),
        ("3月25日 08:30", "/2024-03/25/1.html", "2024-03-25 08:30:00+08:00"),
        ("03-26 08:30", "/2024/0325/1.html", "None"),
        ("03-25", "/2024/0325/1.html", "None"),
        ("03-25 08:30", "/1.html", "None"),
    ],
)
def test_a_date_without_a_year_needs_another_place_that_names_its_day(line, url, at):
    found = evidence(byline=[line], url=f"https://www.example.com{url}")
    assert str(decide(found)[1]) == at


@pytest.mark.parametrize(
    ("times", "day"),
    [
        ("<time datetime=2024-03-25T08:00:00+08:00>3天前</time>", "2024-03-25"),
        ("<time datetime=2024-01-01>1</time><time datetime=2024-03-25 class=published>2</time>",
         "2024-03-25"),
        ("<time datetime=2024-01-01>1</time><time datetime=2024-03-25>2</time>", "None"),
        ("<time datetime=soon>1</time>", "None"),
    ],
)  # fmt: skip
def test_a_time_element_counts_when_it_is_the_articles(times, day):
    assert str(decide(evidence(times))[0]) == day


def test_the_dateline_of_december_is_of_the_year_before_a_page_of_january():
    known = [DateEvidence("url", "2024-01-01", "20240101")]
    found = find_dateline("示例社北京12月31日电（记者某某）示例。", known)
    assert [item.value for item in found] == ["2023-12-31"]
