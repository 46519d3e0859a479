"""Back issues: received, looked at, imported as they stand; and what the database holds then."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError

from bulletins.models import Article, BackIssue, Issue, Rendition
from bulletins.rendering.outputs import render_output
from bulletins.workflow.back_issues import (
    NotABulletinFileError,
    discard_back_issue,
    import_back_issue,
    read_back_issue,
    receive_back_issue,
    take_page,
)
from bulletins.workflow.checking import findings_of
from bulletins.workflow.editing import revise_article
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.publication import render_document
from content.pictures import picture_path
from content.sanitising import PICTURE_SRC, clean_article_body
from monitor.models import Entry
from tests.bulletins.importing.samples import data_of, word_file
from tests.bulletins.rendering.looks import OTHER
from tests.bulletins.rendering.samples import rich_document, sample_document, store_picture


@pytest.fixture
def received(bulletin, publisher, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PICTURES_DIR = tmp_path / "media" / "pictures"

    def receive(name: str = "faulty.md", data: bytes | None = None) -> BackIssue:
        return receive_back_issue(bulletin, name, data or data_of(name), publisher)

    return receive


def test_received_file_is_kept_as_it_was_and_once(received):
    row = received()
    with row.file.open() as file:
        assert file.read() == data_of("faulty.md")
    assert (row.name, row.issue) == ("faulty.md", None)
    assert row.reading["number"] == 408
    assert received() == row


def test_window_of_a_file_is_checked_by_the_rhythm_of_its_series(received, bulletin):
    printed = data_of("clean.txt")
    bulletin.rhythm_kind, bulletin.month_days = "month", "15, 31"
    row = received("clean.txt", printed)
    rules = [finding["rule"] for finding in row.reading["findings"]]
    assert rules.count("window-shape") == 2
    assert "window-shape" not in [finding.rule for finding in read_back_issue(printed).findings]


def test_imported_issue_says_what_the_file_says(received, publisher, bulletin):
    issue = import_back_issue(received(), publisher)
    assert (issue.number, issue.issue_date) == (408, date(2026, 3, 27))
    assert (issue.window_start, issue.window_end) == (None, date(2026, 3, 27))
    document = issue.frozen_document()
    assert document.masthead.source_label == "媒体"
    assert "2026 年 3 年 23 日" in document.foreword
    first = document.items[0]
    assert first.title == "示例市推进互联互通 患者少跑路"
    assert first.url.endswith("wfr=spider&for=pc")
    assert "<p>原标题：示例市让信息多跑路</p>" in first.body_html
    assert [item.article.status for item in issue.items.all()] == [Article.Status.IMPORTED] * 3
    assert issue.activities.get().verb == "import"
    assert Rendition.objects.get().issue == issue
    bulletin.refresh_from_db()
    assert bulletin.last_number == 408


def test_ledger_does_not_go_back(received, publisher, bulletin):
    bulletin.last_number = 600
    bulletin.save()
    import_back_issue(received(), publisher)
    bulletin.refresh_from_db()
    assert bulletin.last_number == 600


def test_findings_of_an_imported_issue_are_those_of_its_file(received, publisher):
    issue = import_back_issue(received(), publisher)
    found = [(finding.rule, finding.item) for finding in findings_of(issue)]
    assert found == [
        (finding.rule, finding.item) for finding in read_back_issue(data_of("faulty.md")).findings
    ]


def test_imported_article_stands(received, publisher, editor):
    article = import_back_issue(received(), publisher).articles.all()[0]
    with pytest.raises(NotAllowedError):
        revise_article(article, editor, seen_digest=article.digest, title="改")
    with pytest.raises(IntegrityError):
        Article.objects.filter(pk=article.pk).update(title="改")


def test_file_is_imported_once(received, publisher):
    row = received()
    import_back_issue(row, publisher)
    with pytest.raises(ConflictError):
        import_back_issue(row, publisher)
    with pytest.raises(ConflictError):
        discard_back_issue(row, publisher)
    assert Issue.objects.count() == 1
    assert Article.objects.count() == 3


def test_number_is_given_once(received, publisher, django_capture_on_commit_callbacks):
    import_back_issue(received(), publisher)
    other = data_of("clean.txt").decode().replace("一〇一", "四〇八").replace("3月27日", "4月3日")
    row = received("other.txt", other.encode())
    with pytest.raises(ConflictError):
        import_back_issue(row, publisher)
    storage, name = row.file.storage, row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        discard_back_issue(row, publisher)
    assert not storage.exists(name)
    assert BackIssue.objects.count() == 1


def test_pictures_of_a_word_file_are_kept(received, publisher):
    data = word_file(data_of("clean.txt").decode(), with_picture=True)
    document = import_back_issue(received("clean.docx", data), publisher).frozen_document()
    assert document.items[1].body_html.count('<figure><img src="/pictures/') == 1


def test_issue_without_a_readable_number_is_not_imported(received, publisher):
    data = data_of("clean.txt").decode().replace("（第一〇一期）", "").encode()
    row = received("nameless.txt", data)
    assert row.reading["number"] is None
    with pytest.raises(NotReadyError):
        import_back_issue(row, publisher)


def test_only_the_permitted_receive_and_import(received, bulletin, publisher, editor):
    row = received()
    with pytest.raises(NotAllowedError):
        receive_back_issue(bulletin, "a.txt", data_of("clean.txt"), editor)
    with pytest.raises(NotAllowedError):
        import_back_issue(row, editor)
    with pytest.raises(NotAllowedError):
        discard_back_issue(row, editor)
    assert not Issue.objects.exists()


def test_what_is_no_bulletin_becomes_an_entry_with_its_faults(db):
    text = "样例文章\n\n第一段说完了。\n\n以上为试下载部分，如要下载或阅读全文，请访问别处。"
    with pytest.raises(NotABulletinFileError) as refused:
        read_back_issue(text.encode())
    assert [finding.rule for finding in refused.value.findings] == ["leftover", "truncated"]
    take_page(refused.value)
    take_page(refused.value)
    entry = Entry.objects.get()
    assert (entry.title, entry.state) == ("样例文章", Entry.State.CAPTURED)
    assert entry.body_text.splitlines()[0] == "第一段说完了。"


@pytest.fixture
def published_pdf(bulletin, publisher, received, tmp_path):
    """Give a published issue with pictures, and its PDF."""
    rich = rich_document(tmp_path / "media" / "pictures")
    items = tuple(
        replace(item, body_html=clean_article_body(item.body_html)) for item in rich.items
    )
    document = replace(rich, items=items)
    output = tmp_path / "issue.pdf"
    render_document(document, output)
    return document, output.read_bytes()


def test_import_of_our_own_pdf_loses_nothing(published_pdf, received, publisher, settings):
    document, data = published_pdf
    shutil.rmtree(settings.PICTURES_DIR)  # as at another desk
    issue = import_back_issue(received("issue.pdf", data), publisher)
    imported = issue.frozen_document()
    first, second, third = imported.items
    assert replace(imported, items=(first, document.items[1], third)) == document
    for found in PICTURE_SRC.finditer(first.body_html + second.body_html):
        assert picture_path(found["sha256"], found["extension"]).exists()
    assert re.sub(PICTURE_SRC, "", second.body_html) == re.sub(
        PICTURE_SRC, "", document.items[1].body_html
    )
    articles = [item.article for item in issue.items.select_related("article")]
    assert [article.digest for article in articles] == [item.digest for item in imported.items]


def test_picture_at_print_size_comes_with_our_own_pdf_and_is_printed_again_as_it_is(
    received, publisher, settings, tmp_path
):
    src = store_picture(settings.PICTURES_DIR, (1600, 1000), "jpg")
    other = store_picture(settings.PICTURES_DIR, (1500, 1000), "jpg")
    body = "".join(f'<figure><img src="{each}" alt="图"></figure>' for each in (src, other))
    document = sample_document(clean_article_body(body))
    printed = render_document(document, tmp_path / "issue.pdf").manifest["pictures"]
    shutil.rmtree(settings.PICTURES_DIR)  # as at another desk
    data = (tmp_path / "issue.pdf").read_bytes()
    issue = import_back_issue(received("issue.pdf", data), publisher)
    imported = issue.frozen_document()
    now = {each: f"/pictures/{printed[each]}.jpg" for each in (src, other)}
    assert imported.items[0].body_html == body.replace(src, now[src]).replace(other, now[other])
    again = render_document(imported, tmp_path / "again.pdf").manifest["pictures"]
    assert again == {now[each]: printed[each] for each in (src, other)}


def test_picture_that_is_still_stored_stays_as_it_is(received, publisher, settings, tmp_path):
    src = store_picture(settings.PICTURES_DIR, (1600, 1000), "jpg")
    document = sample_document(clean_article_body(f'<p><img src="{src}" alt="图"></p>'))
    render_document(document, tmp_path / "issue.pdf")
    data = (tmp_path / "issue.pdf").read_bytes()
    assert import_back_issue(received("issue.pdf", data), publisher).frozen_document() == document


def test_pdf_with_an_issue_that_was_changed_is_refused(published_pdf, received):
    _document, data = published_pdf
    with pikepdf.open(BytesIO(data)) as pdf:
        content = pdf.attachments["issue.json"].get_file().read_bytes()
        pdf.attachments["issue.json"].obj.EF.F.write(content.replace("示例".encode(), b"xx"))
        target = BytesIO()
        pdf.save(target)
    with pytest.raises(NotABulletinFileError, match="清单"):
        received("issue.pdf", target.getvalue())


def test_words_of_our_own_series_are_known_in_its_files(bulletin, tmp_path):
    document = replace(sample_document("<p>甲</p>"), look=OTHER)
    data = render_output("docx", document, tmp_path)
    with pytest.raises(NotABulletinFileError):
        read_back_issue(data)
    bulletin.look = OTHER.to_json()
    bulletin.save()
    head = read_back_issue(data).bulletin.head
    assert (head.title, head.number) == (document.masthead.title, 568)
    assert head.date
    assert head.date.day == document.issue_date
