"""``manage.py verify_issue``: says that all is as it was, and finds each thing that is not.

Whoever changes what was published has to get past the database first: here its guards are taken
away, as somebody with the administrator's password could.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from bulletins.models import Article, Issue, Rendition, Review
from bulletins.models.guards import GUARDS
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article
from bulletins.workflow.publication import publish, render
from bulletins.workflow.review import approve, submit
from content.pictures import picture_path
from monitor.models import Snapshot
from monitor.net import Response
from monitor.pipeline.snapshots import new_snapshot, store_snapshot
from monitor.warc import files
from monitor.warc.files import Kind
from tests.bulletins.rendering.samples import store_picture


@pytest.fixture
def unguarded(db):
    """Take away what keeps published things as they are, for this test."""
    with connection.cursor() as cursor:
        for guard in GUARDS:
            table = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{table}")


@pytest.fixture
def issue(bulletin, staff, make_entry, settings, tmp_path):
    """Publish an issue of one article with a picture and a captured page, and make its PDF."""
    settings.PICTURES_DIR = tmp_path / "pictures"
    settings.SNAPSHOTS_DIR = tmp_path / "snapshots"
    editor, reviewer, publisher = staff
    entry = make_entry()
    capture = new_snapshot(entry, [Response(entry.url, 200, {}, b"<p>page</p>")], timezone.now())
    assert capture
    store_snapshot(capture, [])
    src = store_picture(tmp_path / "pictures", (300, 200), "jpg")
    article = create_article(
        editor,
        entry=entry,
        title="示例标题",
        source_name="示例健康报",
        url=entry.url,
        published_on=entry.published_on,
        body_html=f'<p>样例正文。</p><figure><img src="{src}" alt="图"></figure>',
    )
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    issue = compile_issue(bulletin, entry.published_on, editor)
    place_articles(issue, [article], editor)
    assert render(publish(issue, publisher).pk)
    return issue


def _file() -> Path:
    return Path(Rendition.objects.get().file.path)


def test_what_is_unchanged_is_proved(issue, capsys):
    call_command("verify_issue", "1")
    printed = capsys.readouterr().out.splitlines()
    assert printed == [
        f"✓ PDF {_file().name}  unchanged",
        "✓ manifest  unchanged",
        "✓ document  unchanged",
        "✓ article 1  unchanged",
        "卫生信息化舆情监测周报 第一期 is as it was published.",
    ]


def change_a_byte_of_the_pdf(_issue: Issue) -> None:
    data = _file().read_bytes()
    _file().write_bytes(data[:-7] + b"0" + data[-6:])


def remove_the_pdf(_issue: Issue) -> None:
    _file().unlink()


def exchange_the_manifest(_issue: Issue) -> None:
    row = Rendition.objects.get()
    row.manifest["layout"] = "0" * 64
    row.save()


def exchange_the_pdf_with_its_hash(_issue: Issue) -> None:
    """Take the attached issue out, and write the new hash into the database."""
    with pikepdf.open(_file(), allow_overwriting_input=True) as pdf:
        pdf.attachments["issue.json"].obj.EF.F.write(b"{}")
        pdf.save(_file())
    Rendition.objects.update(sha256=hashlib.sha256(_file().read_bytes()).hexdigest())


def change_the_document(issue: Issue) -> None:
    issue.refresh_from_db()
    assert issue.document
    issue.document["items"][0]["title"] = "改"
    issue.save()


def change_the_text(_issue: Issue) -> None:
    Article.objects.update(body_html="<p>改</p>")


def change_the_text_and_its_digest(_issue: Issue) -> None:
    article = Article.objects.get()
    article.title = "改"
    digest = article.text_digest()
    Article.objects.update(title="改", digest=digest, approved_digest=digest)


def change_the_approved_digest(_issue: Issue) -> None:
    Review.objects.update(digest="0" * 64)


def move_the_approval(_issue: Issue) -> None:
    Review.objects.update(at=timezone.now())


def make_the_approval_a_refusal(_issue: Issue) -> None:
    Review.objects.update(decision=Review.Decision.SENT_BACK)


def remove_the_snapshot(_issue: Issue) -> None:
    Snapshot.objects.all().delete()


def change_the_snapshot(_issue: Issue) -> None:
    name = Snapshot.objects.get().file
    path = files.path_of(Kind.PAGE, name)
    path.write_bytes(path.read_bytes()[:-1] + b"0")


def change_the_picture(issue: Issue) -> None:
    for path in Path(picture_path("00", "jpg")).parent.parent.rglob("*.jpg"):
        path.write_bytes(path.read_bytes() + b"0")


def remove_the_picture(issue: Issue) -> None:
    for path in Path(picture_path("00", "jpg")).parent.parent.rglob("*.jpg"):
        path.unlink()


def forget_the_file(_issue: Issue) -> None:
    Rendition.objects.update(state=Rendition.State.WAITING)


def forget_the_manifest(_issue: Issue) -> None:
    Rendition.objects.update(manifest={})


SPOILT = {
    change_a_byte_of_the_pdf: "The file was changed.",
    remove_the_pdf: "The file is missing.",
    forget_the_file: "✗ PDF",
    forget_the_manifest: "The file was made before there were manifests.",
    exchange_the_manifest: "✗ manifest  It is not the one in the PDF.",
    exchange_the_pdf_with_its_hash: "✗ document  It is not the one in the PDF.",
    change_the_document: "✗ article 1  The document is not the one of the manifest.",
    change_the_text: "✗ article 1  The text was changed.",
    change_the_text_and_its_digest: "✗ article 1  The text was changed.",
    change_the_approved_digest: "✗ article 1  The approval of 20",
    move_the_approval: "✗ article 1  The approval of 20",
    make_the_approval_a_refusal: "✗ article 1  The approval of 20",
    remove_the_snapshot: "The snapshot of https://news.example/1.html is missing",
    change_the_snapshot: "The snapshot of https://news.example/1.html is missing",
    change_the_picture: "A picture is missing or was changed",
    remove_the_picture: "A picture is missing or was changed",
}


@pytest.mark.usefixtures("unguarded")
def test_each_change_is_found(issue, tmp_path, tmp_path_factory, capsys, subtests):
    """One issue is spoilt in one way after the other and put back each time."""
    kept = tmp_path_factory.mktemp("kept")
    shutil.copytree(tmp_path, kept, dirs_exist_ok=True)
    for spoil, told in SPOILT.items():
        with subtests.test(spoil.__name__):
            moment = transaction.savepoint()
            spoil(issue)
            with pytest.raises(CommandError, match="is not as it was published"):
                call_command("verify_issue", "1")
            assert told in capsys.readouterr().out
            transaction.savepoint_rollback(moment)
            shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    call_command("verify_issue", "1")
