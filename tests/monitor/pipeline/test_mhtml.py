"""Pages saved in one file: the page, its address and its pictures; broken files do no harm."""

from __future__ import annotations

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.mhtml import is_mhtml, read_mhtml

PAGE = "<html><body><p>样例正文</p><img src='https://press.example/1.png'></body></html>"


def saved(
    *,
    location: str = "https://press.example/1.html",
    page: str = PAGE,
    picture: bytes = b"picture",
) -> bytes:
    """Give a file as Chromium writes it."""
    message = MIMEMultipart("related", type="text/html")
    message["Snapshot-Content-Location"] = "https://press.example/1.html"
    html = MIMEText(page, "html", "utf-8")
    if location:
        html["Content-Location"] = location
    message.attach(html)
    image = MIMEImage(picture, "png")
    image["Content-Location"] = "https://press.example/1.png"
    message.attach(image)
    return message.as_bytes()


def test_file_is_told_by_its_head():
    assert is_mhtml(saved())
    assert not is_mhtml(PAGE.encode())


def test_page_and_pictures_are_given_by_address():
    found = read_mhtml(saved())
    assert found is not None
    assert (found.page.url, found.page.body.decode()) == ("https://press.example/1.html", PAGE)
    assert {url: part.body for url, part in found.parts.items()} == {
        "https://press.example/1.png": b"picture"
    }
    assert found.page.content_type.startswith("text/html")


def test_address_is_that_of_the_snapshot_if_the_page_names_none():
    found = read_mhtml(saved(location=""))
    assert found is not None
    assert found.page.url == "https://press.example/1.html"


def test_file_without_a_page_gives_none():
    assert read_mhtml(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx") is None


@given(st.binary(max_size=400), st.integers(0, 900))
def test_broken_file_raises_nothing(junk, at):
    data = saved()
    read_mhtml(data[:at] + junk + data[at:])
