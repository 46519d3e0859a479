"""Intake: Entry → Article. The only door between monitoring and the newsroom."""

from __future__ import annotations

from functools import lru_cache

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue, IssueItem
from bulletins.workflow.editing import create_article
from bulletins.workflow.errors import ConflictError, NotReadyError
from content.reading import text_of
from monitor.models import Entry
from monitor.pipeline.group import Likeness, Text, likeness, read
from monitor.pipeline.pages import text_digest


def untaken_entries() -> QuerySet[Entry]:
    """Give the stories on topic, their pages read, of which there is no article yet."""
    captured = Entry.objects.filter(state=Entry.State.CAPTURED)
    return captured.on_topic().one_per_story().exclude(is_taken())


def is_taken() -> Q:
    """Tell, in a query of entries, whether there is an article of the entry or of a copy of it."""
    articles = Article.objects.all()
    own = articles.filter(entry=OuterRef("pk"))
    return Exists(own) | Exists(articles.filter(entry__copy__story=OuterRef("copy__story")))


def article_of(entry: Entry, editor: User) -> Article:
    """Make an article of an entry: a copy of its own, in which the entry's text is edited.

    Raises:
        NotAllowedError: the person may not add articles.
        NotReadyError: the entry's page has not been read.
        ConflictError: there is an article of its story already, or a published issue has the text.

    """
    if entry.state != Entry.State.CAPTURED or not entry.body_html:
        raise NotReadyError(_("The page of “%(title)s” has not been read yet.") % {"title": entry})
    if item := _printed(entry):
        raise ConflictError(
            _("This text was printed already: %(issue)s, item %(position)d, “%(title)s”.")
            % {"issue": item.issue, "position": item.printed_number, "title": item.article}
        )
    if existing := _articles_of_story(entry).first():
        raise ConflictError(
            _("There is an article of this text already: “%(title)s”.") % {"title": existing}
        )
    try:
        with transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(is_kept=True)  # its snapshots are evidence now
            return create_article(
                editor,
                entry=entry,
                entry_digest=entry.text_digest,
                title=entry.title,
                source_name=entry.source_name,
                url=entry.url,
                published_on=entry.published_on,
                body_html=entry.body_html,
            )
    except IntegrityError as error:
        raise ConflictError(_("Somebody has just made an article of this entry.")) from error


def _articles_of_story(entry: Entry) -> QuerySet[Article]:
    same_story = Q(entry__copy__story__copies=entry.pk)
    return Article.objects.filter(Q(entry=entry) | same_story).distinct()


def _printed(entry: Entry) -> IssueItem | None:
    """Find the item of a published issue that holds the story, or a near copy of unknown origin."""
    items = IssueItem.objects.filter(issue__status=Issue.Status.PUBLISHED)
    items = items.select_related("issue", "article").order_by("-issue__issue_date", "position")
    if item := items.filter(article__in=_articles_of_story(entry)).first():
        return item
    text = read(entry.body_text, entry.text_digest)
    typed = items.filter(article__entry__isnull=True)
    return next((item for item in typed if _is_copy(text, item)), None)


def _is_copy(text: Text, item: IssueItem) -> bool:
    return likeness(text, _read_printed(item.article.body_html)) is Likeness.COPY


@lru_cache(maxsize=4096)
def _read_printed(html: str) -> Text:
    """Read a printed text, once per process: it stays as it is."""
    text = text_of(html)
    return read(text, text_digest(text))
