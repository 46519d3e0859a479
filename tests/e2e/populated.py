"""An installation in which every page has something to show; run in the installation itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Count
from django.utils import timezone

from bulletins.models import Article, Bulletin, CalendarDay, Issue
from bulletins.workflow.amending import begin_correction
from bulletins.workflow.back_issues import receive_back_issue
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.editing import create_article, revise_article
from bulletins.workflow.intake import watch_links
from bulletins.workflow.review import Passage, approve, send_back, submit
from bulletins.workflow.volumes import volume_name
from config.celery import app
from config.embedded import EmbeddedWorker
from demo import week
from demo.newsroom import sources
from demo.people import employ
from monitor.deciding import hold, reject
from monitor.health.reporting import report
from monitor.models import Copy, Entry, Source

_BACK_ISSUES = Path(__file__).parents[1] / "data" / "back_issues"


def populate(url: str) -> dict[str, int]:
    """Bring a week's work to every state; gives the numbers of the rows."""
    people = employ()
    bulletin = week.found_bulletin()
    week.register(sources(url))
    with EmbeddedWorker(app, scheduler=False):
        week.monitor(lambda _said: None)
        printed, second, *rest = week.choose()
        articles = week.edit([printed, second], people["editor"])
        week.review(articles, people["reviewer"])
        week.bring_out(bulletin, articles, people["editor"], people["publisher"])
    _decide(rest, people["editor"])
    rows = _articles(people["editor"], people["reviewer"])
    coming = _coming_issue(bulletin, [rows["approved"], rows["in_review"]], people["editor"])
    correction = begin_correction(Issue.objects.get(number=1).items.all()[0], people["editor"])
    return {
        **{state: article.pk for state, article in rows.items()},
        "correction": correction.pk,
        "coming": coming.pk,
        "published": Issue.objects.get(number=1).pk,
        "back_issue": _back_issue(bulletin, people["administrator"]),
        "source": _faulty_source().pk,
        "printed_entry": printed.pk,
        "entry": rest[-1].pk,
        "story": _with_copies().pk,
        "year": _volume(bulletin),
    }


def _faulty_source() -> Source:
    """Give a source with an error; the health of all of them is reported, and links are watched."""
    source = Source.objects.all()[0]
    source.last_error = "样例：网站没有应答。"
    source.save(update_fields=["last_error"])
    report(timezone.now())
    watch_links()
    CalendarDay.objects.create(day=timezone.localdate() + timedelta(days=30), name="院庆（样例）")
    return source


def _with_copies() -> Entry:
    """Give an entry that other outlets ran as well."""
    reprinted = Copy.objects.values("story").annotate(copies=Count("pk")).filter(copies__gt=1)
    return Entry.objects.filter(copy__story__in=reprinted.values("story"))[0]


def _volume(bulletin: Bulletin) -> int:
    """Store what stands for a year's volume; gives the year."""
    year = Issue.objects.get(number=1).issue_date.year
    default_storage.save(volume_name(bulletin.slug, year), ContentFile(b"%PDF-"))
    return year


def _decide(entries: list[Entry], editor: User) -> None:
    if len(entries) > 2:
        reject(entries[0], editor, "duplicate")
        hold(entries[1], editor)


def _articles(editor: User, reviewer: User) -> dict[str, Article]:
    """Make an article in each state; the draft has faults that preflight finds."""
    names = ("draft", "in_review", "waiting", "returned", "approved")
    rows = {
        name: _write(editor, f"样例医院启用电子病历之{number}")
        for number, name in enumerate(names, start=1)
    }
    for name in names[1:]:
        submit(rows[name], editor)
    approve(rows["approved"], reviewer, seen_digest=rows["approved"].digest)
    passage = Passage("平台今天上线", "请写明日期。")
    send_back(
        rows["returned"], reviewer, seen_digest=rows["returned"].digest, comment="请核对。",
        passages=[passage],
    )  # fmt: skip
    faulty = "<p>样例正文 ,平台今天上线.</p><p>责任编辑:张三</p><p>（记者 李四</p>"
    draft = rows["draft"]
    revise_article(draft, editor, seen_digest=draft.digest, body_html=faulty)
    return rows


def _write(editor: User, title: str) -> Article:
    return create_article(
        editor, title=title, source_name="示例报", url="https://news.example/1.html",
        published_on=timezone.localdate(), body_html="<p>样例正文，平台今天上线。</p>",
    )  # fmt: skip


def _coming_issue(bulletin: Bulletin, articles: list[Article], editor: User) -> Issue:
    last = Issue.objects.get(number=1).issue_date
    issue = compile_issue(bulletin, last + timedelta(days=7), editor)
    place_articles(issue, articles, editor)
    return issue


def _back_issue(bulletin: Bulletin, administrator: User) -> int:
    file = _BACK_ISSUES / "faulty.md"
    return receive_back_issue(bulletin, file.name, file.read_bytes(), administrator).pk
