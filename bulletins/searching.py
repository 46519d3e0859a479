"""What is searched of an article."""

from __future__ import annotations

from bulletins.models import Article
from content.reading import text_of
from search.models import ArticleDocument
from search.registry import Searched


def _read(article: Article) -> tuple[str, str]:
    return article.title, f"{article.source_name}\n{text_of(article.body_html)}"


SEARCHED = Searched(
    model=Article,
    document=ArticleDocument,
    columns=("title", "source_name", "body_html"),
    read=_read,
)
