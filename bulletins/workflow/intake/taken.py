"""Taken already: which articles were made of an entry or of a copy of it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from bulletins.models import Article
from monitor.grouping import story_of
from monitor.models import Entry


def is_taken() -> Q:
    """Tell, in a query of entries, whether there is an article of the entry or of a copy of it."""
    articles = Article.objects.all()
    own = articles.filter(entry=OuterRef("pk"))
    return Exists(own) | Exists(articles.filter(entry__copy__story=OuterRef("copy__story")))


def article_of_story(entry: Entry) -> Article | None:
    """Give the article that was made of an entry, or of a copy of it, unless it was dropped."""
    return articles_of_story(entry).exclude(status=Article.Status.DROPPED).first()


def articles_of_story(entry: Entry) -> QuerySet[Article]:
    """Give the articles that were made of an entry, or of a copy of it, dropped ones too."""
    return Article.objects.filter(entry__in=story_of(entry.pk))
