"""What preflight knows besides an article's text: earlier issues, its link, the number."""

from __future__ import annotations

from datetime import date

import pytest

from bulletins.models import Article, Bulletin
from bulletins.workflow.checking import findings_of, findings_of_article
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article
from bulletins.workflow.errors import NotReadyError
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit
from monitor.models import Entry, Snapshot, WatchedLink

TEXT = (
    "示例市卫生健康委介绍，全市二十三家医院的检查结果从本月起互相承认，患者转诊时不必重复拍片。"
    "平台由市数据中心运维，医生在自己的系统里就能调阅外院的影像和报告，用时不超过五秒钟。"
    "下一步，示例市将把调阅范围扩展到乡镇卫生院，并与邻近的三个城市互通，预计明年年底前完成。"
)
OTHER = (
    "示例县人民医院把门诊流程重新理了一遍，挂号缴费取药都搬到手机上，排队时间少了三分之二。"
    "院长说，改造花了八个月，最难的不是软件，而是让每一个科室都按同一张表来办事。"
)


def write(editor, body, **fields) -> Article:
    text = {
        "title": "样例", "source_name": "示例报", "published_on": date(2026, 11, 18),
        "url": "https://news.example/2026/2.html",
    }  # fmt: skip
    return create_article(editor, body_html=f"<p>{body}</p>", **{**text, **fields})


def rules(article) -> list[str]:
    return [found.rule for found in findings_of_article(article)]


@pytest.fixture
def printed(bulletin, editor, reviewer, publisher) -> Article:
    """The one article of a published issue."""
    article = write(editor, TEXT, title="旧标题")
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    issue = compile_issue(bulletin, date(2026, 11, 20), editor)
    place_articles(issue, [article], editor)
    publish(issue, publisher)
    return article


def test_near_copy_of_a_printed_text_was_printed_already(printed, editor):
    copy = write(editor, TEXT.replace("预计", "记者获悉，预计").replace("五秒钟", "6秒"))
    [found] = [found for found in findings_of_article(copy) if found.rule == "already-run"]
    assert "第一期" in found.message
    assert "旧标题" in found.message
    assert (found.level.value, found.field) == ("warn", "title")


def test_other_text_and_the_printed_one_itself_were_not(printed, editor):
    assert "already-run" not in rules(write(editor, OTHER))
    assert "already-run" not in rules(write(editor, "示例市卫生健康委介绍，平台上线。"))
    assert "already-run" not in rules(printed)


def test_article_that_is_not_saved_yet_is_checked(printed):
    assert "already-run" in rules(Article(title="样例", body_html=f"<p>{TEXT}</p>"))


@pytest.mark.parametrize(
    ("state", "failures", "is_dead"),
    [("dead", 1, True), ("unreachable", 2, True), ("unreachable", 1, False), ("ok", 0, False)],
)
def test_dead_link_is_told(editor, state, failures, is_dead):
    article = write(editor, TEXT)
    WatchedLink.objects.create(
        key=WatchedLink.key_of(article.url), url=article.url, every_days=1, state=state,
        failures=failures, error="410",
    )  # fmt: skip
    assert ("link-dead" in rules(article)) is is_dead


def test_dead_link_offers_the_page_as_it_was_fetched(editor):
    now = "2026-11-18T00:00Z"
    entry = Entry.objects.create(
        url="https://news.example/2026/2.html", link_key="k", item_digest="d", title="样例",
        found_at=now,
    )  # fmt: skip
    article = write(editor, TEXT, entry=entry)
    WatchedLink.objects.create(
        key=WatchedLink.key_of(article.url),
        url=article.url,
        every_days=1,
        state="dead",
        error="410",
    )

    def message() -> str:
        found = [one for one in findings_of_article(article) if one.rule == "link-dead"]
        return found[0].message

    without = message()
    Snapshot.objects.create(entry=entry, url=entry.url, fetched_at=now, sha256="0" * 64, size=1)
    assert len(message()) > len(without)


def test_ledger_that_skips_a_number_stops_publication(make_issue, bulletin, publisher):
    publish(make_issue(), publisher)
    following = make_issue(date(2026, 11, 27))
    Bulletin.objects.filter(pk=bulletin.pk).update(last_number=7)
    following.bulletin.refresh_from_db()
    found = [one for one in findings_of(following) if one.is_blocking]
    assert [one.rule for one in found] == ["number"]
    with pytest.raises(NotReadyError):
        publish(following, publisher)
    Bulletin.objects.filter(pk=bulletin.pk).update(last_number=1)
    publish(following, publisher)
    following.refresh_from_db()
    assert following.number == 2
    assert [one.rule for one in findings_of(following) if one.is_blocking] == []
