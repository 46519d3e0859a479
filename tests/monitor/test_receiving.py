"""What a person brings becomes an entry with its snapshot, once; the guard stays up."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from content.pictures import UnusablePictureError
from content.sanitising import PICTURE_SRC
from monitor.errors import AddressError, FetchError, MonitorError, ParseError
from monitor.models import Entry, Source
from monitor.receiving import receive_link, receive_mhtml, receive_page, receive_picture
from tests.monitor.conftest import article
from tests.monitor.pipeline.test_mhtml import saved

pytestmark = pytest.mark.django_db

URL = "https://press.example/7.html"
TITLE = "示例市电子病历互联互通"


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, "PNG")
    return data.getvalue()


def test_link_of_a_server_that_was_let_in_is_read_with_evidence(site, feed):
    entry = receive_link(f"{site.url}/1.html")
    assert (entry.title, entry.source_name) == (f"{TITLE}（1）", "示例健康报")
    assert (entry.state, str(entry.published_on)) == ("captured", "2026-11-18")
    assert entry.snapshots.get().body == site.pages["/1.html"]


def test_link_into_our_network_is_refused(site):
    with pytest.raises(AddressError):
        receive_link(f"{site.url}/1.html")
    assert not Entry.objects.exists()


def test_page_that_was_read_before_is_not_asked_for_again(site, feed):
    entry = receive_link(f"{site.url}/1.html")
    site.pages.clear()
    assert receive_link(f"{site.url}/1.html#top") == entry


def test_link_that_leads_nowhere_says_why(site, feed):
    with pytest.raises(FetchError, match="404"):
        receive_link(f"{site.url}/none.html")
    with pytest.raises(AddressError):
        receive_link("ftp://press.example/1.html")


def test_page_of_a_browser_is_kept_as_it_came():
    entry = receive_page(article(TITLE), URL, "utf-8")
    snapshot = entry.snapshots.get()
    assert (entry.url, entry.title, snapshot.url) == (URL, TITLE, URL)
    assert snapshot.body == article(TITLE)


def test_saved_page_knows_where_it_was_saved_from():
    page = article(TITLE).replace(
        b"<html>", b"<!-- saved from url=(0028)%s --><html>" % URL.encode()
    )
    assert receive_page(page).url == URL


def test_page_without_an_address_asks_for_it():
    with pytest.raises(ParseError, match="address"):
        receive_page(article(TITLE))
    assert not Entry.objects.exists()


def test_page_without_an_article_says_why():
    with pytest.raises(MonitorError):
        receive_page(b"<html><body>404</body></html>", URL)


def test_brought_page_reaches_no_picture_in_our_network(site, feed):
    """Its address may be claimed: a source that was let in opens nothing for it."""
    site.pages["/1.png"] = picture()
    page = article(TITLE, more=f'<img src="{site.url}/1.png" width="600" height="400">')
    entry = receive_page(page, f"{site.url}/9.html")
    assert [image["stored"] for image in entry.images] == [""]


def test_pictures_of_a_saved_page_are_those_that_came_with_it():
    body = article(TITLE, more='<img src="https://press.example/1.png">').decode()
    data = saved(page=body, picture=picture())
    entry = receive_mhtml(data)
    assert entry.images[0]["stored"].startswith("/pictures/")
    assert entry.images[0]["stored"] in entry.body_html


def test_file_without_a_page_is_refused():
    with pytest.raises(ParseError):
        receive_mhtml(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx")


def test_source_let_in_on_another_server_opens_nothing(site):
    Source.objects.create(name="甲", url="http://127.0.0.1:1/feed", allow_private=True)
    with pytest.raises(AddressError):
        receive_link(f"{site.url}/1.html")


def test_picture_of_the_web_becomes_ours(site, settings, tmp_path):
    settings.PICTURES_DIR = tmp_path
    site.pages["/a.png"] = picture()
    src = receive_picture(f"{site.url}/a.png", allow_private=True)
    assert PICTURE_SRC.fullmatch(src)
    assert len([path for path in tmp_path.rglob("*.*") if path.is_file()]) == 1


def test_picture_that_cannot_be_had_says_why(site):
    with pytest.raises(AddressError):
        receive_picture(f"{site.url}/a.png")
    with pytest.raises(FetchError, match="404"):
        receive_picture(f"{site.url}/none.png", allow_private=True)
    site.pages["/a.png"] = b"no picture"
    with pytest.raises(UnusablePictureError):
        receive_picture(f"{site.url}/a.png", allow_private=True)
