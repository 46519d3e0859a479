"""Adding by hand: what is given is told apart, read, and confirmed into an article."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from docx import Document

from bulletins.workflow.adding import add_file, add_link, add_text, confirm, faults_of
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.evidence import evidence_of_articles
from bulletins.workflow.intake import links_of, page_is_whole
from monitor.models import Decision, Entry, Snapshot
from monitor.warc.captures import sha256
from monitor.warc.files import Kind, path_of
from tests.bulletins.importing.samples import data_of

URL = "https://press.example/7.html"
LINES = (
    "示例市三家医院互认检查结果",
    "来源：示例健康报 2026-11-18",
    "示例市卫生健康信息中心昨天介绍，全市三家医院从今年秋天起互认检查结果，患者不必重复检查。",
    "这套系统从去年开始建设，先把影像资料放到同一个平台，再统一报告的写法，最后才谈得上互认。",
)
HTML = (
    '<!doctype html><html><head><meta charset="utf-8"><title>{0}</title></head><body><h1>{0}</h1>'
    "<p>2026-11-18 来源：示例健康报</p><div><p>{2}</p><p>{3}</p></div></body></html>"
).format(*LINES)


def word() -> bytes:
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_text_has_its_title_in_the_first_line(editor):
    entry = add_text("\n".join(LINES), "", editor)
    assert (entry.title, entry.source_name) == (LINES[0], "示例健康报")
    assert entry.published_on == date(2026, 11, 18)
    assert entry.body_text.splitlines() == list(LINES[1:])
    assert not entry.snapshots.exists()


def test_markup_in_a_text_is_text(editor):
    entry = add_text(f"{LINES[0]}\n若 a<b 则 {LINES[2]}", "", editor)
    assert "若 a&lt;b 则" in entry.body_html


@pytest.mark.parametrize(
    "add", [add_text, lambda text, *rest: add_file("page.html", text.encode(), *rest)]
)
def test_html_of_a_page_is_kept_as_a_snapshot(editor, add):
    entry = add(HTML, URL, editor)
    assert (entry.url, entry.title, entry.source_name) == (URL, LINES[0], "示例健康报")
    assert entry.snapshots.get().body == HTML.encode()


def test_word_file_is_an_entry(editor):
    entry = add_file("互认.docx", word(), "", editor)
    assert (entry.title, entry.source_name) == (LINES[0], "示例健康报")
    assert entry.published_on == date(2026, 11, 18)


def test_file_is_kept_as_it_came_once(editor):
    data = word()
    entry = add_file("互认 1.docx", data, "", editor)
    assert add_file("again.docx", data, "", editor) == entry
    kept = entry.snapshots.get()
    assert (kept.file_name, kept.body, kept.sha256) == ("互认 1.docx", data, sha256(data))


def test_file_of_a_page_that_is_known_is_kept_besides(editor):
    entry = add_text(HTML, URL, editor)
    saved = HTML.replace("昨天", "今天").encode()
    assert add_file("saved.html", saved, URL, editor) == entry
    assert {(kept.file_name, kept.body) for kept in entry.snapshots.all()} == {
        ("", HTML.encode()), ("saved.html", saved),
    }  # fmt: skip
    article = confirm(entry, editor)
    (link,) = links_of([article])
    assert link.snapshot
    assert link.snapshot.file_name == ""  # the page can be looked at


def test_file_stays_with_its_article_and_stands_in_its_evidence(editor):
    data = word()
    article = confirm(add_file("互认.docx", data, "", editor), editor)
    (known,) = evidence_of_articles([article])["articles"]
    (kept,) = known["snapshots"]
    assert kept["sha256"] == sha256(data)
    assert page_is_whole(article, kept["sha256"])
    years_later = timezone.now() + timedelta(days=4000)
    assert not Snapshot.objects.past_their_time(years_later, days=365).exists()
    path_of(Kind.PAGE, Snapshot.objects.get().file).unlink()
    assert not page_is_whole(article, kept["sha256"])


def test_whole_bulletin_is_refused_with_the_way_to_import_it(editor):
    with pytest.raises(NotReadyError, match=r"往期|back issue"):
        add_file("clean.txt", data_of("clean.txt"), "", editor)


def test_what_cannot_be_read_is_refused(editor):
    with pytest.raises(NotReadyError):
        add_file("x.bin", b"\x00\x01\x02", "", editor)
    with pytest.raises(NotReadyError):
        add_text("<html><body><p>404</p></body></html>", URL, editor)
    with pytest.raises(NotReadyError):
        add_link("https://127.0.0.1/1.html", editor)


def test_without_permission_nothing_is_added(reviewer):
    for add in (add_link, lambda given, who: add_text(given, "", who)):
        with pytest.raises(NotAllowedError):
            add(URL, reviewer)
    with pytest.raises(NotAllowedError):
        add_file("互认.docx", word(), "", reviewer)
    assert not Entry.objects.exists()


def test_confirmed_entry_is_an_accepted_article_as_corrected(editor):
    entry = add_text("\n".join(LINES), "", editor)
    article = confirm(entry, editor, title="改过的标题", url=URL, published_on=date(2026, 11, 19))
    assert (article.title, article.url) == ("改过的标题", URL)
    assert (article.source_name, article.body_html) == ("示例健康报", entry.body_html)
    assert Decision.objects.get().entry == entry
    with pytest.raises(ConflictError):
        confirm(entry, editor)


def test_faults_of_the_text_are_named(editor):
    entry = add_text(
        "\n".join(
            (
                *LINES,
                "责任编辑：某某",
                "这一段讲到系统怎样建设，后面的话没有抄下来，文字到这里就断了，因为",
            )
        ),
        "",
        editor,
    )
    assert {"leftover", "truncated"} <= {finding.rule for finding in faults_of(entry)}
