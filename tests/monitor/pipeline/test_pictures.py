from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image

from monitor.pipeline import pictures
from monitor.pipeline.extract import Page, PageImage
from monitor.pipeline.pictures import MAX_PICTURES, keep_pictures, place_pictures
from monitor.warc.captures import Pictures

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
OURS = f"/pictures/{'a' * 64}.jpg"
THERE = "https://news.example/1.jpg"
PAGE = Page(
    url="https://news.example/1.html", title="样例", source_name="", published_on=None,
    published_at=None, body_html="", body_text="", images=(), charset="utf-8", date_evidence=(),
)  # fmt: skip


def figure(src: str, caption: str = "图一") -> str:
    return f'<figure><img src="{src}"><figcaption>{caption}</figcaption></figure>'


@pytest.mark.parametrize(
    ("body", "placed"),
    [
        ("", ""),
        ("<p>甲</p>", "<p>甲</p>"),
        ("甲<p>乙</p>丙", "甲<p>乙</p>丙"),
        (figure(THERE), figure(OURS)),
        ("<p>甲</p>" + figure("https://news.example/lost.jpg") + "<p>乙</p>", "<p>甲</p><p>乙</p>"),
        (f'<p>甲<img src="{THERE}">乙</p>', f'<p>甲<img src="{OURS}">乙</p>'),
        ('<p>甲<img src="https://news.example/lost.jpg">乙</p>', "<p>甲乙</p>"),
        ("<p>甲<img>乙</p>", "<p>甲乙</p>"),
        (
            f'<figure><img src="{THERE}"><img src="lost"><figcaption>图</figcaption></figure>',
            f'<figure><img src="{OURS}"><figcaption>图</figcaption></figure>',
        ),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("1 &lt;p&gt; 2<p>3</p>", "1 &lt;p&gt; 2<p>3</p>"),
    ],
)
def test_place_points_at_our_copies_and_drops_the_rest(body, placed):
    assert place_pictures(body, {THERE: OURS}) == placed


def test_tail_of_a_dropped_picture_stays():
    assert place_pictures(figure("lost") + "尾", {}) == "尾"


def page_of(site, count: int) -> Page:
    images = tuple(PageImage(f"{site.url}/{n}.png", f"图{n}") for n in range(count))
    body = "".join(figure(image.src, image.caption) for image in images)
    return replace(PAGE, images=images, body_html=body)


def serve(site, count: int) -> None:
    for n in range(count):
        data = io.BytesIO()
        Image.new("RGB", (8, 8), (n, 0, 0)).save(data, "PNG")
        site.pages[f"/{n}.png"] = data.getvalue()


def test_pictures_are_kept_with_captions(site, settings, tmp_path):
    settings.PICTURES_DIR = tmp_path
    serve(site, 2)
    body, images = keep_pictures(page_of(site, 3), Pictures(NOW), allow_private=True)
    assert [(image["caption"], bool(image["stored"])) for image in images] == [
        ("图0", True), ("图1", True), ("图2", False),
    ]  # fmt: skip
    assert body == figure(images[0]["stored"], "图0") + figure(images[1]["stored"], "图1")
    assert images[2]["error"] != ""


def test_number_and_time_of_pictures_are_limited(site, settings, tmp_path, monkeypatch):
    settings.PICTURES_DIR = tmp_path
    serve(site, MAX_PICTURES + 1)
    _body, images = keep_pictures(
        page_of(site, MAX_PICTURES + 1), Pictures(NOW), allow_private=True
    )
    assert len(images) == MAX_PICTURES
    monkeypatch.setattr(pictures, "BUDGET_SECONDS", -1)
    body, images = keep_pictures(page_of(site, 2), Pictures(NOW), allow_private=True)
    assert (body, [image["error"] for image in images]) == ("", ["out of time"] * 2)


def test_picture_inside_our_network_is_not_fetched(site):
    _body, images = keep_pictures(page_of(site, 1), Pictures(NOW), allow_private=False)
    assert "private network" in images[0]["error"]
    assert site.asked == []


def test_picture_of_an_error_page_is_not_kept(httpserver, settings, tmp_path):
    settings.PICTURES_DIR = tmp_path
    buffer = io.BytesIO()
    Image.new("RGB", (80, 80), "red").save(buffer, "PNG")
    httpserver.expect_request("/gone.png").respond_with_data(buffer.getvalue(), status=404)
    page = replace(PAGE, images=(PageImage(httpserver.url_for("/gone.png"), "图一"),))
    _body, images = keep_pictures(page, Pictures(NOW), allow_private=True)
    assert [(image["stored"], "404" in image["error"]) for image in images] == [("", True)]


@pytest.mark.parametrize(("page_url", "pauses"), [("{}/1.html", 3), (PAGE.url, 2)])
def test_pictures_of_one_host_have_a_short_pause_between_them(
    site, settings, tmp_path, page_url, pauses
):
    settings.PICTURES_DIR = tmp_path
    settings.MONITOR_PAUSE = 0.5
    serve(site, 3)
    page = replace(page_of(site, 3), url=page_url.format(site.url))
    begun = time.monotonic()
    keep_pictures(page, Pictures(NOW), allow_private=True)
    pause = 0.5 * pictures.SHARE_OF_PAUSE
    assert pauses * pause <= time.monotonic() - begun < (pauses + 0.9) * pause + 0.5
