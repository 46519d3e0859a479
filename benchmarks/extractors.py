"""The candidates of the extraction benchmark: bytes and address in, what was found out."""

from __future__ import annotations

from typing import Any

Found = dict[str, Any]


def zhoubao(body: bytes, url: str | None) -> Found:
    """Read a page as ``manage.py capture`` does."""
    from monitor.pipeline.extract import extract_page

    page = extract_page(body, url or "")
    at, on = page.published_at, page.published_on
    return {
        "title": page.title,
        "date": f"{at:%Y-%m-%d %H:%M}" if at else on and on.isoformat(),
        "source": page.source_name,
        "text": page.body_text,
        "images": [image.src for image in page.images],
    }


def trafilatura_text(body: bytes, url: str | None) -> Found:
    """Read the text alone: trafilatura at its quickest."""
    import trafilatura

    return {"text": trafilatura.extract(body, url=url)}


def trafilatura_full(body: bytes, url: str | None) -> Found:
    """Read text and metadata, which is what we are compared with."""
    import trafilatura

    found = trafilatura.bare_extraction(body, url=url, with_metadata=True)
    if found is None:
        return {}
    fields = found.as_dict()
    return {name: fields.get(name) for name in ("title", "date", "text")} | {
        "source": fields.get("sitename")
    }


def gne(body: bytes, url: str | None) -> Found:
    """Read with the general news extractor."""
    from gne import GeneralNewsExtractor

    found = GeneralNewsExtractor().extract(_decoded(body), host=url or "")
    return {
        "title": found["title"],
        "date": found["publish_time"][:16].replace("/", "-"),
        "text": found["content"],
        "images": found["images"],
    }


def newspaper(body: bytes, url: str | None) -> Found:
    """Read with newspaper4k."""
    from newspaper import Article

    article = Article(url or "http://localhost/", language="zh", fetch_images=False)
    article.download(input_html=_decoded(body))
    article.parse()
    date = article.publish_date
    return {
        "title": article.title,
        "date": f"{date:%Y-%m-%d %H:%M}" if date else None,
        "text": article.text,
    }


def readability(body: bytes, url: str | None) -> Found:
    """Read with readability-lxml."""
    import lxml.html
    from readability import Document

    document = Document(_decoded(body), url=url)
    text = lxml.html.fromstring(document.summary()).text_content()
    return {"title": document.short_title(), "text": text}


def _decoded(body: bytes) -> str:
    """Decode for those that want text, as well as we can: the contest is about extraction."""
    from monitor.pipeline.decode import decode

    return decode(body)[0]
