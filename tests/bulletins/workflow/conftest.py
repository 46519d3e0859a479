"""Approved articles and issues that hold them."""

from __future__ import annotations

from datetime import date

import pytest

from bulletins.models import Article, Issue
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article
from bulletins.workflow.review import approve, submit


@pytest.fixture
def make_approved(editor, reviewer):
    def make(title: str = "示例市推进电子病历互联互通", day: date = date(2026, 11, 18)) -> Article:
        article = create_article(
            editor,
            title=title,
            source_name="示例健康报",
            url="https://news.example/2026/1.html",
            published_on=day,
            body_html="<p>样例正文：示例市三家医院实现检查结果互认。</p>",
        )
        submit(article, editor)
        approve(article, reviewer, seen_digest=article.digest)
        return article

    return make


@pytest.fixture
def make_issue(bulletin, editor, make_approved):
    def make(issue_date: date = date(2026, 11, 20), count: int = 1) -> Issue:
        issue = compile_issue(bulletin, issue_date, editor)
        place_articles(issue, [make_approved(day=issue_date) for _ in range(count)], editor)
        return issue

    return make
