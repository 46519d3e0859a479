"""The pages of an issue: begin, fill, order, check, preview, publish."""

from __future__ import annotations

import pytest

from bulletins.models import Activity, Issue, IssueItem, Rendition
from bulletins.rendering.pdf import RenderingError
from bulletins.workflow.compilation import place_articles
from bulletins.workflow.editing import create_article, revise_article
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit
from tests.bulletins.admin.conftest import messages_of, url
from tests.bulletins.archive.issues import with_pdf


def approved_article(editor, reviewer, number, published_on="2026-11-18"):
    article = create_article(
        editor, title=f"样例{number}", source_name="示例报", published_on=published_on,
        body_html="<p>样例</p>",
    )  # fmt: skip
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    return article


def posted(issue: Issue, *items: IssueItem, **changes: str) -> dict[str, str]:
    """What the page of an issue posts, its items in this order."""
    data = {
        "issue_date": str(issue.issue_date), "window_start": str(issue.window_start),
        "window_end": str(issue.window_end), "items-TOTAL_FORMS": str(len(items)),
        "items-INITIAL_FORMS": str(len(items)),
    }  # fmt: skip
    for number, item in enumerate(items):
        data |= {
            f"items-{number}-id": str(item.pk), f"items-{number}-issue": str(issue.pk),
            f"items-{number}-position": str(number + 1),
        }  # fmt: skip
    return data | changes


def test_adding_compiles_the_issue(as_user, publisher, bulletin):
    response = as_user(publisher).post(
        url("issue", "add"), {"bulletin": bulletin.pk, "issue_date": "2026-11-20"}
    )
    issue = Issue.objects.get()
    assert response.url == url("issue", "change", issue.pk)
    assert (str(issue.window_start), str(issue.window_end)) == ("2026-11-14", "2026-11-20")
    assert issue.masthead["organisation"] == "示例市卫生健康信息中心"


def test_adding_proposes_the_next_day_of_publication(
    as_user, editor, bulletin, time_machine, issue
):
    time_machine.move_to("2026-11-18T10:00:00+08:00")
    form = as_user(editor).get(url("issue", "add")).context["adminform"].form
    assert str(form["issue_date"].value()) == "2026-11-27"  # the 20th has its issue
    assert form["bulletin"].value() == bulletin.pk


@pytest.mark.parametrize("day", ["2026-11-20", "2019-01-04"])
def test_adding_says_why_not(as_user, editor, issue, bulletin, day):
    response = as_user(editor).post(
        url("issue", "add"), {"bulletin": bulletin.pk, "issue_date": day}
    )
    form = response.context["adminform"].form
    assert len(form.errors) == 1
    assert form["issue_date"].value() == day
    assert Issue.objects.count() == 1


def test_items_are_ordered_and_removed(as_user, publisher, editor, reviewer, issue):
    articles = [approved_article(editor, reviewer, number) for number in range(3)]
    place_articles(issue, articles, editor)
    first, second, third = issue.items.all()
    data = posted(issue, third, first, second) | {"items-2-DELETE": "on"}
    as_user(publisher).post(url("issue", "change", issue.pk), data)
    assert list(issue.items.all()) == [third, first]
    log = Activity.objects.filter(verb="take_out").values_list("article", "actor", "issue")
    assert list(log) == [(second.article_id, publisher.pk, issue.pk)]


def test_checklist_ticks_the_articles_of_the_window(as_user, editor, reviewer, issue):
    inside = approved_article(editor, reviewer, 1)
    outside = approved_article(editor, reviewer, 2, "2026-11-01")
    page = as_user(editor).get(url("issue", "change", issue.pk))
    assert page.context["ready"] == [(outside, False), (inside, True)]


def test_ticked_articles_are_placed(as_user, editor, issue, approved):
    client = as_user(editor)
    response = client.post(url("issue", "place", issue.pk), {"article": [approved.pk, "x"]})
    assert [item.article for item in issue.items.all()] == [approved]
    assert response.url == url("issue", "change", issue.pk)


def test_articles_that_are_not_approved_are_not_placed(as_user, editor, issue, submitted):
    as_user(editor).post(url("issue", "place", issue.pk), {"article": [submitted.pk]})
    assert not issue.items.exists()


def test_reviewer_places_and_publishes_nothing(as_user, reviewer, issue, approved):
    client = as_user(reviewer)
    client.post(url("issue", "place", issue.pk), {"article": [approved.pk]})
    assert not issue.items.exists()
    assert client.post(url("issue", "publish", issue.pk)).status_code == 403
    assert client.get(url("issue", "publish", issue.pk)).status_code == 403


def test_findings_block_the_button(as_user, chief, editor, filled_issue, approved):
    revise_article(approved, editor, seen_digest=approved.digest, title="改过")
    client = as_user(chief)
    page = client.get(url("issue", "change", filled_issue.pk))
    findings = page.context["findings"]
    assert [finding.rule for finding in findings if finding.is_blocking] == ["approval"]
    response = client.post(url("issue", "publish", filled_issue.pk))
    filled_issue.refresh_from_db()
    assert filled_issue.number is None
    assert "改过" in messages_of(response)[0]


