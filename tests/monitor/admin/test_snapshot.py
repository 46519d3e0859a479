"""Snapshots at the desk: verified, shown in a frame that can do nothing, given as WARC files."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from PIL import Image
from warcio.archiveiterator import ArchiveIterator

from monitor.models import Entry, Snapshot
from monitor.net import Response
from monitor.pipeline.snapshots import new_snapshot, store_snapshot
from monitor.receiving import keep_file
from monitor.warc import files
from monitor.warc.captures import Pictures
from monitor.warc.files import Kind

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PAGE = """<html><body onload="x()"><script>alert(1)</script><h1>样例标题</h1>
<img src="/1.png"></body></html>"""


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.SNAPSHOTS_DIR = tmp_path


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return file.getvalue()


def snapshot_of(number: int, *pages: bytes, is_kept: bool = False) -> Snapshot:
    entry = Entry.objects.create(
        url=f"https://news.example/{number}.html", link_key=str(number), item_digest="",
        title="样例", found_at=NOW, is_kept=is_kept,
    )  # fmt: skip
    pictures = Pictures(NOW + timedelta(hours=number))
    picture = Response("https://news.example/1.png", 200, {"Content-Type": "text/html"}, png())
    digest = pictures.keep(picture)
    answers = [
        Response(entry.url, 200, {"Content-Type": "text/html; charset=gbk", "Server": "样"}, page)
        for page in pages or (PAGE.encode("gbk"),)
    ]
    snapshot = new_snapshot(entry, answers, NOW + timedelta(hours=number), pictures.revisits)
    assert snapshot
    store_snapshot(snapshot, [{"src": picture.url, "original": digest}])
    return snapshot


@pytest.fixture
def snapshot(db) -> Snapshot:
    return snapshot_of(1)


def url(name: str, *args: object, **query: object) -> str:
    return reverse(f"admin:monitor_snapshot_{name}", args=args, query=query)


def damage(snapshot: Snapshot) -> None:
    path = files.path_of(Kind.PAGE, snapshot.file)
    path.write_bytes(path.read_bytes() + b"\0")


def test_page_of_a_snapshot_says_that_it_is_unchanged(client, reviewer, snapshot):
    client.force_login(reviewer)
    page = client.get(url("change", snapshot.pk)).content.decode()
    assert "Checked just now: the page and 1 picture are byte for byte what was fetched." in page
    assert f'sandbox="" referrerpolicy="no-referrer" src="{url("replay", snapshot.pk, 1)}"' in page
    assert "text/html; charset=gbk" in page
    assert snapshot.sha256 in page


@pytest.mark.parametrize(
    ("name", "ending"), [("公告 1.pdf", ".pdf"), ("页面.HTML", ".html"), ('坏".exe', ".bin")]
)
def test_file_that_was_brought_is_given_on_and_never_shown(client, reviewer, db, name, ending):
    entry = snapshot_of(1).entry
    keep_file(entry, name, b"%PDF-1.7 <script>")
    brought = entry.snapshots.latest("pk")
    client.force_login(reviewer)
    page = client.get(url("change", brought.pk)).content.decode()
    assert "the file is byte for byte what was brought" in page
    assert "<iframe" not in page
    shown = client.get(url("replay", brought.pk, 1))
    assert b"%PDF" not in shown.content
    given = client.get(url("download", brought.pk))
    assert given.content == b"%PDF-1.7 <script>"
    assert (given["Content-Type"], given["X-Content-Type-Options"]) == (
        "application/octet-stream", "nosniff",
    )  # fmt: skip
    assert given["Content-Disposition"] == (
        f'attachment; filename="snapshot-{brought.pk}-{brought.sha256[:12]}{ending}"'
    )


def test_page_of_a_snapshot_says_that_it_was_changed(client, reviewer, snapshot):
    damage(snapshot)
    client.force_login(reviewer)
    page = client.get(url("change", snapshot.pk)).content.decode()
    assert "was changed after it had been written" in page
    assert "<iframe" not in page


def test_missing_picture_is_noticed(client, reviewer, snapshot):
    files.path_of(Kind.PICTURE, snapshot.pictures.get().sha256).unlink()
    client.force_login(reviewer)
    assert "is missing" in client.get(url("change", snapshot.pk)).content.decode()


def test_replay_is_harmless_and_may_do_nothing(client, reviewer, snapshot):
    client.force_login(reviewer)
    response = client.get(url("replay", snapshot.pk, 1))
    page = response.content.decode()
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>样例标题</h1>" in page
    assert 'src="data:image/png;base64,' in page
    assert "script" not in page
    assert "onload" not in page
    assert response["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    )
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("number", "shown"), [(1, "first"), (2, "second"), (3, "no page")])
def test_every_page_of_an_article_can_be_shown(client, reviewer, db, number, shown):
    snapshot = snapshot_of(1, b"<html><p>the first</p>", b"<html><p>the second</p>")
    client.force_login(reviewer)
    assert shown in client.get(url("replay", snapshot.pk, number)).content.decode()


@pytest.mark.parametrize("body", [b"", b"\0\1" * 99, b"<div>" * 5000])
def test_what_cannot_be_shown_says_why(client, reviewer, db, body):
    client.force_login(reviewer)
    response = client.get(url("replay", snapshot_of(1, body).pk, 1))
    assert response.content.decode().startswith("<!DOCTYPE html><p>The page")


def test_damaged_snapshot_is_not_handed_out(client, reviewer, snapshot):
    damage(snapshot)
    client.force_login(reviewer)
    assert "was changed" in client.get(url("replay", snapshot.pk, 1)).content.decode()
    assert client.get(url("download", snapshot.pk)).status_code == 404


def records(response) -> list[tuple[str, str]]:
    data = io.BytesIO(b"".join(response.streaming_content))
    return [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
        for record in ArchiveIterator(data, check_digests="raise")
        if record.content_stream().read() is not None and record.rec_type != "warcinfo"
    ]


def test_export_of_a_snapshot_holds_page_and_picture(client, reviewer, snapshot):
    client.force_login(reviewer)
    response = client.get(url("export", snapshot=snapshot.pk))
    assert response["Content-Type"] == "application/gzip"
    assert response["Content-Disposition"].endswith(f'-{snapshot.pk}.warc.gz"')
    assert records(response) == [
        ("response", "https://news.example/1.html"),
        ("response", "https://news.example/1.png"),
    ]


def test_export_of_several_entries_holds_each_picture_once(client, reviewer, snapshot):
    other = snapshot_of(2)
    client.force_login(reviewer)
    response = client.get(url("export", entry=[snapshot.entry_id, other.entry_id]))
    assert records(response) == [
        ("response", "https://news.example/1.html"),
        ("response", "https://news.example/2.html"),
        ("revisit", "https://news.example/1.png"),
        ("response", "https://news.example/1.png"),
    ]


@pytest.mark.parametrize("query", [{}, {"entry": "x"}, {"snapshot": "9" * 30}, {"entry": "99"}])
def test_export_of_nothing_is_not_found(client, reviewer, snapshot, query):
    client.force_login(reviewer)
    assert client.get(url("export", **query)).status_code == 404


def test_export_of_a_missing_file_says_so(client, reviewer, snapshot):
    files.path_of(Kind.PAGE, snapshot.file).unlink()
    client.force_login(reviewer)
    response = client.get(url("export", snapshot=snapshot.pk))
    assert response.status_code == 404
    assert "is missing" in response.content.decode()


def test_snapshots_need_permission(client, snapshot):
    client.force_login(User.objects.create_user("new", is_staff=True))
    for address in (
        url("change", snapshot.pk), url("replay", snapshot.pk, 1), url("download", snapshot.pk),
        url("export", snapshot=snapshot.pk),
    ):  # fmt: skip
        assert client.get(address).status_code == 403


def test_list_says_how_long_a_snapshot_is_kept(client, reviewer, snapshot, settings):
    settings.SNAPSHOT_DAYS = 10
    snapshot_of(2, is_kept=True)
    client.force_login(reviewer)
    page = client.get(url("changelist")).content.decode()
    assert "Nov. 30, 2026" in page
    assert "for ever" in page
