"""How each step is tried: by its function, and through every door of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bulletins.models import (
    Amendment,
    Article,
    BackIssue,
    Issue,
    IssueItem,
    Rendition,
    Skip,
    Waiver,
)
from bulletins.workflow import amending, back_issues, compilation, editing, intake, scheduling
from bulletins.workflow.adding import add_text
from bulletins.workflow.arranging import move_article, take_out
from bulletins.workflow.checking import waive
from bulletins.workflow.publication import publish, retry
from bulletins.workflow.review import approve, send_back, submit
from bulletins.workflow.transitions import transition
from monitor.deciding import accept, hold, reject, undo
from monitor.models import Copy, Decision, Entry, Story
from tests.bulletins.importing.samples import data_of
from tests.bulletins.roles.world import World


@dataclass(frozen=True)
class Door:
    """An address that takes a step, with what is posted; and how the page shows it.

    ``page`` "": none shows it. ``sees``: an XPath that finds it; "": what leads to ``target``.
    """

    target: str
    data: dict[str, Any] = field(default_factory=dict)
    page: str = ""
    sees: str = ""


@dataclass(frozen=True)
class Attempt:
    """How one step is tried, and whether it was taken. No ``call``: its function asks nobody."""

    was_taken: Callable[[], bool]
    call: Callable[[User], object] | None
    doors: tuple[Door, ...]


def attempts(world: World) -> dict[str, Attempt]:
    """Give how each step of the table is tried, by its name there."""
    parts = (_entries, _articles, _transitions, _issues, _calendar, _amendments, _back_issues)
    return dict(attempt for part in parts for attempt in part(world))


def _admin(name: str, *args: object) -> str:
    return reverse(f"admin:{name}", args=args)


def _desk(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def _now(row: Any) -> Any:
    """Give a row as it stands: an attempt before may have changed the one in memory."""
    return type(row).objects.get(pk=row.pk)


def _field(name: str) -> str:
    return f"//*[@name='{name}' and not(@disabled)]"


def _action(model: str, name: str, *pks: int) -> Door:
    """Give the door of an action on a list."""
    address = _admin(f"{model}_changelist")
    data = {"action": name, "_selected_action": list(pks)}
    return Door(address, data, page=address, sees=f"//option[@value='{name}']")


def _entries(world: World) -> Iterator[tuple[str, Attempt]]:
    entry, held, (one, two) = world.entry, world.held, world.copies
    page, triage = _admin("monitor_entry_change", entry.pk), _desk("triage_story", entry.pk)
    current = Decision.objects.current()

    def decided(verdict: str) -> Callable[[], bool]:
        return lambda: current.filter(entry=entry, verdict=verdict).exists()

    def doors(admin: str, verb: str, of: Entry = entry, **data: str) -> tuple[Door, ...]:
        return (
            Door(_admin(f"monitor_entry_{admin}", of.pk), data,
                 page=_admin("monitor_entry_change", of.pk)),
            Door(_desk("triage_decide", of.pk, verb), data, page=_desk("triage_story", of.pk)),
        )  # fmt: skip

    yield "entry: accept", Attempt(
        decided("accept"), lambda by: accept(entry, by),
        (Door(_admin("monitor_entry_accept", entry.pk), page=page),
         _action("monitor_entry", "decide_accept", entry.pk)),
    )  # fmt: skip
    yield "entry: reject", Attempt(
        decided("reject"), lambda by: reject(entry, by, "off_field"),
        (*doors("reject", "reject", reason="off_field"),
         _action("monitor_entry", "decide_reject_off_field", entry.pk)),
    )  # fmt: skip
    yield "entry: put off", Attempt(
        decided("hold"), lambda by: hold(entry, by),
        (*doors("hold", "hold"), _action("monitor_entry", "decide_hold", entry.pk)),
    )  # fmt: skip
    yield "entry: undo", Attempt(
        lambda: not current.filter(entry=held).exists(), lambda by: undo(held, by),
        (*doors("undo", "undo", held), _action("monitor_entry", "decide_undo", held.pk)),
    )  # fmt: skip
    story = Copy.objects.get(pk=one.pk).story_id
    other = next(pk for pk in (one.pk, two.pk) if pk != Story.objects.get(pk=story).canonical_id)
    yield "entry: choose the canonical copy", Attempt(
        lambda: Story.objects.get(pk=story).canonical_id == other, None,
        (Door(_desk("triage_choose", other), page=_desk("triage_story", one.pk)),),
    )  # fmt: skip
    yield "entry: split from a story", Attempt(
        lambda: Copy.objects.get(pk=two.pk).story_id != Copy.objects.get(pk=one.pk).story_id, None,
        (Door(_admin("monitor_entry_split", two.pk), page=_admin("monitor_entry_change", one.pk)),),
    )  # fmt: skip
    yield "entry: join", Attempt(
        lambda: Copy.objects.get(pk=entry.pk).story_id == Copy.objects.get(pk=held.pk).story_id,
        None,
        (Door(_admin("monitor_entry_join", entry.pk, held.pk)),
         _action("monitor_entry", "join_selected", entry.pk, held.pk)),
    )  # fmt: skip
    taken = Article.objects.filter(entry=entry).exists
    yield "entry: select", Attempt(
        taken, lambda by: intake.select(entry, by),
        (Door(_desk("triage_decide", entry.pk, "select"), page=triage),),
    )  # fmt: skip
    yield "article: take from an entry", Attempt(
        taken, lambda by: intake.article_of(entry, by),
        (Door(_admin("monitor_entry_take", entry.pk), page=page),
         _action("monitor_entry", "make_articles", entry.pk),
         Door(_desk("confirm", entry.pk), _text(title="样例"), page=_desk("confirm", entry.pk),
              sees=_field("title"))),
    )  # fmt: skip
    add = _desk("add")
    yield "entry: add by hand", Attempt(
        Entry.objects.filter(title="手工标题").exists,
        lambda by: add_text("手工标题\n手工正文", "", by),
        (Door(add, {"text": "手工标题\n手工正文"}, page=add, sees=_field("text")),),
    )  # fmt: skip


def _text(**changes: str) -> dict[str, str]:
    fields = {
        "title": "新标题", "source_name": "示例报", "url": "", "published_on": "2026-11-18",
        "body_html": "<p>新正文</p>",
    }  # fmt: skip
    return fields | changes


def _articles(world: World) -> Iterator[tuple[str, Attempt]]:
    draft = world.articles["draft"]
    add, page = _admin("bulletins_article_add"), _admin("bulletins_article_change", draft.pk)
    first = draft.history.earliest()

    def title() -> str:
        return Article.objects.get(pk=draft.pk).title

    yield "article: make", Attempt(
        Article.objects.filter(title="新标题").exists,
        lambda by: editing.create_article(by, **_text()),
        (Door(add, _text(seen_digest=""), page=add, sees=_field("title")),),
    )  # fmt: skip
    yield "article: edit", Attempt(
        lambda: title() == "新标题",
        lambda by: editing.revise_article(
            _now(draft), by, seen_digest=draft.digest, title="新标题"
        ),
        (Door(page, _text(seen_digest=draft.digest), page=page, sees=_field("title")),
         Door(_admin("bulletins_article_merge", draft.pk),
              _text(seen_digest=draft.digest, their_digest=draft.digest))),
    )  # fmt: skip
    yield "article: bring a version back", Attempt(
        lambda: title() == first.title,
        lambda by: editing.restore_version(
            _now(draft), by, first.history_id, seen_digest=draft.digest
        ),
        (Door(_admin("bulletins_article_restore", draft.pk, first.history_id),
              {"digest": draft.digest}, page=page),),
    )  # fmt: skip
    item = world.published.items.all()[1]
    yield "article: begin a correction", Attempt(
        Article.objects.filter(corrects=item.article).exists,
        lambda by: amending.begin_correction(item, by),
        (Door(_desk("begin-correction", item.pk), page=_desk("amend", world.published.pk)),),
    )  # fmt: skip


def _transitions(world: World) -> Iterator[tuple[str, Attempt]]:
    for name, status, target, call in (
        ("submit", "draft", "in_review", lambda article, by: submit(article, by)),
        ("approve", "in_review", "approved",
         lambda article, by: approve(article, by, seen_digest=article.digest)),
        ("send_back", "in_review", "returned",
         lambda article, by: send_back(article, by, seen_digest=article.digest, comment="样例")),
        ("recall", "in_review", "draft", None),
        ("void", "in_review", "draft", None),
        ("drop", "draft", "dropped", None),
        ("restore", "dropped", "draft", None),
    ):  # fmt: skip
        yield f"article: {name.replace('_', ' ')}", _of_status(world, name, status, target, call)


def _of_status(world: World, name: str, status: str, target: str, call: Any) -> Attempt:
    pk, digest = world.articles[status].pk, world.articles[status].digest
    page = _admin("bulletins_article_change", pk)
    data = {"digest": digest, "comment": "样例"}
    doors = [Door(_admin("bulletins_article_step", pk, name), data, page=page)]
    if name == "void":  # has no button: an edit does it
        doors = [Door(page, _text(seen_digest=digest), page=page, sees=_field("title"))]
    if name in {"approve", "send_back"}:
        sees = f"//button[@name='decision' and @value='{name}']"
        review = _desk("review", pk)
        doors.append(Door(_desk("decide", pk), {**data, "decision": name}, review, sees))
    if name == "submit":
        doors += [
            _action("bulletins_article", "submit_selected", pk),
            Door(page, _text(seen_digest=digest, _submit="1"), page, "//*[@name='_submit']"),
        ]

    def step(by: User) -> object:
        article = Article.objects.get(pk=pk)
        return call(article, by) if call else transition(article, name, by)

    return Attempt(lambda: Article.objects.get(pk=pk).status == target, step, tuple(doors))


def _issues(world: World) -> Iterator[tuple[str, Attempt]]:
    issue, free = world.ready, world.articles["approved"]
    first, second = issue.items.all()
    page, board = _admin("bulletins_issue_change", issue.pk), _desk("board-issue", issue.pk)
    new = date(2026, 12, 25)
    add = _admin("bulletins_issue_add")
    yield "issue: begin", Attempt(
        lambda: Issue.objects.count() == 5,
        lambda by: compilation.compile_issue(world.bulletin, new, by),
        (Door(add, {"bulletin": world.bulletin.pk, "issue_date": str(new)}, add,
              _field("issue_date")),
         Door(_desk("board-begin"), {"bulletin": world.bulletin.pk})),
    )  # fmt: skip
    yield "issue: place an article", Attempt(
        IssueItem.objects.filter(article=free).exists,
        lambda by: compilation.place_articles(issue, [free], by),
        (Door(_admin("bulletins_issue_place", issue.pk), {"article": free.pk}, page),
         Door(_desk("board-place", issue.pk, free.pk), page=board),
         Door(_desk("board-accept", issue.pk), {"key": f"a-{free.pk}"}),
         Door(_desk("board-accept-all", issue.pk), {"key": f"a-{free.pk}"})),
    )  # fmt: skip
    yield "issue: order articles", Attempt(
        lambda: issue.items.first() == second,
        lambda by: move_article(issue, first.article_id, 1, by),
        (Door(_desk("board-move", issue.pk, first.article_id), {"to": 1}, board),
         Door(page, _issue_form(issue, [second, first]), page, _field("issue_date"))),
    )  # fmt: skip
    yield "issue: take an article out", Attempt(
        lambda: not IssueItem.objects.filter(pk=first.pk).exists(),
        lambda by: take_out(issue, first.article_id, by),
        (Door(_desk("board-remove", issue.pk, first.article_id), page=board),
         Door(page, _issue_form(issue, [first, second]) | {"items-0-DELETE": "on"}, page,
              _field("items-0-DELETE"))),
    )  # fmt: skip
    moved = date(2026, 11, 19)
    yield "issue: redate", Attempt(
        lambda: Issue.objects.get(pk=issue.pk).issue_date == moved,
        lambda by: compilation.redate_issue(_now(issue), moved, (issue.window_start, moved), by),
        (Door(page, _issue_form(issue, [first, second]) | {"issue_date": str(moved)}, page,
              _field("issue_date")),),
    )  # fmt: skip
    troubled = world.troubled
    passing = {"item": 1, "rule": "window", "reason": "样例"}
    yield "issue: let a finding pass", Attempt(
        Waiver.objects.exists, lambda by: waive(troubled, 1, "window", "样例", by),
        (Door(_admin("bulletins_issue_waive", troubled.pk), passing,
              _admin("bulletins_issue_change", troubled.pk)),
         Door(_desk("board-waive", troubled.pk), passing, _desk("board-issue", troubled.pk))),
    )  # fmt: skip
    yield "issue: publish", Attempt(
        lambda: Issue.objects.get(pk=issue.pk).is_published,
        lambda by: publish(_now(issue), by),
        (Door(_admin("bulletins_issue_publish", issue.pk), page=page),
         Door(_desk("board-sign", issue.pk), page=board)),
    )  # fmt: skip
    yield "issue: have a file made again", Attempt(
        Rendition.objects.filter(pk=world.failed.pk, state="waiting").exists,
        lambda by: retry(world.failed, by),
        (Door(_admin("bulletins_rendition_retry", world.failed.pk),
              page=_admin("bulletins_issue_change", world.published.pk)),),
    )  # fmt: skip


def _issue_form(issue: Issue, items: list[IssueItem]) -> dict[str, Any]:
    data = {
        "issue_date": str(issue.issue_date), "window_start": str(issue.window_start),
        "window_end": str(issue.window_end), "items-TOTAL_FORMS": len(items),
        "items-INITIAL_FORMS": len(items),
    }  # fmt: skip
    for at, item in enumerate(items):
        data |= {
            f"items-{at}-id": item.pk, f"items-{at}-issue": issue.pk, f"items-{at}-position": at + 1
        }  # fmt: skip
    return data


def _calendar(world: World) -> Iterator[tuple[str, Attempt]]:
    empty, series = world.empty, world.bulletin
    day, to = empty.issue_date, date(2026, 12, 3)
    address, page = _desk("decide-date", series.pk, day), _desk("calendar")
    line = Skip.objects.filter(bulletin=series, issue_date=day)
    yield "issue: move a date", Attempt(
        Issue.objects.filter(pk=empty.pk, issue_date=to).exists,
        lambda by: scheduling.move(series, day, to, by),
        (Door(address, {"remedy": "move", "to": str(to)}, page),),
    )  # fmt: skip
    yield "issue: merge a date", Attempt(
        line.filter(window_end=None).exists,
        lambda by: scheduling.skip(series, day, "样例", by, merge=True),
        (Door(address, {"remedy": "merge", "reason": "样例"}, page),),
    )  # fmt: skip
    yield "issue: skip a date", Attempt(
        line.exclude(window_end=None).exists,
        lambda by: scheduling.skip(series, day, "样例", by, merge=False),
        (Door(address, {"remedy": "skip", "reason": "样例"}, page),),
    )  # fmt: skip
    yield "issue: take a skip back", Attempt(
        lambda: not Skip.objects.filter(pk=world.skipped.pk).exists(),
        lambda by: scheduling.resume(_now(world.skipped), by),
        (Door(_desk("resume-date", world.skipped.pk), page=page),),
    )  # fmt: skip


def _amendments(world: World) -> Iterator[tuple[str, Attempt]]:
    issue, text = world.published, world.correction
    page = _desk("amend", issue.pk)
    yield "issue: sign a correction", Attempt(
        Amendment.objects.filter(article=text).exists,
        lambda by: amending.correct(_now(text), by, "样例"),
        (Door(_desk("sign-correction", text.pk), {"notice": "样例"}, page),),
    )  # fmt: skip
    yield "issue: withdraw", Attempt(
        Amendment.objects.filter(issue=issue, article=None).exists,
        lambda by: amending.withdraw(issue, by, "样例"),
        (Door(_desk("sign-withdrawal", issue.pk), {"reason": "样例"}, page),),
    )  # fmt: skip


def _back_issues(world: World) -> Iterator[tuple[str, Attempt]]:
    row, series = world.received, world.bulletin
    page, receive = (
        _admin("bulletins_backissue_change", row.pk),
        _admin("bulletins_backissue_receive"),
    )
    other = data_of("faulty.md")

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("faulty.md", other)

    yield "back issue: receive", Attempt(
        lambda: BackIssue.objects.count() == 2,
        lambda by: back_issues.receive_back_issue(series, "faulty.md", other, by),
        (Door(receive, {"bulletin": series.pk, "file": file}, receive, _field("file")),),
    )  # fmt: skip
    yield "back issue: give up", Attempt(
        lambda: not BackIssue.objects.filter(pk=row.pk).exists(),
        lambda by: back_issues.discard_back_issue(row, by),
        (Door(_admin("bulletins_backissue_discard", row.pk), page=page),),
    )  # fmt: skip
    yield "issue: import", Attempt(
        BackIssue.objects.filter(pk=row.pk).exclude(issue=None).exists,
        lambda by: back_issues.import_back_issue(_now(row), by),
        (Door(_admin("bulletins_backissue_import", row.pk), page=page),),
    )  # fmt: skip
