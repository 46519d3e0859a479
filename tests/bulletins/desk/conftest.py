"""Articles at the desk, and people who look at them."""

from __future__ import annotations

import pytest

from bulletins.workflow.editing import create_article
from bulletins.workflow.review import submit


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
