"""The pages of adding by hand, and the door that bookmarks send to."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bulletins.desk.bookmarklet import person_with, script_for, token_of
from bulletins.models import Article
from monitor.models import Entry
from tests.bulletins.workflow.test_adding import HTML, LINES, URL


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def confirm_url(entry) -> str:
    return reverse("desk:confirm", args=[entry.pk])


def send(token: str, html: str = HTML, url: str = URL):
    """Post as another site's page does: without cookies and without our token against forgery."""
    client = Client(enforce_csrf_checks=True)
    return client.post(reverse("desk:receive"), {"token": token, "html": html, "url": url})


def test_pasted_text_leads_to_its_confirmation(desk):
    answer = desk.post(reverse("desk:add"), {"text": "\n".join(LINES)})
    assert answer.url == confirm_url(Entry.objects.get())
    page = desk.get(answer.url).content.decode()
    assert f'value="{LINES[0]}"' in page
    assert 'value="2026-11-18"' in page
    assert LINES[3] in page


def test_uploaded_page_leads_to_its_confirmation(desk):
    file = SimpleUploadedFile("page.html", HTML.encode())
    answer = desk.post(reverse("desk:add"), {"file": file, "url": f"【标题】 {URL} 来自客户端"})
    entry = Entry.objects.get()
    assert (answer.url, entry.url) == (confirm_url(entry), URL)


def test_uploaded_file_can_be_fetched_from_the_pages_of_its_article(desk, client, reviewer):
    text = "\n\n".join(LINES).encode()
    desk.post(reverse("desk:add"), {"file": SimpleUploadedFile("互认.txt", text)})
    entry = Entry.objects.get()
    assert "原件已按收到时的样子保存" in desk.get(confirm_url(entry)).content.decode()
    fields = {"title": LINES[0], "source_name": "示例报", "published_on": "2026-11-18", "url": ""}
    desk.post(confirm_url(entry), fields)
    article = Article.objects.get()
    download = reverse("admin:monitor_snapshot_download", args=[entry.snapshots.get().pk])
    page = desk.get(reverse("admin:bulletins_article_change", args=[article.pk]))
    assert download in page.content.decode()
    assert desk.get(download).content == text
    client.force_login(reviewer)
    page = client.get(reverse("desk:review", args=[article.pk])).content.decode()
    assert download in page
    assert "<iframe" not in page


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "请给出链接"),
        ({"url": "127.0.0.1/1.html"}, "内网"),
        ({"text": HTML}, "没有写明自己的地址"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_in_the_form(desk, data, problem):
    page = desk.post(reverse("desk:add"), data).content.decode()
    assert problem in page
    assert all(value.splitlines()[0][:20] in unescape(page) for value in data.values())


def test_confirmed_page_is_an_article_on_the_shortlist(desk):
    desk.post(reverse("desk:add"), {"text": "\n".join(LINES)})
    entry = Entry.objects.get()
    data = {"title": "新标题", "source_name": "示例报", "published_on": "2026-11-19", "url": URL}
    answer = desk.post(confirm_url(entry), data)
    article = Article.objects.get()
    assert answer.url == reverse("desk:triage")
    assert (article.entry, article.title, str(article.published_on)) == (
        entry, "新标题", "2026-11-19",
    )  # fmt: skip
    assert "已有稿件" in desk.post(confirm_url(entry), data).content.decode()
    assert Article.objects.count() == 1


def test_confirmed_page_is_opened_to_be_edited_if_wanted(desk):
    desk.post(reverse("desk:add"), {"text": "\n".join(LINES)})
    data = {"title": "新标题", "source_name": "示例报", "edit": ""}
    answer = desk.post(confirm_url(Entry.objects.get()), data)
    article = Article.objects.get()
    assert answer.url == reverse("admin:bulletins_article_change", args=[article.pk])


def test_page_without_a_title_is_not_confirmed(desk):
    desk.post(reverse("desk:add"), {"text": "\n".join(LINES)})
    assert desk.post(confirm_url(Entry.objects.get()), {"title": ""}).status_code == 200
    assert not Article.objects.exists()


def test_reviewer_may_not_add(client, reviewer, make_entry):
    client.force_login(reviewer)
    assert client.get(reverse("desk:add")).status_code == 403
    assert client.post(confirm_url(make_entry()), {"title": "x"}).status_code == 403


def test_bookmark_sends_the_page_before_any_log_in(desk, editor):
    page = desk.get(reverse("desk:add")).content.decode()
    script = script_for(editor, "http://testserver/admin/desk/add/receive/")
    assert f'href="{script}"' in unescape(page)
    answer = send(token_of(editor))
    entry = Entry.objects.get()
    assert answer["Refresh"] == f"0; url={confirm_url(entry)}"
    assert (entry.title, entry.url) == (LINES[0], URL)
    assert Client().get(confirm_url(entry))["Location"].startswith("/admin/login/?next=")


@pytest.mark.parametrize("token", ["", "x", "1", "1-", "999-aa", "１-aa"])
def test_made_up_token_is_refused(editor, token):
    assert send(token).status_code == 403
    assert send(token_of(editor)[:-1]).status_code == 403
    assert not Entry.objects.exists()


def test_token_ends_with_the_password_the_account_and_the_role(editor, reviewer):
    token = token_of(editor)
    assert person_with(token) == editor
    editor.set_password("another correct horse")
    editor.save()
    assert person_with(token) is None
    type(editor).objects.filter(pk=editor.pk).update(is_active=False)
    editor.refresh_from_db()
    assert person_with(token_of(editor)) is None
    assert send(token_of(reviewer)).status_code == 422
    assert not Entry.objects.exists()


def test_page_that_cannot_be_taken_says_why_and_what_helps(editor):
    answer = send(token_of(editor), "<html><body>404</body></html>")
    assert answer.status_code == 422
    assert f"{reverse('desk:add')}?url=https%3A%2F%2Fpress.example%2F7.html" in (
        answer.content.decode()
    )


def test_page_that_is_too_large_is_refused(editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = send(token_of(editor), HTML * 20)
    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()
