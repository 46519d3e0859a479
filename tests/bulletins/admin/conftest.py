"""Shorthands for the pages: log in, post, read the messages."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from bulletins.workflow.compilation import compile_issue, place_articles
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
def approved(submitted, reviewer):
    approve(submitted, reviewer, seen_digest=submitted.digest)
    return submitted


@pytest.fixture
def issue(bulletin, editor):
    return compile_issue(bulletin, date(2026, 11, 20), editor)


@pytest.fixture
def filled_issue(issue, approved, editor):
    place_articles(issue, [approved], editor)
    return issue


def url(model: str, name: str, *args: object) -> str:
    """Give the address of a page of the newsroom."""
    return reverse(f"admin:bulletins_{model}_{name}", args=args)


def messages_of(response) -> list[str]:
    """Give the messages that the next page will show."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def text_of(article, **changes) -> dict[str, str]:
    """Give what the form of an article posts."""
    fields = {**article.text(), "published_on": str(article.published_on or "")}
    return {**fields, "seen_digest": article.digest, **changes}