def test_confirmation_shows_the_number_to_be_given(as_user, publisher, bulletin, filled_issue):
    type(bulletin).objects.update(last_number=567)
    page = as_user(publisher).get(url("issue", "publish", filled_issue.pk))
    assert page.context["number_text"] == "第五六八期"
    filled_issue.refresh_from_db()
    assert filled_issue.number is None


def test_publishing_gives_the_number_and_orders_the_file(as_user, publisher, filled_issue):
    client = as_user(publisher)
    response = client.post(url("issue", "publish", filled_issue.pk))
    filled_issue.refresh_from_db()
    assert (filled_issue.number, filled_issue.published_by) == (1, publisher)
    page = client.get(response.url)
    assert page.context["is_waiting"]
    assert b'http-equiv="refresh"' in page.content


def test_editor_sees_the_button_refused_and_cannot_publish(as_user, editor, filled_issue):
    client = as_user(editor)
    page = client.get(url("issue", "change", filled_issue.pk))
    ((_step, refusal),) = page.context["publish_steps"]
    assert refusal
    assert client.post(url("issue", "publish", filled_issue.pk)).status_code == 403


def test_published_issue_is_looked_at_only(as_user, chief, publisher, filled_issue):
    publish(filled_issue, publisher)
    client = as_user(chief)
    page = client.get(url("issue", "change", filled_issue.pk))
    assert b'name="issue_date"' not in page.content
    data = posted(filled_issue, *filled_issue.items.all())
    assert client.post(url("issue", "change", filled_issue.pk), data).status_code == 403
    response = client.post(url("issue", "publish", filled_issue.pk))
    filled_issue.refresh_from_db()
    assert filled_issue.number == 1
    assert len(messages_of(response)) == 1


def test_failed_preview_is_readable(as_user, editor, filled_issue, monkeypatch):
    def fail(document, output, evidence):
        raise RenderingError("图片坏了")

    monkeypatch.setattr("bulletins.admin.issue_publishing.render_document", fail)
    page = as_user(editor).get(url("issue", "preview", filled_issue.pk))
    assert page.status_code == 500
    assert "图片坏了" in page.content.decode()


def test_preview_is_a_pdf_in_the_page(as_user, editor, filled_issue, monkeypatch):
    monkeypatch.setattr(
        "bulletins.admin.issue_publishing.render_document",
        lambda document, output, _: output.write_bytes(b"%PDF-" + document.number_text.encode()),
    )
    response = as_user(editor).get(url("issue", "preview", filled_issue.pk))
    assert response.content == b"%PDF-" + "预览".encode()
    assert response.headers["Content-Disposition"].startswith("inline")


def test_failed_file_can_be_tried_again_by_publishers_only(
    as_user, editor, publisher, filled_issue
):
    rendition = publish(filled_issue, publisher)
    Rendition.objects.update(state="failed", error="坏了", due_at=None)
    as_user(editor).post(url("rendition", "retry", rendition.pk))
    rendition.refresh_from_db()
    assert rendition.state == "failed"
    page = as_user(publisher).get(url("issue", "change", filled_issue.pk)).content.decode()
    assert "坏了" in page
    as_user(publisher).post(url("rendition", "retry", rendition.pk))
    rendition.refresh_from_db()
    assert (rendition.state, rendition.error) == ("waiting", "")


def test_file_is_downloaded_as_an_attachment(as_user, reviewer, publisher, filled_issue, settings,
                                             tmp_path):  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    rendition = publish(filled_issue, publisher)
    client = as_user(reviewer)
    assert client.get(url("rendition", "download", rendition.pk)).status_code == 404
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    Rendition.objects.update(state="ready", file="a.pdf", sha256="a" * 64, pages=1, size=5)
    response = client.get(url("rendition", "download", rendition.pk))
    assert b"".join(response.streaming_content) == b"%PDF-"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_manifest_of_the_file_is_shown(as_user, publisher, filled_issue, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    publish(filled_issue, publisher)
    rendition = with_pdf(filled_issue)
    article = filled_issue.articles.all()[0]
    rendition.manifest = {
        "articles": [
            {"position": 1, "digest": article.digest, **filled_issue.evidence["articles"][0]}
        ],
        "fonts": [{"name": "BulletinSong-Bold", "version": ""}],
        "engine": {"weasyprint": "70.0", "pango": "1.50.12"},
    }
    rendition.save()
    page = as_user(publisher).get(url("issue", "change", filled_issue.pk)).content.decode()
    shown = page.partition('<details class="manifest">')[2].partition("</details>")[0]
    assert article.digest in shown
    assert article.reviews.get().reviewer.get_username() in shown
    assert "BulletinSong-Bold" in shown


@pytest.mark.parametrize("noun", ["issue", "article"])
def test_lists_read_no_frozen_issue(as_user, publisher, filled_issue, noun):
    publish(filled_issue, publisher)
    [listed, *_others] = as_user(publisher).get(url(noun, "changelist")).context["cl"].result_list
    issue = listed if noun == "issue" else listed.item.issue
    assert issue.get_deferred_fields() == {"document", "evidence"}
