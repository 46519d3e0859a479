"""Evidence from end to end: what a capture keeps of a page, and what it does when it cannot."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from warcio.checker import Checker

from monitor.capture import capture_entry
from monitor.models import Entry, Snapshot, Source
from monitor.pipeline.snapshots import export, replayed, verified
from monitor.warc.captures import read_page
from tests.monitor.conftest import article

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.SNAPSHOTS_DIR = tmp_path / "snapshots"
    settings.PICTURES_DIR = tmp_path / "pictures"


@pytest.fixture
def make_entry(db, site):
    source = Source.objects.create(name="示例健康报", url=f"{site.url}/feed", allow_private=True)
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 0, 0)).save(picture, "PNG")
    site.pages["/photo.png"] = picture.getvalue()

    def make(number: int) -> Entry:
        more = f'<p>第{number}篇。</p><p><img src="/photo.png"></p>'
        site.pages[f"/{number}.html"] = article(f"示例市电子病历互认第{number}篇", more=more)
        return Entry.objects.create(
            source=source, url=f"{site.url}/{number}.html", link_key=str(number), item_digest="",
            title="样例", found_at=NOW, due_at=NOW,
        )  # fmt: skip

    return make


def test_capture_keeps_page_and_picture_as_they_were_fetched(make_entry, site):
    assert capture_entry(make_entry(8).pk)
    snapshot = Snapshot.objects.get()
    (page,) = verified(snapshot)
    assert (page.body, page.status, page.url) == (
        site.pages["/8.html"],
        "200 OK",
        f"{site.url}/8.html",
    )
    assert [picture.url for picture in snapshot.pictures.all()] == [f"{site.url}/photo.png"]
    assert 'src="data:image/png;base64,' in replayed(snapshot)


def test_second_page_with_the_same_picture_notes_a_revisit(make_entry, site):
    for number in (8, 9):
        assert capture_entry(make_entry(number).pk)
    second, _first = Snapshot.objects.all()
    assert [record.is_revisit for record in read_page(second.file)] == [False, True]


def test_export_of_captures_passes_the_checker_of_another_tool(make_entry, tmp_path, capsys):
    for number in (8, 9):
        assert capture_entry(make_entry(number).pk)
    path = tmp_path / "all.warc.gz"
    path.write_bytes(b"".join(export(Snapshot.objects.all())))

    class Arguments:
        verbose = True
        inputs = [str(path)]

    assert Checker(Arguments()).process_all() == 0
    assert " response\n    digest pass" in capsys.readouterr().out


def test_picture_that_cannot_be_kept_fails_the_capture_with_its_reason(make_entry, monkeypatch):
    entry = make_entry(8)

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("monitor.warc.files.write_whole", full)
    assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert (entry.state, entry.images) == ("failed", [])
    assert entry.error == "The page cannot be kept: No space left on device."


def test_full_disk_fails_the_capture_which_is_tried_again(make_entry, monkeypatch):
    entry = make_entry(8)

    def full(handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert (entry.state, entry.attempts, entry.error != "") == ("failed", 1, True)
    assert not Snapshot.objects.exists()
    Entry.objects.update(due_at=NOW)
    assert capture_entry(entry.pk)
    assert len(verified(Snapshot.objects.get())) == 1
