"""The board: what it shows, what is changed on it, and who may."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bulletins.models import Article, Bulletin, BulletinMasthead, Issue, Waiver
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit
from tests.bulletins.monitored import reprints


@pytest.fixture
def draft(editor):
    def make(title: str, **fields: object) -> Article:
        text = {
            "source_name": "示例健康报", "published_on": date(2026, 11, 18),
            "url": "https://news.example/1.html", "body_html": f"<p>样例正文：{title}。</p>",
        }  # fmt: skip
        return create_article(editor, title=title, **(text | fields))

    return make


@pytest.fixture
def issue(bulletin, editor):
    return compile_issue(bulletin, date(2026, 11, 20), editor)


@pytest.fixture
def filled(issue, draft, editor):
    for title in "甲乙丙":
        place_articles(issue, [draft(title)], editor)
    return issue


def board(name: str, *args: object) -> str:
    return reverse(f"desk:board-{name}" if name else "desk:board", args=args)


def titles(issue: Issue) -> str:
    return "".join(item.article.title for item in issue.items.select_related("article"))


def pk(title: str) -> int:
    return Article.objects.get(title=title).pk


def approved(article: Article, editor, reviewer) -> Article:
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    return article


# --- The page -----------------------------------------------------------------------------------


def test_without_an_issue_the_next_is_begun_by_one_click(as_user, editor, bulletin, time_machine):
    time_machine.move_to("2026-11-18T10:00:00+08:00")
    type(bulletin).objects.update(last_number=567)
    client = as_user(editor)
    page = client.get(board(""))
    assert page.context["number_text"] == "第五六八期"
    assert page.context["window"] == (date(2026, 11, 14), date(2026, 11, 20))
    answer = client.post(board("begin"), {"bulletin": bulletin.pk})
    assert answer.url == f"{board('')}?bulletin={bulletin.pk}"
    assert Issue.objects.get().issue_date == date(2026, 11, 20)


def test_without_a_series_an_administrator_is_named(as_user, editor):
    assert "管理员" in as_user(editor).get(board("")).content.decode()


def test_the_next_issue_of_another_series_is_begun_beside_the_first(as_user, editor, issue):
    second = Bulletin.objects.create(name="医保信息化双周报（样例）", slug="second")
    BulletinMasthead.objects.create(
        bulletin=second, valid_from=date(2020, 1, 1), title=second.name,
        organisation="示例市医疗保障信息中心", topic_phrase="医保信息化",
    )  # fmt: skip
    client = as_user(editor)
    address = f"{board('')}?bulletin={second.pk}"
    assert address in client.get(board("")).content.decode()
    page = client.get(address).content.decode()
    assert "医保信息化双周报（样例）" in page
    assert board("issue", issue.pk) in page
    client.post(board("begin"), {"bulletin": second.pk})
    begun = Issue.objects.get(bulletin=second)
    assert board("issue", begun.pk) in client.get(board("")).content.decode()
    assert client.get(address).context["issue"] == begun


def test_reviewer_begins_no_issue(as_user, reviewer, bulletin):
    client = as_user(reviewer)
    assert "board/begin" not in client.get(board("")).content.decode()
    assert client.post(board("begin"), {"bulletin": bulletin.pk}).status_code == 403
    assert not Issue.objects.exists()


def test_coming_issue_is_the_earliest_in_preparation(as_user, editor, bulletin, issue):
    later = compile_issue(bulletin, date(2026, 11, 27), editor)
    page = as_user(editor).get(board(""))
    assert page.context["issue"] == issue
    assert list(page.context["others"]) == [later]
    assert page.context["number_text"] == "第一期"
    assert as_user(editor).get(board("issue", later.pk)).context["number_text"] == "第二期"


def test_shortlist_has_the_window_first_and_counts_findings(as_user, editor, issue, draft):
    old = draft("旧闻", published_on=date(2026, 10, 1))
    good = draft("新闻")
    bad = draft("有误", body_html="<p>样例，样例,样例样例。</p><p>责任编辑：某某</p>")
    page = as_user(editor).get(board(""))
    lines = page.context["shortlist"].lines
    assert [line.article for line in lines] == [bad, good, old]
    assert [line.in_window for line in lines] == [True, True, False]
    assert lines[0].assessment.faults
    assert lines[1].assessment.faults == []
    assert lines[1].assessment.length == len("样例正文：新闻。")


def test_text_that_was_printed_says_where(as_user, editor, publisher, reviewer, issue, draft):
    body = "".join(f"<p>示例市第{n}家医院今年接入平台，检查结果互认。</p>" for n in range(30))
    first = approved(draft("先登", body_html=body), editor, reviewer)
    place_articles(issue, [first], editor)
    publish(issue, publisher)
    compile_issue(issue.bulletin, date(2026, 11, 27), editor)
    draft("再登", body_html=body + "<p>又讯。</p>")
    page = as_user(editor).get(board(""))
    (line,) = page.context["shortlist"].lines
    assert line.printed == issue.items.get()
    assert "第一期" in page.content.decode()


def test_findings_lead_to_their_places(as_user, editor, filled):
    findings = as_user(editor).get(board("")).context["findings"]
    urls = {found.url for found in findings if found.finding.rule == "approval"}
    assert urls == {reverse("admin:bulletins_article_change", args=[pk(t)]) for t in "甲乙丙"}


def test_reviewer_sees_the_board_and_no_button(as_user, reviewer, filled):
    page = as_user(reviewer).get(board("")).content.decode()
    assert "甲" in page
    assert "hx-post" not in page


def test_board_is_closed_to_people_without_the_permission(as_user, django_user_model, filled):
    stranger = django_user_model.objects.create_user("stranger", is_staff=True)
    client = as_user(stranger)
    for name in ("issue", "part", "preview", "pdf", "files", "proposal", "sign"):
        assert client.get(board(name, filled.pk)).status_code == 403, name


def test_queries_do_not_grow_with_the_articles(
    as_user, editor, issue, draft, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_user(editor)
    place_articles(issue, [draft("甲")], editor)
    draft("一")
    client.get(board("part", issue.pk))
    with django_assert_max_num_queries(44) as few:
        client.get(board("part", issue.pk))
    place_articles(issue, [draft("乙"), draft("丙")], editor)
    for title in "二三四":
        draft(title)
    with django_assert_num_queries(len(few)):
        client.get(board("part", issue.pk))


# --- Changes ------------------------------------------------------------------------------------


def test_article_is_placed_by_one_post_and_the_board_comes_back(as_user, editor, filled, draft):
    new = draft("丁")
    answer = as_user(editor).post(board("place", filled.pk, new.pk))
    assert titles(filled) == "甲乙丙丁"
    assert "已列入" in answer.content.decode()
    assert "board-changed" in answer["HX-Trigger"]


def test_dropped_row_is_placed_where_it_was_dropped(as_user, editor, filled, draft):
    as_user(editor).post(board("place", filled.pk, draft("丁").pk), {"to": "1"})
    assert titles(filled) == "甲丁乙丙"


def test_placed_article_is_not_placed_again(as_user, editor, filled):
    answer = as_user(editor).post(board("place", filled.pk, pk("甲")), {"to": "2"})
    assert "notice-bad" in answer.content.decode()
    assert titles(filled) == "甲乙丙"


@pytest.mark.parametrize(("to", "order"), [("0", "丙甲乙"), ("1", "甲丙乙"), ("x", "丙甲乙")])
def test_article_is_moved(as_user, editor, filled, to, order):
    as_user(editor).post(board("move", filled.pk, pk("丙")), {"to": to})
    assert titles(filled) == order


def test_article_is_taken_out(as_user, editor, filled):
    answer = as_user(editor).post(board("remove", filled.pk, pk("乙")))
    assert titles(filled) == "甲丙"
    assert [line.article.title for line in answer.context["shortlist"].lines] == ["乙"]


def test_all_drafts_are_submitted_by_one_post(as_user, editor, filled):
    Article.objects.filter(title="乙").update(published_on=None)
    answer = as_user(editor).post(board("submit", filled.pk))
    assert Article.objects.filter(status="in_review").count() == 2
    assert "乙" in answer.context["said"]


def test_publisher_may_order_and_not_submit(as_user, publisher, filled):
    client = as_user(publisher)
    client.post(board("move", filled.pk, pk("丙")), {"to": "0"})
    assert titles(filled) == "丙甲乙"
    assert client.post(board("submit", filled.pk)).context["is_refused"]
    assert not Article.objects.filter(status="in_review").exists()


@pytest.mark.parametrize("name", ["place", "remove", "move"])
def test_reviewer_changes_nothing(as_user, reviewer, filled, name):
    assert as_user(reviewer).post(board(name, filled.pk, pk("甲"))).status_code == 403
    assert titles(filled) == "甲乙丙"


def test_changes_are_posted(as_user, editor, filled):
    assert as_user(editor).get(board("remove", filled.pk, pk("甲"))).status_code == 405


def test_finding_is_waived_with_a_reason(as_user, editor, issue, draft):
    place_articles(issue, [draft("旧闻", published_on=date(2026, 11, 1))], editor)
    client = as_user(editor)
    waiver = {"item": "1", "rule": "window", "reason": ""}
    assert client.post(board("waive", issue.pk), waiver).context["is_refused"]
    client.post(board("waive", issue.pk), waiver | {"reason": "上期漏登"})
    assert Waiver.objects.get().reason == "上期漏登"


# --- The source among reprints ------------------------------------------------------------------


def test_article_names_another_copy_of_its_text(as_user, editor, issue):
    article, other = reprints(editor)
    client = as_user(editor)
    page = client.get(board("copies", issue.pk, article.pk))
    assert [entry.pk for entry in page.context["copies"]] == [article.entry_id, other.pk]
    body = article.body_html
    client.post(board("adopt", issue.pk, article.pk), {"entry": other.pk, "digest": article.digest})
    article.refresh_from_db()
    other.refresh_from_db()
    assert (article.source_name, article.url) == (other.source_name, other.url)
    assert (article.entry, article.body_html, other.is_kept) == (other, body, True)


def test_article_names_no_strange_entry(as_user, editor, issue, draft):
    article, _other = reprints(editor)
    stranger = reprints(editor, number=7)[1]
    answer = as_user(editor).post(
        board("adopt", issue.pk, article.pk), {"entry": stranger.pk, "digest": article.digest}
    )
    assert answer.context["is_refused"]
    article.refresh_from_db()
    assert article.entry_id != stranger.pk
