"""Taking: Entry → Article, and back as long as nobody has gone on with it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bulletins.models import Article, IssueItem
from bulletins.workflow.editing import create_article
from bulletins.workflow.errors import ConflictError, NotReadyError
from bulletins.workflow.intake.printed import printed_item
from bulletins.workflow.intake.taken import articles_of_story
from bulletins.workflow.transitions import transition
from monitor.deciding import accept, take, undo
from monitor.models import Entry

#: Articles in these states may still be given up.
_OPEN = (Article.Status.DRAFT, Article.Status.RETURNED)


def article_of(entry: Entry, editor: User, **corrected: Any) -> Article:  # noqa: ANN401 - fields
    """Make an article of an entry: a copy of its own, in which the entry's text is edited.

    The entry counts as accepted with it. ``corrected`` are fields of the article for which an
    editor knows better.

    Raises:
        NotAllowedError: the person may not add articles.
        NotReadyError: the entry's page has not been read.
        ConflictError: there is an article of its story already, or a published issue has the text.

    """
    if entry.state != Entry.State.CAPTURED or not entry.body_html:
        raise NotReadyError(_("The page of “%(title)s” has not been read yet.") % {"title": entry})
    if item := printed_item(entry):
        raise ConflictError(
            _("This text was printed already: %(issue)s, item %(position)d, “%(title)s”.")
            % {"issue": item.issue, "position": item.printed_number, "title": item.article}
        )
    if existing := articles_of_story(entry).first():
        raise ConflictError(
            _("There is an article of this text already: “%(title)s”.") % {"title": existing}
        )
    try:
        with transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(is_kept=True)  # its snapshots are evidence now
            article = create_article(
                editor,
                entry=entry,
                entry_digest=entry.text_digest,
                **text_of_entry(entry) | corrected,
            )
            take(entry, editor)
            return article
    except IntegrityError as error:
        raise ConflictError(_("Somebody has just made an article of this entry.")) from error


def text_of_entry(entry: Entry) -> dict[str, Any]:
    """Give what an article takes over from its entry."""
    return {name: getattr(entry, name) for name in Article.TEXT_FIELDS}


def select(entry: Entry, editor: User) -> Article:
    """Accept a story and make its article, which is on the shortlist of the coming issue with that.

    An article that was dropped when the choice was undone comes back.

    Raises:
        PermissionDenied: the person may not decide.
        WorkflowError: as :func:`article_of`.

    """
    with transaction.atomic():
        dropped = articles_of_story(entry).filter(status=Article.Status.DROPPED).first()
        accept(entry, editor)
        if dropped is None:
            return article_of(entry, editor)
        transition(dropped, "restore", editor)
        return dropped


def put_back(entry: Entry, editor: User) -> None:
    """Make a story undecided again; the article that was made of it is dropped.

    Raises:
        PermissionDenied: the person may not decide.
        ConflictError: the article is in review, approved or placed, and stays.

    """
    with transaction.atomic():
        for article in articles_of_story(entry).exclude(status=Article.Status.DROPPED):
            if article.status not in _OPEN or IssueItem.objects.filter(article=article).exists():
                raise ConflictError(
                    _("The article “%(title)s” is %(status)s or placed; recall it first.")
                    % {"title": article, "status": article.get_status_display()}
                )
            transition(article, "drop", editor)
        undo(entry, editor)
