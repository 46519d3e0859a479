"""Back issues on the desk: a file is read first and imported after somebody looked."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bulletins.models import BackIssue, Bulletin, Issue
from bulletins.workflow.compilation import place_articles
from bulletins.workflow.editing import revise_article
from bulletins.workflow.review import approve, submit
from monitor.models import Entry
from tests.bulletins.admin.conftest import messages_of, url
from tests.bulletins.importing.samples import data_of


@pytest.fixture
def send(as_user, publisher, bulletin, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"

    def post(name: str, data: bytes):
        fields = {"bulletin": bulletin.pk, "file": SimpleUploadedFile(name, data)}
        return as_user(publisher).post(url("backissue", "receive"), fields)

    return post


@pytest.fixture
def early_article(article, editor, reviewer):
    revise_article(article, editor, seen_digest=article.digest, published_on=date(2026, 11, 13))
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    return article


def test_file_is_shown_with_its_faults_and_imported_by_a_button(send, client):
    response = send("faulty.md", data_of("faulty.md"))
    row = BackIssue.objects.get()
    assert response.url == url("backissue", "change", row.pk)
    page = client.get(response.url).content.decode()
    for words in ("408", "示例市推进互联互通 患者少跑路", "2026-03-24", "2026 年 3 年 23 日"):
        assert words in page
    assert not Issue.objects.exists()
    response = client.post(url("backissue", "import", row.pk))
    issue = Issue.objects.get()
    assert response.url == url("issue", "change", issue.pk)
    page = client.get(response.url)
    assert page.status_code == 200
    assert "第四〇八期" in page.content.decode()
    original = client.get(url("backissue", "original", row.pk))
    assert b"".join(original.streaming_content) == data_of("faulty.md")


def test_the_only_bulletin_is_chosen_already(as_user, publisher, bulletin):
    def chosen():
        form = as_user(publisher).get(url("backissue", "receive")).context["form"]
        return form["bulletin"].value()

    assert chosen() == bulletin.pk
    Bulletin.objects.create(name="第二种（样例）", slug="second")
    assert chosen() is None


def test_file_may_be_given_up(send, client):
    send("faulty.md", data_of("faulty.md"))
    row = BackIssue.objects.get()
    response = client.post(url("backissue", "discard", row.pk))
    assert response.url == url("backissue", "changelist")
    assert not BackIssue.objects.exists()


def test_other_file_is_refused_with_the_reason_and_becomes_an_entry(send):
    response = send("page.txt", "样例文章\n\n第一段说完了。".encode())
    assert response.status_code == 200
    assert "样例文章" in response.content.decode()
    assert Entry.objects.get().title == "样例文章"
    response = send("broken.pdf", b"%PDF-1.7 broken")
    assert response.context["form"].errors["file"]
    assert not BackIssue.objects.exists()


def test_others_may_look_and_not_import(send, client, as_user, reviewer):
    send("faulty.md", data_of("faulty.md"))
    row = BackIssue.objects.get()
    as_user(reviewer)
    assert client.get(url("backissue", "change", row.pk)).status_code == 200
    assert client.get(url("backissue", "receive")).status_code == 403
    client.post(url("backissue", "import", row.pk))
    client.post(url("backissue", "discard", row.pk))
    assert BackIssue.objects.get().issue is None
    assert client.get(url("backissue", "import", row.pk)).status_code == 405


def test_window_finding_is_let_pass_by_a_form(as_user, chief, editor, issue, early_article):
    place_articles(issue, [early_article], editor)
    client = as_user(chief)
    fields = {"item": "1", "rule": "window", "reason": "上周五晚发布"}
    assert 'name="reason"' in client.get(url("issue", "change", issue.pk)).content.decode()
    response = client.post(url("issue", "waive", issue.pk), fields)
    assert len(messages_of(response)) == 1
    page = client.get(url("issue", "change", issue.pk)).content.decode()
    assert "上周五晚发布" in page
    assert 'name="reason"' not in page
