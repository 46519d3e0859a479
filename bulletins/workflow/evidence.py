"""Evidence: what the articles of an issue rest on, frozen with its document and verified later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bulletins.models import Article, Issue, Review
from bulletins.workflow.intake import pages_of


def evidence_of(issue: Issue) -> dict[str, Any]:
    """Give approvals and captured pages of each article, in the order of the issue."""
    items = issue.items.select_related("article__entry")
    return evidence_of_articles(item.article for item in items)


def evidence_of_articles(articles: Iterable[Article]) -> dict[str, Any]:
    """Give approvals and captured pages of articles, in their order."""
    return {"articles": [_of_article(article) for article in articles]}


def _of_article(article: Article) -> dict[str, Any]:
    approvals = article.reviews.filter(decision=Review.Decision.APPROVED, digest=article.digest)
    return {
        "approvals": [
            approval_of(review) for review in approvals.select_related("reviewer").order_by("pk")
        ],
        "snapshots": [page.to_json() for page in pages_of(article)],
    }


def approval_of(review: Review) -> dict[str, Any]:
    """Give an approval as the manifest tells it: who, when, of which text."""
    reviewer = review.reviewer
    return {
        "by": reviewer.get_full_name() or reviewer.get_username(),
        "at": review.at.isoformat(),
        "digest": review.digest,
    }
