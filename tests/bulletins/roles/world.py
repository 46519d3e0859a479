"""A newsroom in which every step can be taken, and the people who try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, User

from bulletins.models import Article, BackIssue, Bulletin, Issue, Rendition, Skip
from bulletins.workflow.amending import begin_correction
from bulletins.workflow.back_issues import receive_back_issue
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article, revise_article
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, send_back, submit
from bulletins.workflow.scheduling import skip
from bulletins.workflow.transitions import transition
from monitor.deciding import hold
from monitor.grouping import join
from monitor.models import Entry
from tests.bulletins.importing.samples import data_of

#: Who tries: the groups of each. The author has edited every article.
PEOPLE = {
    "editor": ("editor",),
    "reviewer": ("reviewer",),
    "publisher": ("publisher",),
    "administrator": (),
    "author": ("editor", "reviewer", "publisher"),
    "staff without a role": (),
    "stranger": (),
}
OUTSIDE = date(2026, 1, 2)


@dataclass(frozen=True)
class World:
    """What there is; ``articles`` by status."""

    bulletin: Bulletin
    articles: dict[str, Article]
    published: Issue
    correction: Article
    ready: Issue
    troubled: Issue
    empty: Issue
    skipped: Skip
    failed: Rendition
    received: BackIssue
    entry: Entry
    held: Entry
    copies: tuple[Entry, Entry]


def person(name: str) -> User:
    """Give one of the people."""
    user = User.objects.create_user(
        name, is_staff=name != "stranger", is_superuser=name == "administrator"
    )
    user.groups.set(Group.objects.filter(name__in=PEOPLE[name]))
    return user


def make_world(bulletin: Bulletin, author: User, reviewer: User, make_entry: Any) -> World:
    """Make it; the author has done all that a reviewer need not do."""

    def article(day: date = date(2026, 11, 18), title: str = "样例标题") -> Article:
        return create_article(
            author, title=title, source_name="示例报", url="https://news.example/1.html",
            published_on=day, body_html="<p>样例正文：示例市三家医院实现检查结果互认。</p>",
        )  # fmt: skip

    def submitted(**fields: Any) -> Article:
        made = article(**fields)
        submit(made, author)
        return made

    def approved(made: Article | None = None, **fields: Any) -> Article:
        made = made or submitted(**fields)
        approve(made, reviewer, seen_digest=made.digest)
        return made

    def issue_of(day: date, *placed: Article) -> Issue:
        issue = compile_issue(bulletin, day, author)
        place_articles(issue, placed, author)
        return issue

    thursday = date(2026, 11, 12)
    printed = (approved(day=thursday, title="已刊一"), approved(day=thursday, title="已刊二"))
    published = issue_of(date(2026, 11, 13), *printed)
    publish(published, author)
    correction = begin_correction(published.items.all()[0], author)
    submit(correction, author)
    draft = article(title="初稿")
    revise_article(draft, author, seen_digest=draft.digest, title="第二稿")
    returned, dropped = submitted(title="退回"), article(title="弃用")
    send_back(returned, reviewer, seen_digest=returned.digest, comment="样例")
    transition(dropped, "drop", author)
    ready = issue_of(date(2026, 11, 20), approved(title="甲"), approved(title="乙"))
    troubled = issue_of(date(2026, 11, 27), approved(day=OUTSIDE, title="窗口之外"))
    empty = issue_of(date(2026, 12, 4))
    one, two, held, entry = (
        make_entry(f"https://news.example/{at}.html", f"正文第{at}篇，说的是样例{at}。")
        for at in range(4)
    )
    join([one.pk, two.pk])
    hold(held, author)
    Rendition.objects.filter(issue=published).update(state="failed", due_at=None, error="样例")
    return World(
        bulletin=bulletin,
        articles={
            "draft": draft, "in_review": submitted(title="送审"), "returned": returned,
            "approved": approved(title="通过"), "dropped": dropped,
        },
        published=published,
        correction=approved(correction),
        ready=ready, troubled=troubled, empty=empty,
        skipped=skip(bulletin, date(2026, 12, 18), "样例", author, merge=False),
        failed=published.renditions.get(),
        received=receive_back_issue(bulletin, "clean.txt", data_of("clean.txt"), author),
        entry=entry, held=held, copies=(one, two),
    )  # fmt: skip
