"""Articles at the desk, and people who look at them."""

from __future__ import annotations

import pytest

from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article
from bulletins.workflow.review import approve, submit


@pytest.fixture
def as_user(client):
    """Log somebody in."""

    def log_in(user):
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def submitted(article, editor):
    submit(article, editor)
    return article


@pytest.fixture
def another(editor):
    """Submit one more article."""

    def submit_another(number, person=editor):
        article = create_article(
            person, title=f"样例{number}", source_name="示例报", published_on="2026-11-18",
            body_html="<p>样例</p>",
        )  # fmt: skip
        submit(article, person)
        return article

    return submit_another


@pytest.fixture
def make_issue_of(bulletin, editor, reviewer):
    """Begin an issue of a date with so many approved articles."""

    def make(day, count):
        issue = compile_issue(bulletin, day, editor)
        for number in range(count):
            article = create_article(
                editor, title=f"{day}之{number}", source_name="示例报", published_on=day,
                body_html="<p>样例</p>",
            )  # fmt: skip
            submit(article, editor)
            approve(article, reviewer, seen_digest=article.digest)
            place_articles(issue, [article], editor)
        return issue

    return make
