"""Sample pages, written for these tests, beside what must be read out of them."""

import json
from pathlib import Path

import pytest

from monitor.pipeline.extract import extract_page

DATA = Path(__file__).parent / "data"
SAMPLES = sorted(path.stem for path in DATA.glob("*.html"))


@pytest.fixture(params=SAMPLES)
def sample(request):
    expected = json.loads((DATA / f"{request.param}.json").read_text("utf-8"))
    html = (DATA / f"{request.param}.html").read_text("utf-8")
    return extract_page(html.encode(expected["charset"]), expected["url"]), expected


def test_page_gives_the_fields_written_beside_it(sample):
    page, expected = sample
    assert {
        "charset": page.charset,
        "url": page.url,
        "title": page.title,
        "source_name": page.source_name,
        "published_on": page.published_on and page.published_on.isoformat(),
        "published_at": page.published_at and page.published_at.isoformat(),
        "body": page.body_text.split("\n"),
        "images": [[image.src, image.caption] for image in page.images],
    } == expected
