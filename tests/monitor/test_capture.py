"""The pages of entries, captured from a server on loopback."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from content.pictures import picture_path
from monitor.capture import capture_entry, save_capture
from monitor.errors import MonitorError
from monitor.models import Entry, EntryMatch, Snapshot, Source
from monitor.net import fetch
from monitor.page_visit import read_page
from monitor.pipeline.retrieve import retrieve
from monitor.polling import poll_source
from monitor.schedule import CAPTURE_ATTEMPTS, LEASE
from tests.monitor.conftest import article


@pytest.fixture
def entry(feed, site) -> Entry:
    site.publish(1)
    poll_source(feed.pk)
    return Entry.objects.get()


def png(colour: str = "red") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (640, 360), colour).save(data, "PNG")
    return data.getvalue()


def test_capture_keeps_text_date_outlet_topics_and_page(entry, site, topic):
    before = timezone.now()
    assert capture_entry(entry.pk) is True
    entry.refresh_from_db()
    assert entry.state == Entry.State.CAPTURED
    assert entry.title == "示例市电子病历互联互通（1）"
    assert entry.source_name == "示例健康报"
    assert entry.published_on.isoformat() == "2026-11-18"
    assert entry.body_text.startswith("样例正文：示例市三家医院")
    assert entry.body_html.startswith("<p>样例正文")
    assert entry.captured_at >= before
    assert (entry.due_at, entry.attempts, entry.error, entry.charset) == (None, 0, "", "utf-8")
    assert [(m.topic, m.words) for m in entry.matches.all()] == [(topic, ["电子病历", "互认"])]
    snapshot = entry.snapshots.get()
    assert snapshot.body == site.pages["/1.html"]
    assert snapshot.sha256 == hashlib.sha256(snapshot.body).hexdigest()
    assert (snapshot.size, snapshot.url) == (len(snapshot.body), entry.url)


def test_capture_of_what_is_not_due_does_nothing(entry, site):
    assert capture_entry(entry.pk) is True
    assert capture_entry(entry.pk) is None
    assert capture_entry(0) is None
    assert site.asked.count("/1.html") == 1


def test_pictures_are_stored_and_the_body_points_at_them(entry, site):
    site.pages["/a.png"] = png()
    site.pages["/b.png"] = b"<html>no picture</html>"
    site.pages["/1.html"] = article(
        "样例",
        more='<p><img src="/a.png"></p><p>图一：样例</p><p><img src="/b.png"></p>'
        '<p><img src="/missing.png"></p>',
    )
    capture_entry(entry.pk)
    entry.refresh_from_db()
    stored = {image["src"].removeprefix(site.url): image for image in entry.images}
    assert set(stored) == {"/a.png", "/b.png", "/missing.png"}
    ours = stored["/a.png"]["stored"]
    assert entry.body_html.count("<img") == 1
    assert f'src="{ours}"' in entry.body_html
    sha256, _dot, extension = ours.removeprefix("/pictures/").partition(".")
    assert picture_path(sha256, extension).is_file()
    assert stored["/b.png"]["error"] == "This is not a picture (JPEG, PNG, GIF, WebP or BMP)."
    assert stored["/missing.png"]["stored"] == ""


def test_failing_page_is_tried_again_and_then_given_up(entry, site):
    site.status["/1.html"] = 500
    waits = []
    for _attempt in range(CAPTURE_ATTEMPTS):
        Entry.objects.update(due_at=timezone.now())
        assert capture_entry(entry.pk) is False
        entry.refresh_from_db()
        waits.append(entry.due_at and (entry.due_at - timezone.now()) / timedelta(minutes=10))
    assert waits.pop() is None
    most = [2**failures for failures in range(CAPTURE_ATTEMPTS - 1)]
    assert all(0.79 * wait < kept <= wait for wait, kept in zip(most, waits, strict=True))
    assert (entry.state, entry.attempts) == ("failed", CAPTURE_ATTEMPTS)
    assert entry.error == "The outlet's own server has a fault (500)."
    assert (entry.lease_token, Snapshot.objects.count()) == (None, 0)


def test_fault_of_ours_is_never_the_last_try(entry, settings, tmp_path):
    full = tmp_path / "full"
    full.write_text("no folder")
    settings.SNAPSHOTS_DIR = full
    for _attempt in range(CAPTURE_ATTEMPTS + 2):
        Entry.objects.update(due_at=timezone.now())
        assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert entry.attempts == CAPTURE_ATTEMPTS - 1
    assert entry.due_at
    settings.SNAPSHOTS_DIR = tmp_path / "mended"
    Entry.objects.update(due_at=timezone.now())
    assert capture_entry(entry.pk) is True


def test_page_without_an_article_is_a_failure(entry, site):
    site.pages["/1.html"] = b"<html><body></body></html>"
    assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert entry.error != ""


def test_article_over_two_pages_is_kept_whole_and_tried_again_until_it_is(entry, site):
    site.pages["/1.html"] = article(entry.title, more='<p><a href="/1_2.html">下一页</a></p>')
    assert capture_entry(entry.pk) is True
    entry.refresh_from_db()
    assert entry.error == ("A later page of the article is missing: The page does not exist (404).")
    assert (entry.state, entry.attempts, entry.confidence) == ("captured", 1, 75)
    assert round((entry.due_at - timezone.now()).total_seconds() / 60) == 10
    assert entry.body_text.startswith("样例正文")
    site.pages["/1_2.html"] = article(entry.title, more="<p>后一页的正文，写得足够长。</p>")
    Entry.objects.update(due_at=timezone.now())
    assert capture_entry(entry.pk) is True
    entry.refresh_from_db()
    assert entry.body_text.endswith("\n后一页的正文，写得足够长。")
    assert entry.body_text.count("样例正文") == 1
    assert (entry.error, entry.attempts, entry.due_at) == ("", 0, None)
    assert [page["url"] for page in entry.reading["pages"]] == [
        f"{site.url}/1.html", f"{site.url}/1_2.html",
    ]  # fmt: skip
    assert entry.snapshots.count() == 2


def test_page_with_characters_that_no_database_takes_is_read(entry, site):
    site.pages["/1.html"] = article(
        "样例&#xD800;\x00\x0b标题", more="<p>甲\x00乙&#0;&#xDFFF;丙</p>"
    )
    assert capture_entry(entry.pk) is True
    entry.refresh_from_db()
    for text in (entry.title, entry.body_text, entry.body_html):
        assert "\x00" not in text
        text.encode()


def test_fault_of_the_program_is_a_failure_too(entry, monkeypatch, caplog):
    monkeypatch.setattr("monitor.page_visit.extract_page", lambda *args: 1 / 0)
    assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert (entry.attempts, entry.lease_token) == (1, None)
    assert "ZeroDivisionError" in caplog.text


def test_changed_item_is_captured_again_and_its_snapshots_kept_apart(entry, feed, site):
    capture_entry(entry.pk)
    site.publish(1, title="改过的样例标题")
    poll_source(feed.pk, due_only=False)
    assert capture_entry(entry.pk) is True
    entry.refresh_from_db()
    assert entry.title == "改过的样例标题（1）"
    assert entry.snapshots.count() == 2
    Entry.objects.update(due_at=timezone.now())
    capture_entry(entry.pk)
    assert entry.snapshots.count() == 2


def test_changed_page_keeps_its_text_when_the_second_reading_fails(entry, feed, site):
    capture_entry(entry.pk)
    text = Entry.objects.get().body_text
    site.publish(1, title="改过的样例标题")
    site.status["/1.html"] = 503
    poll_source(feed.pk, due_only=False)
    assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert (entry.state, entry.body_text) == ("captured", text)
    assert entry.error == "The outlet's own server has a fault (503)."


def test_page_that_shows_less_leaves_what_the_feed_said(entry, site):
    site.pages["/1.html"] = article("样例标题", date="").replace("来源：示例健康报".encode(), b"")
    Entry.objects.update(published_on="2026-11-17")
    capture_entry(entry.pk)
    entry.refresh_from_db()
    assert (entry.source_name, str(entry.published_on)) == ("示例健康报", "2026-11-17")


def act_while_reading(monkeypatch, act) -> None:
    def retrieve_and_act(*args, **kwargs):
        response = retrieve(*args, **kwargs)
        act()
        return response

    monkeypatch.setattr("monitor.page_visit.retrieve", retrieve_and_act)


def test_capture_whose_lease_was_taken_over_stores_nothing(entry, monkeypatch):
    later = timezone.now() + 2 * LEASE
    act_while_reading(monkeypatch, lambda: Entry.objects.claim(entry.pk, later, LEASE))
    assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert (entry.state, entry.body_text, Snapshot.objects.count()) == ("found", "", 0)
    assert entry.lease_token is not None


def test_item_that_changes_while_its_page_is_read_is_read_again(entry, feed, site, monkeypatch):
    def change() -> None:
        site.publish(1, title="改过的样例标题")
        poll_source(feed.pk, due_only=False)

    feed.url = feed.url.replace("localhost", "127.0.0.1")  # a host of its own, not busy
    feed.save()
    act_while_reading(monkeypatch, change)
    assert capture_entry(entry.pk) is False
    monkeypatch.undo()
    assert capture_entry(entry.pk) is True
    entry.refresh_from_db()
    assert (entry.title, entry.due_at) == ("改过的样例标题（1）", None)


def test_disabled_topics_do_not_match(entry, topic):
    topic.is_enabled = False
    topic.save()
    capture_entry(entry.pk)
    assert not EntryMatch.objects.exists()


def captured_by_hand(site, path: str = "/1.html") -> Entry:
    response = fetch(f"{site.url}{path}", allow_private=True)
    page = read_page(response.body, response.url, response.content_type)
    return save_capture(page, response, allow_private=True)


def test_page_captured_by_hand_becomes_an_entry_once(db, site, topic):
    first = captured_by_hand(site)
    second = captured_by_hand(site)
    assert first == second == Entry.objects.get()
    assert (first.source, first.state, first.due_at) == (None, "captured", None)
    assert (first.snapshots.count(), list(first.topics.all())) == (1, [topic])


def test_page_captured_by_hand_may_have_a_long_title(db, site):
    site.pages["/1.html"] = article("样例" * 400)
    assert len(captured_by_hand(site).title) <= 500


def test_page_being_read_by_a_worker_is_not_captured_by_hand(entry, site):
    Entry.objects.claim(entry.pk, timezone.now(), timedelta(minutes=1))
    with pytest.raises(MonitorError, match="Another worker"):
        captured_by_hand(site)


def test_entry_outlives_its_source(entry):
    Source.objects.all().delete()
    # Whose network it may enter is not known any more: loopback is closed.
    assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert "private network" in entry.error
