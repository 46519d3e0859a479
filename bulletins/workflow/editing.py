"""Editing: a change of an article's text, which voids whatever was decided about the old one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bulletins.models import Article
from bulletins.workflow.errors import NotAllowedError, NotReadyError, StaleTextError
from bulletins.workflow.permissions import EDIT_ARTICLE, MAKE_ARTICLE
from bulletins.workflow.transitions import transition
from desk.people import name_of


def is_printed(article: Article) -> bool:
    """Whether the article stands in a published issue or its correction: it never changes again."""
    printed = Q(issues__status="published") | Q(amendment__isnull=False)
    return Article.objects.filter(printed, pk=article.pk).exists()


def create_article(editor: User, **fields: Any) -> Article:  # noqa: ANN401
    """Create a draft.

    Raises:
        NotAllowedError: the person may not add articles.

    """
    MAKE_ARTICLE.require(editor)
    with transaction.atomic():
        article = Article(edited_by=editor, **fields)
        article.save()
        article.editors.add(editor)
    return article


def revise_article(
    article: Article,
    editor: User,
    *,
    seen_digest: str,
    **fields: Any,  # noqa: ANN401
) -> bool:
    """Change the text of an article; False if the fields hold nothing new.

    ``seen_digest`` is that of the text which the editor had before them. An article in review,
    sent back or approved becomes a draft again; whoever changed it cannot review it any more.

    Raises:
        NotAllowedError: no permission, or the article is printed.
        StaleTextError: somebody else changed the text in the meantime.

    """
    EDIT_ARTICLE.require(editor)
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        if is_printed(current):
            raise NotAllowedError(
                _("The article is printed in a published issue and stays as it is.")
            )
        if current.digest != seen_digest:
            raise StaleTextError(
                _("%(name)s changed this text while you were editing it; yours is not saved.")
                % {"name": name_of(current.edited_by)}
            )
        for name, value in fields.items():
            setattr(current, name, value)
        current.clean_text_fields()
        if current.text_digest() == seen_digest:
            return False
        _void_decisions(current, editor)
        current.edited_by = editor
        current.save()
        current.editors.add(editor)
    article.refresh_from_db()
    return True


def restore_version(article: Article, editor: User, history_id: int, *, seen_digest: str) -> bool:
    """Give an article the text of an earlier version; False if it is the present one.

    Raises:
        NotReadyError: the article never had such a version.
        NotAllowedError: as :func:`revise_article`.
        StaleTextError: as :func:`revise_article`.

    """
    version = article.history.filter(history_id=history_id).first()
    if version is None:
        raise NotReadyError(_("This version of the text does not exist."))
    fields = {name: getattr(version, name) for name in Article.TEXT_FIELDS}
    return revise_article(article, editor, seen_digest=seen_digest, **fields)


def _void_decisions(current: Article, editor: User) -> None:
    """Take back status and approval before the new text is written: the database insists."""
    if current.status in {Article.Status.DRAFT, Article.Status.DROPPED}:
        return
    stored = Article.objects.get(pk=current.pk)
    transition(stored, "void", editor, approved_by=None, approved_digest="", submitted_at=None)
    current.status, current.approved_by, current.approved_digest = stored.status, None, ""
    current.submitted_at = None
