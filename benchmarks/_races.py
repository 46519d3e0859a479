"""The races: who acts at the same moment, and what must hold afterwards, whoever was first."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from threading import Barrier

from django.contrib.auth.models import User
from django.db import connection

from bulletins.models import Activity, Article, Bulletin, BulletinMasthead, Issue, Rendition, Review
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article, revise_article
from bulletins.workflow.errors import WorkflowError
from bulletins.workflow.publication import publish, render
from bulletins.workflow.review import approve, submit

#: What came of a race in words, and what is wrong with what is stored.
Result = tuple[str, list[str]]
Act = Callable[[], object]
_numbers = count()
#: Seconds by which one may be later than another, so that each is the first at times.
_SPREAD = 0.03
_dice = random.Random(1)


@dataclass(frozen=True)
class Newsroom:
    """A series, and people who may do everything but review what they edited."""

    bulletin: Bulletin
    editor: User
    first: User
    second: User

    @classmethod
    def make(cls) -> Newsroom:
        """Make one in an empty database."""
        bulletin = Bulletin.objects.create(name="样例周报", slug="races")
        BulletinMasthead.objects.create(
            bulletin=bulletin, valid_from=date(2000, 1, 1), title="样例周报",
            organisation="样例中心", topic_phrase="样例",
        )  # fmt: skip
        people = (User.objects.create_superuser(name) for name in ("editor", "first", "second"))
        return cls(bulletin, *people)

    def submitted(self, day: date = date(2026, 11, 18)) -> Article:
        """Give an article in review."""
        article = create_article(
            self.editor, title=f"样例第 {next(_numbers)} 篇", source_name="示例报",
            url="https://news.example/1.html", published_on=day, body_html="<p>样例正文。</p>",
        )  # fmt: skip
        submit(article, self.editor)
        return article

    def issue(self) -> Issue:
        """Give the next issue, with an approved article."""
        last = self.bulletin.issues.order_by("-issue_date").first()
        day = last.issue_date + timedelta(days=7) if last else date(2010, 1, 1)
        issue = compile_issue(self.bulletin, day, self.editor)
        article = self.submitted(day)
        approve(article, self.first, seen_digest=article.digest)
        place_articles(issue, [article], self.editor)
        return issue


def at_once(*acts: Act) -> list[str]:
    """Do all at nearly the same moment; give what came of each, in their order.

    That is “done”, “nothing” or the name of the refusal. Whatever is no refusal of the workflow, a
    deadlock say, is raised.
    """
    barrier = Barrier(len(acts))

    def attempt(act: Act) -> str:
        try:
            barrier.wait(30)
            time.sleep(_dice.uniform(0, _SPREAD))
            return "nothing" if act() is None else "done"
        except WorkflowError as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def two_approvals(newsroom: Newsroom) -> Result:
    """Let two reviewers approve one text."""
    article = newsroom.submitted()
    came = at_once(*(
        _approving(article, person, article.digest) for person in (newsroom.first, newsroom.second)
    ))  # fmt: skip
    reviews = list(Review.objects.filter(article=article))
    article.refresh_from_db()
    return _result(sorted(came), {
        "not one approval": came.count("done") == 1 == len(reviews),
        "not the winner's": [article.approved_by] == [each.reviewer for each in reviews],
        "activities": Activity.objects.filter(article=article, verb="approve").count() == 1,
        "another text": _is_true(article),
    })  # fmt: skip


def edit_during_approval(newsroom: Newsroom) -> Result:
    """Let a text be approved while it is edited."""
    article = newsroom.submitted()
    seen = article.digest
    approved, edited = at_once(
        _approving(article, newsroom.first, seen),
        lambda: revise_article(
            Article.objects.get(pk=article.pk), newsroom.editor, seen_digest=seen, title="改过"
        ),
    )
    digests = set(Review.objects.filter(article=article).values_list("digest", flat=True))
    article.refresh_from_db()
    outcome = ["approved, then edited" if approved == "done" else "edited, approval refused"]
    return _result(outcome, {
        "the edit was lost": edited == "done" and article.title == "改过",
        "approved still": article.status == Article.Status.DRAFT,
        "review of another text": digests == ({seen} if approved == "done" else set()),
        "another text": _is_true(article),
    })  # fmt: skip


def two_sign_offs(newsroom: Newsroom) -> Result:
    """Let two people sign one issue, and one of them the next issue besides."""
    one, other = newsroom.issue(), newsroom.issue()
    before = _last_number(newsroom)
    came = at_once(
        _publishing(one, newsroom.first),
        _publishing(one, newsroom.second),
        _publishing(other, newsroom.second),
    )
    return _result([*sorted(came[:2]), f"next: {came[2]}"], {
        "not one signature": sorted(came) == ["ConflictError", "done", "done"],
        "files": Rendition.objects.filter(issue__in=(one, other)).count() == 2,
        **_numbers_hold(newsroom, before, 2),
    })  # fmt: skip


def sign_off_during_rendering(newsroom: Newsroom) -> Result:
    """While two workers draw an issue's file, sign it again, edit its text, and sign the next."""
    issue, following = newsroom.issue(), newsroom.issue()
    rendition, before = publish(issue, newsroom.first), _last_number(newsroom)
    frozen, article = issue.document, issue.articles.get()
    came = at_once(
        lambda: render(rendition.pk),
        lambda: render(rendition.pk),
        _publishing(issue, newsroom.second),
        lambda: revise_article(
            Article.objects.get(pk=article.pk), newsroom.editor, seen_digest=article.digest,
            title="改过",
        ),
        _publishing(following, newsroom.second),
    )  # fmt: skip
    rendition.refresh_from_db()
    issue.refresh_from_db()
    wanted = ["done", "nothing", "ConflictError", "NotAllowedError", "done"]
    ordered = [*sorted(came[:2]), *came[2:]]
    return _result(["one file, one number, the next number"] if ordered == wanted else ordered, {
        "outcomes": ordered == wanted,
        "no file": rendition.state == Rendition.State.READY and rendition.attempts == 1,
        "the frozen text changed": issue.document == frozen and _is_true(article),
        "files": Rendition.objects.filter(issue=issue).count() == 1,
        **_numbers_hold(newsroom, before, 1),
    })  # fmt: skip


