"""Reprints: where a text was printed before, and which of its copies an article names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue, IssueItem
from bulletins.workflow.editing import revise_article
from bulletins.workflow.errors import NotReadyError
from bulletins.workflow.intake import printed_copies


def printed_before(articles: Sequence[Article]) -> dict[int, IssueItem]:
    """Give the published item that holds the text of an article, by the article's key.

    Articles that were made of entries are known by their stories, those typed by hand by their
    words.
    """
    return _by_story(articles) | printed_copies(one for one in articles if one.entry_id is None)


def _by_story(articles: Iterable[Article]) -> dict[int, IssueItem]:
    ours = Article.objects.filter(pk__in=[article.pk for article in articles])
    of_story = ours.exclude(entry__copy=None).values_list("entry__copy__story", "pk")
    stories: dict[int, int] = dict(of_story)
    items = _published().annotate(story=F("article__entry__copy__story")).filter(story__in=stories)
    return {
        stories[item.story]: item
        for item in items.defer("issue__document", "article__body_html")
        if item.article_id != stories[item.story]
    }


def _published() -> Any:  # noqa: ANN401 - a queryset of items
    items = IssueItem.objects.filter(issue__status=Issue.Status.PUBLISHED)
    return items.select_related("issue", "article").order_by("issue__issue_date", "position")


def copies_of(article: Article) -> list[Any]:
    """Give the entries that are copies of an article's text, the earliest first; [] if unknown."""
    copy = getattr(article.entry, "copy", None)
    if copy is None:
        return []
    copies = copy.story.copies.select_related("entry__source")
    return [one.entry for one in copies.order_by("entry__published_on", "entry__found_at")]


def adopt_copy(article: Article, entry_id: int, editor: User, *, seen_digest: str) -> None:
    """Let an article name another copy of its text as the source: outlet, link and date.

    The edited text stays. As any edit it ends an approval.

    Raises:
        NotReadyError: it is no copy of this text, or has an article of its own.
        WorkflowError: as :func:`bulletins.workflow.editing.revise_article`.

    """
    entry = next((entry for entry in copies_of(article) if entry.pk == entry_id), None)
    if entry is None or Article.objects.exclude(pk=article.pk).filter(entry=entry).exists():
        raise NotReadyError(_("This is no copy that the article can name."))
    with transaction.atomic():
        revise_article(
            article, editor, seen_digest=seen_digest,
            source_name=entry.source_name, url=entry.url,
            published_on=entry.published_on or article.published_on,
            entry=entry, entry_digest=entry.text_digest,
        )  # fmt: skip
        type(entry).objects.filter(pk=entry.pk).update(is_kept=True)  # evidence now
