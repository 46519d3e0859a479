"""Published issues, made the way the newsroom makes them."""

from __future__ import annotations

import hashlib
from datetime import date

from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from bulletins.models import Bulletin, Issue, Rendition
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit

PDF = b"%PDF-1.7 sample"


def published_issue(
    bulletin: Bulletin, staff: tuple[User, User, User], day: date, *titles: str, url: str = ""
) -> Issue:
    """Publish an issue of articles with these titles; staff: editor, reviewer, publisher."""
    editor, reviewer, publisher = staff
    issue = compile_issue(bulletin, day, editor)
    articles = [
        create_article(
            editor,
            title=title,
            source_name="示例健康报",
            url=url,
            published_on=day,
            body_html="<p>样例正文。</p>",
        )
        for title in titles
    ]
    for article in articles:
        submit(article, editor)
        approve(article, reviewer, seen_digest=article.digest)
    place_articles(issue, articles, editor)
    publish(issue, publisher)
    return issue


def with_pdf(issue: Issue, content: bytes = PDF) -> Rendition:
    """Store a file as the issue's finished PDF."""
    pdf = issue.renditions.get()
    pdf.file.save(f"{issue.number}.pdf", ContentFile(content), save=False)
    pdf.state, pdf.pages, pdf.size, pdf.due_at = Rendition.State.READY, 7, len(content), None
    pdf.sha256 = hashlib.sha256(content).hexdigest()
    pdf.save()
    return pdf


def with_failed_pdf(issue: Issue, error: str) -> Rendition:
    """Leave the issue with a rendering that failed."""
    pdf = issue.renditions.get()
    pdf.state, pdf.error, pdf.due_at = Rendition.State.FAILED, error, None
    pdf.save()
    return pdf
