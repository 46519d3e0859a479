"""What is searched of an article."""

from __future__ import annotations

from bulletins.models import Article
from bulletins.rendering.document import DocumentItem
from content.reading import text_of
from search.models import ArticleDocument
from search.registry import Searched


def searched_text(article: Article | DocumentItem) -> str:
    """Give what is searched of an article besides its title: outlet and text, without markup."""
    return f"{article.source_name}\n{text_of(article.body_html)}"


def _read(article: Article) -> tuple[str, str]:
    return article.title, searched_text(article)


SEARCHED = Searched(
    model=Article,
    document=ArticleDocument,
    columns=("title", "source_name", "body_html"),
    read=_read,
)
