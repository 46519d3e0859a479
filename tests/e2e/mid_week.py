"""A newsroom in the middle of its week, for pictures; run in an installation."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.models import User

from bulletins.models import Article, Bulletin
from bulletins.workflow.back_issues import import_back_issue, receive_back_issue
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import revise_article
from bulletins.workflow.intake import article_of
from bulletins.workflow.review import approve, submit
from bulletins.workflow.scheduling import coming_date
from config.celery import app
from config.embedded import EmbeddedWorker
from demo import week
from demo.newsroom import sources
from demo.people import employ
from monitor.models import Copy, Entry, Source

_BACK_ISSUES = Path(__file__).parents[1] / "data" / "back_issues"


def begin(url: str) -> dict[str, int]:
    """Read the news, write and place some of it, import two old issues; gives the rows' numbers."""
    people = employ()
    bulletin = week.found_bulletin()
    week.register(sources(url))
    with EmbeddedWorker(app, scheduler=False):
        week.monitor(lambda _said: None)
    numbers = _old_issues(bulletin, people["administrator"])
    approved, in_review, draft, shortlisted = _articles(week.choose(), people)
    issue = compile_issue(bulletin, coming_date(bulletin), people["editor"])
    place_articles(issue, [approved, in_review, draft], people["editor"])
    return {
        **numbers,
        "coming": issue.pk,
        "in_review": in_review.pk,
        "draft": draft.pk,
        "shortlisted": shortlisted.pk,
        "story": _reprinted().pk,
        "source": Source.objects.all()[0].pk,
    }


def _old_issues(bulletin: Bulletin, administrator: User) -> dict[str, int]:
    """Import a clean one; the other waits with its faults."""
    clean, faulty = (_BACK_ISSUES / name for name in ("clean.txt", "faulty.md"))
    received = receive_back_issue(bulletin, clean.name, clean.read_bytes(), administrator)
    published = import_back_issue(received, administrator)
    waiting = receive_back_issue(bulletin, faulty.name, faulty.read_bytes(), administrator)
    return {
        "published": published.pk,
        "number": published.number or 0,
        "back_issue": waiting.pk,
    }


def _articles(entries: list[Entry], people: dict[str, User]) -> list[Article]:
    """Make four articles: approved, in review and changed, a draft with faults, a bare one."""
    editor, reviewer = people["editor"], people["reviewer"]
    articles = [article_of(entry, editor) for entry in entries[:4]]
    approved, in_review, draft, _shortlisted = articles
    submit(approved, editor)
    approve(approved, reviewer, seen_digest=approved.digest)
    shorter = in_review.body_html.replace("，", "，近日", 1)
    revise_article(in_review, editor, seen_digest=in_review.digest, body_html=shorter)
    submit(in_review, editor)
    faulty = draft.body_html + "<p>目前,平台运行平稳.</p><p>责任编辑：样例</p>"
    revise_article(draft, editor, seen_digest=draft.digest, body_html=faulty)
    return articles


def _reprinted() -> Entry:
    """Give an entry whose text another outlet ran as well."""
    stories = [copy.story_id for copy in Copy.objects.all()]
    story = max(stories, key=stories.count)
    return Entry.objects.filter(copy__story=story)[0]
