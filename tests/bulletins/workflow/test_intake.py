"""Intake: an entry becomes an article once, with a text of its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article, revise_article
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.intake import article_of, untaken_entries
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit
from monitor.deciding import reject
from monitor.grouping import group, split
from monitor.models import Decision, Entry, EntryMatch, Topic
from monitor.pipeline.items import link_key
from monitor.pipeline.pages import text_digest

REPORT = (
    "截至11月18日24时，示例市累计建成电子病历医院12家，互认检查结果3456份，覆盖人口789万人。"
    "示例市卫生健康信息中心介绍，这套系统从去年开始建设，今年秋天投入使用，运行平稳，医生说方便多了。"
    "下一步，样例区还要把社区卫生服务站接进来，让老人在家门口就能看到自己做过的检查。"
)
#: The next number of the same series.
OTHER_REPORT = (
    REPORT.replace("18日", "19日").replace("12家", "15家").replace("3456", "4012")
    .replace("789", "801")
)  # fmt: skip


@pytest.fixture
def make_entry(db):
    def make(url: str = "https://news.example/1.html", text: str = "样例正文", **fields) -> Entry:
        values = {
            "title": "示例标题",
            "source_name": "示例健康报",
            "published_on": date(2026, 11, 18),
            "body_html": f"<p>{text}</p>",
            "body_text": text,
            "text_digest": text_digest(text),
            "state": Entry.State.CAPTURED,
        }
        entry = Entry.objects.create(
            url=url, link_key=link_key(url), found_at=timezone.now(), **values | fields
        )
        group(entry)
        return entry

    return make


def test_article_of_copies_the_entry(make_entry, editor):
    entry = make_entry()
    article = article_of(entry, editor)
    assert (article.title, article.source_name, article.url, article.published_on) == (
        entry.title, entry.source_name, entry.url, entry.published_on,
    )  # fmt: skip
    assert list(article.editors.all()) == [editor]


def test_article_of_keeps_the_evidence_for_ever(make_entry, editor):
    entry, other = make_entry(), make_entry("https://news.example/2.html", "别的正文")
    article_of(entry, editor)
    entry.refresh_from_db()
    assert (entry.is_kept, other.is_kept) == (True, False)


def test_article_of_leaves_the_entry_as_found(make_entry, editor):
    entry = make_entry()
    article = article_of(entry, editor)
    revise_article(article, editor, seen_digest=article.digest, title="改过的标题")
    entry.refresh_from_db()
    assert entry.title == "示例标题"


def test_article_of_the_same_entry_twice_is_refused(make_entry, editor, second_editor):
    entry = make_entry()
    article_of(entry, editor)
    with pytest.raises(ConflictError):
        article_of(entry, second_editor)


def test_article_of_a_reprint_is_refused(make_entry, editor):
    article_of(make_entry(), editor)
    with pytest.raises(ConflictError, match="示例标题"):
        article_of(make_entry("https://other.example/2.html", "样例 正文"), editor)


def test_article_of_a_changed_copy_is_refused_until_an_editor_splits_it_off(make_entry, editor):
    article_of(make_entry(text=REPORT), editor)
    copy = make_entry("https://other.example/2.html", f"编者按：样例。{REPORT}（责任编辑：某某）")
    with pytest.raises(ConflictError, match="示例标题"):
        article_of(copy, editor)
    split(copy.pk)
    assert article_of(copy, editor).entry == copy


def test_story_of_which_there_is_an_article_waits_no_more(make_entry, editor):
    topic = Topic.objects.create(name="样例", expression="样例")
    entries = [
        make_entry(text=REPORT, published_on=date(2026, 11, 19)),
        make_entry("https://other.example/2.html", REPORT),
        make_entry("https://other.example/3.html", "别的正文，与样例无关。"),
    ]
    EntryMatch.objects.bulk_create(EntryMatch(entry=entry, topic=topic) for entry in entries)
    assert set(untaken_entries()) == {entries[1], entries[2]}
    article_of(entries[0], editor)
    assert list(untaken_entries()) == [entries[2]]


@pytest.fixture
def print_article(bulletin, editor, reviewer, publisher):
    """Prints an article in an issue."""

    def printed(article):
        submit(article, editor)
        approve(article, reviewer, seen_digest=article.digest)
        issue = compile_issue(bulletin, date(2026, 11, 20), editor)
        place_articles(issue, [article], editor)
        publish(issue, publisher)
        return article

    return printed


def test_article_of_a_printed_story_names_issue_and_item(make_entry, editor, print_article):
    print_article(article_of(make_entry(text=REPORT), editor))
    with pytest.raises(ConflictError, match=r"第一期.*1.*示例标题"):
        article_of(make_entry("https://other.example/2.html", f"导语。{REPORT}"), editor)


def test_near_copy_of_a_typed_article_that_was_printed_is_refused(
    make_entry, editor, print_article
):
    print_article(
        create_article(
            editor, title="手工录入", source_name="示例报", published_on=date(2026, 11, 18),
            url="https://news.example/1", body_html=f"<h2>小标题</h2><p>{REPORT}</p>",
        )
    )  # fmt: skip
    with pytest.raises(ConflictError, match=r"第一期.*1.*手工录入"):
        article_of(make_entry(text=REPORT[10:]), editor)
    other = make_entry("https://other.example/2.html", OTHER_REPORT)
    assert article_of(other, editor).entry == other


def test_article_of_an_unread_entry_is_refused(make_entry, editor):
    with pytest.raises(NotReadyError):
        article_of(make_entry(state=Entry.State.FOUND, body_html=""), editor)


def test_article_of_without_permission_is_refused(make_entry, reviewer):
    with pytest.raises(NotAllowedError):
        article_of(make_entry(), reviewer)


def test_source_changed_is_seen(make_entry, editor):
    entry = make_entry()
    article = article_of(entry, editor)
    assert not article.source_changed
    Entry.objects.filter(pk=entry.pk).update(text_digest=text_digest("改过的正文"))
    article.refresh_from_db()
    assert article.source_changed


def test_article_of_a_printed_text_names_the_number_that_was_printed(
    make_entry, make_issue, editor, publisher
):
    """Places may have gaps once an item was removed; the printed numbers have none."""
    issue = make_issue(count=2)
    first, second = issue.items.all()
    first.delete()
    publish(issue, publisher)
    printed = issue.frozen_document().items[0]
    assert (printed.position, second.position) == (1, 2)
    text = "样例正文：示例市三家医院实现检查结果互认。"
    with pytest.raises(ConflictError, match=r"第 1 条|item 1,"):
        article_of(make_entry(text=text), editor)


def test_taken_entry_is_accepted(make_entry, editor):
    entry = make_entry()
    article_of(entry, editor)
    decision = Decision.objects.get()
    assert (decision.entry, decision.verdict, decision.decided_by) == (entry, "accept", editor)


def test_rejected_entry_does_not_wait_to_be_taken(make_entry, editor):
    entries = [make_entry(f"https://news.example/{n}.html", f"正文{n}") for n in range(2)]
    topic = Topic.objects.create(name="样例", expression="样例")
    EntryMatch.objects.bulk_create(EntryMatch(entry=entry, topic=topic) for entry in entries)
    reject(entries[0], editor, "advertising")
    assert list(untaken_entries()) == [entries[1]]
