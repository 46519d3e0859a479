"""Intake: Entry → Article. The only door between monitoring and the newsroom."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bulletins.models import Article
from bulletins.workflow.editing import create_article
from bulletins.workflow.errors import ConflictError, NotReadyError
from monitor.models import Entry


def untaken_entries() -> QuerySet[Entry]:
    """Give the entries on topic, their pages read, of which there is no article yet."""
    captured = Entry.objects.filter(state=Entry.State.CAPTURED)
    return captured.on_topic().filter(article__isnull=True)


def article_of(entry: Entry, editor: User) -> Article:
    """Make an article of an entry: a copy of its own, in which the entry's text is edited.

    Raises:
        NotAllowedError: the person may not add articles.
        NotReadyError: the entry's page has not been read.
        ConflictError: there is an article of it already, or of a word-for-word reprint.

    """
    if entry.state != Entry.State.CAPTURED or not entry.body_html:
        raise NotReadyError(_("The page of “%(title)s” has not been read yet.") % {"title": entry})
    if existing := _existing(entry):
        raise ConflictError(
            _("There is an article of this text already: “%(title)s”.") % {"title": existing}
        )
    try:
        with transaction.atomic():
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


def _existing(entry: Entry) -> Article | None:
    return Article.objects.filter(Q(entry=entry) | Q(entry__in=entry.reprints)).first()
