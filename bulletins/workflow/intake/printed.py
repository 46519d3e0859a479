"""Printed before: whether a published issue holds a story, or a near copy of a text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db.models import QuerySet, Value

from bulletins.models import Article, Issue, IssueItem
from bulletins.workflow.intake.taken import articles_of_story
from content.reading import text_of
from monitor.models import Entry
from monitor.pipeline.group import Likeness, Text, likeness, read
from monitor.pipeline.pages import text_digest
from search.grams import fold
from search.lookup import holding
from search.models import ArticleDocument
from search.results import read_changes

#: A near copy shares at least one of so many passages, of so many letters, with its original.
_PASSAGES, _PASSAGE = 4, re.compile(r"[^\W_]{10}")
#: Printed texts that are compared with one.
_SHORTLIST = 6
#: Databases limit how many queries make a union.
_MOST_PASSAGES = 400


def printed_item(entry: Entry) -> IssueItem | None:
    """Find the item of a published issue that holds the story, or a near copy of unknown origin."""
    printed = _printed_items()
    if item := printed.filter(article__in=articles_of_story(entry)).first():
        return item
    typed = printed.filter(article__entry=None)
    return _copies_among(typed, {entry.pk: (entry.title, entry.body_text)}).get(entry.pk)


def printed_copies(articles: Iterable[Article]) -> dict[int, IssueItem]:
    """Give other printed items that hold a near copy of an article's text, by the article's key."""
    texts = {article.pk: (article.title, text_of(article.body_html)) for article in articles}
    return _copies_among(_printed_items().exclude(article__in=texts), texts)


def _printed_items() -> QuerySet[IssueItem]:
    """Give the items of published issues, the newest first."""
    items = IssueItem.objects.filter(issue__status=Issue.Status.PUBLISHED)
    items = items.select_related("issue", "article").defer("issue__document")
    return items.order_by("-issue__issue_date", "position")


def _copies_among(
    items: QuerySet[IssueItem], texts: Mapping[int, tuple[str, str]]
) -> dict[int, IssueItem]:
    """Find near copies of titles and texts: among those that share most passages with each."""
    near = {key: set(articles) for key, articles in _nearest(texts).items()}
    known = list(items.filter(article__in=set().union(*near.values()))) if near else []
    found = {}
    for key, articles in near.items():
        title, body = texts[key]
        text = read(body, text_digest(body), title)
        candidates = (item for item in known if item.article_id in articles)
        if item := next((one for one in candidates if _is_copy(text, one)), None):
            found[key] = item
    return found


def _nearest(texts: Mapping[int, tuple[str, str]]) -> dict[int, list[int]]:
    """Give the articles that share most passages with each text."""
    asked = [(key, passage) for key, (_title, body) in texts.items() for passage in _passages(body)]
    if not asked:
        return {}
    read_changes(Article)
    # a union: each passage is looked up in the index, where an OR would go through all articles
    holders = [
        Article.objects.order_by()
        .filter(holding(ArticleDocument, [passage]))
        .values_list(Value(at), "pk")
        for at, (_key, passage) in enumerate(asked[:_MOST_PASSAGES])
    ]
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for at, article in holders[0].union(*holders[1:], all=True):
        shared[asked[at][0]][article] += 1
    return {
        key: [article for article, _count in counted.most_common(_SHORTLIST)]
        for key, counted in shared.items()
    }


def _passages(body: str) -> list[str]:
    """Give a few passages from all over a text, as they are searched."""
    found = list(dict.fromkeys(_PASSAGE.findall(fold(body))))
    return found[:: len(found) // _PASSAGES + 1]


def _is_copy(text: Text, item: IssueItem) -> bool:
    printed = _read_printed(item.article.body_html, item.article.title)
    return likeness(text, printed) is Likeness.COPY


@lru_cache(maxsize=512)
def _read_printed(html: str, title: str) -> Text:
    """Read a printed text, once per process: it stays as it is."""
    text = text_of(html)
    return read(text, text_digest(text), title)