RACES: dict[str, Callable[[Newsroom], Result]] = {
    "two approvals": two_approvals,
    "edit during approval": edit_during_approval,
    "two sign-offs": two_sign_offs,
    "sign-off during rendering": sign_off_during_rendering,
}


def _approving(article: Article, person: User, seen: str) -> Act:
    return lambda: approve(Article.objects.get(pk=article.pk), person, seen_digest=seen)


def _publishing(issue: Issue, person: User) -> Act:
    return lambda: publish(Issue.objects.get(pk=issue.pk), person)


def _is_true(article: Article) -> bool:
    """Whether an approval, if there is one, is for the text that is stored."""
    article.refresh_from_db()
    is_approved = article.status == Article.Status.APPROVED
    return not is_approved or article.approved_digest == article.text_digest()


def _last_number(newsroom: Newsroom) -> int:
    return Bulletin.objects.get(pk=newsroom.bulletin.pk).last_number


def _numbers_hold(newsroom: Newsroom, before: int, more: int) -> dict[str, bool]:
    given = newsroom.bulletin.issues.exclude(number=None).order_by("number")
    numbers = list(given.values_list("number", flat=True))
    return {
        "gap or double": numbers == list(range(1, len(numbers) + 1)),
        "ledger": _last_number(newsroom) == before + more == len(numbers),
    }


def _result(came: Sequence[str], holds: dict[str, bool]) -> Result:
    return " + ".join(came), [fault for fault, is_well in holds.items() if not is_well]
