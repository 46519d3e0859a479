"""Intake: an entry becomes an article once, with a text of its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission

from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article, revise_article
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.intake import article_of, article_of_story, put_back, select
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit
from monitor.grouping import split
from monitor.models import Decision, Entry
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


def test_select_accepts_and_makes_the_article(make_entry, editor):
    entry = make_entry()
    article = select(entry, editor)
    decision = Decision.objects.get()
    assert (article.entry, article.status) == (entry, "draft")
    assert (decision.entry, decision.verdict, decision.ended_at) == (entry, "accept", None)


def test_select_without_permission_to_write_decides_nothing(make_entry, reviewer):
    reviewer.user_permissions.add(Permission.objects.get(codename="add_decision"))
    with pytest.raises(NotAllowedError):
        select(make_entry(), reviewer)
    assert not Decision.objects.exists()


def test_selected_story_is_put_back_and_selected_again(make_entry, editor):
    entry = make_entry()
    article = select(entry, editor)
    put_back(entry, editor)
    article.refresh_from_db()
    assert (article.status, Decision.objects.current().count()) == ("dropped", 0)
    assert article_of_story(entry) is None
    assert select(entry, editor) == article
    article.refresh_from_db()
    assert (article.status, Decision.objects.current().count()) == ("draft", 1)


def test_story_whose_article_is_in_review_is_not_put_back(make_entry, editor):
    entry = make_entry()
    submit(select(entry, editor), editor)
    with pytest.raises(ConflictError, match="示例标题"):
        put_back(entry, editor)
    assert Decision.objects.current().count() == 1


def test_put_back_of_a_copy_drops_the_article_of_the_story(make_entry, editor):
    article = select(make_entry(text=REPORT), editor)
    put_back(make_entry("https://other.example/2.html", REPORT), editor)
    article.refresh_from_db()
    assert article.status == "dropped"
