"""Proposing: what is known of articles and entries becomes a first draft of an issue."""

from __future__ import annotations

from statistics import median
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue
from bulletins.models.article import ArticleQuerySet
from bulletins.proposal import Candidate, Proposed, propose
from bulletins.regions import region_of
from bulletins.workflow.compilation import place_articles
from bulletins.workflow.errors import ConflictError
from bulletins.workflow.intake import is_taken, select, triage

#: Items of an issue if there is none to go by; how many issues are looked at.
_USUAL, _LOOKED_AT = 4, 8
#: Entries that are looked at, the best.
_MOST = 60
_ARTICLE, _ENTRY = "a", "e"


def proposal_for(issue: Issue, person: User) -> list[Proposed]:
    """Propose what may fill an issue up to its usual size. Nothing is placed.

    Stories without an article are proposed to people who may make one.
    """
    placed = [_of_article(article) for article in _articles(Article.objects.filter(issues=issue))]
    window = (issue.window_start, issue.window_end)
    listed = Article.objects.shortlisted().filter(published_on__range=window)
    candidates = [_of_article(article) for article in _articles(listed)[:_MOST]]
    if person.has_perms(("bulletins.add_article", "monitor.add_decision")):
        found = _entries(_untaken().filter(published_on__range=window))
        candidates += [_of_entry(entry) for entry in found]
    return propose(candidates, placed, max(usual_size(issue) - len(placed), 0))


def usual_size(issue: Issue) -> int:
    """Give how many items the last issues of the series had: the median."""
    issues = Issue.objects.published().filter(bulletin=issue.bulletin_id)
    last = issues.annotate(count=Count("items")).values_list("count", flat=True)[:_LOOKED_AT]
    return round(median(last)) if last else _USUAL


def accept(issue: Issue, key: str, editor: User) -> Article:
    """Place what was proposed; of a story without an article one is made.

    Raises:
        ConflictError: it is not there any more, or was placed or made in the meantime.
        WorkflowError: as :func:`place_articles` and :func:`bulletins.workflow.intake.select`.
        PermissionDenied: the person may not decide on stories.

    """
    kind, _dash, pk = key.partition("-")
    known = {_ARTICLE: Article.objects.shortlisted(), _ENTRY: _untaken()}
    found: Any = known[kind].filter(pk=pk).first() if kind in known and pk.isdecimal() else None
    if found is None:
        raise ConflictError(_("This is not on the shortlist any more."))
    with transaction.atomic():
        article = found if kind == _ARTICLE else select(found, editor)
        place_articles(issue, [article], editor)
    return article


def _untaken() -> QuerySet[Any]:
    """Give the stories on which nobody has decided, and of which there is no article."""
    return triage.undecided(timezone.now()).exclude(is_taken())


def _articles(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.with_copies().order_by(F("entry__score").desc(nulls_last=True), "-pk")


def _entries(entries: QuerySet[Any]) -> Any:  # noqa: ANN401 - annotated
    same = entries.model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
    copies = same.annotate(n=Count("copy__story__copies")).values("n")
    rows = entries.annotate(copies=Subquery(copies, output_field=IntegerField()))
    return rows.select_related("source").order_by("-score", "-pk")[:_MOST]


def _of_article(article: Any) -> Candidate:  # noqa: ANN401 - annotated
    entry = article.entry
    return Candidate(
        key=f"{_ARTICLE}-{article.pk}",
        title=article.title,
        score=entry.score if entry else 0.0,
        source_class=_class_of(entry),
        region=region_of(article.title, article.source_name),
        outlet=article.source_name,
        others=max(article.copies - 1, 0),
        is_selected=True,
    )


def _of_entry(entry: Any) -> Candidate:  # noqa: ANN401 - annotated
    return Candidate(
        key=f"{_ENTRY}-{entry.pk}",
        title=entry.title,
        score=entry.score,
        source_class=_class_of(entry),
        region=region_of(entry.title, entry.source_name),
        outlet=entry.source_name,
        others=max(entry.copies - 1, 0),
    )


def _class_of(entry: Any) -> str:  # noqa: ANN401 - an entry, or none
    return entry.source.get_source_class_display() if entry and entry.source else ""
