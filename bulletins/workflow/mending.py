"""Mending: findings with a certain correction → the corrected article, as one change."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy

from django.contrib.auth.models import User

from bulletins.models import Article
from bulletins.preflight import Mend
from bulletins.preflight.mending import mended
from bulletins.workflow.checking import findings_of_article
from bulletins.workflow.editing import revise_article

#: In place of a key: every mend there is.
ALL = "all"
#: One mend may uncover another: a paragraph made of two may need other marks.
_ROUNDS = 5


def mend_article(article: Article, editor: User, keys: Collection[str]) -> bool:
    """Make the mends of these keys; False if the text does not need them any more.

    Raises:
        NotAllowedError: as :func:`revise_article`.
        StaleTextError: as :func:`revise_article`.

    """
    changed = copy(article)
    for _round in range(_ROUNDS if ALL in keys else 1):
        mends = [mend for mend in mends_of(changed) if ALL in keys or mend.key in keys]
        for name, value in mended(_text(changed), mends).items():
            setattr(changed, name, value)
        changed.clean_text_fields()
        if not mends:
            break
    return revise_article(article, editor, seen_digest=article.digest, **_text(changed))


def mends_of(article: Article) -> list[Mend]:
    """Give every certain correction of an article as it stands in memory."""
    return [mend for finding in findings_of_article(article) for mend in finding.mends]


def _text(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in Article.TEXT_FIELDS}
