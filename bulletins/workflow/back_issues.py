"""Back issues: an old bulletin's file → a published issue, with the file kept as evidence.

What the file says is stored as it stands; what is wrong with it is told and never repaired.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.importing.body import body_html, body_text
from bulletins.importing.bulletin import NotABulletinError, ReadBulletin, read_bulletin
from bulletins.importing.document import as_bulletin
from bulletins.importing.facts import facts_of, item_of_page
from bulletins.importing.files import MOST_BYTES, read_file
from bulletins.importing.house_words import HouseWords, in_usual_words
from bulletins.importing.items import ReadItem
from bulletins.importing.lines import FilePicture, Line, UnreadableFileError
from bulletins.models import Article, BackIssue, Bulletin, Issue, IssueItem, Rendition
from bulletins.preflight import Finding, IssueFacts, check_issue, check_item
from bulletins.rendering.document import Document, DocumentItem, Masthead
from bulletins.rendering.fonts import printable_characters
from bulletins.workflow.errors import ConflictError, NotReadyError, WorkflowError
from bulletins.workflow.intake import Entry, keep_text, outlet_hosts
from bulletins.workflow.permissions import BRING_FILES
from bulletins.workflow.restoring import restored_document
from bulletins.workflow.transitions import transition
from content.pictures import UnusablePictureError, store_picture
from content.sanitising import clean_article_body
from leases.hints import hint

if TYPE_CHECKING:
    from bulletins.importing.attached import AttachedIssue

_RENDER = "bulletins.tasks.render_rendition"


class NotABulletinFileError(WorkflowError):
    """The file holds no bulletin; ``findings`` are about it as a single article."""

    def __init__(self, message: str, title: str = "", lines: tuple[Line, ...] = ()) -> None:
        self.title, self.lines = title, lines
        self.text = body_text(lines)
        self.findings = _of_page(title, lines) if lines else []
        super().__init__(message)


@dataclass(frozen=True)
class Reading:
    """What a file says, and what is wrong with it."""

    bulletin: ReadBulletin
    findings: tuple[Finding, ...]
    #: What a PDF of our own carries: the issue itself, which need not be read from its pages.
    attached: AttachedIssue | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the issue in JSON's own types; what cannot be read is null."""
        head = self.bulletin.head
        contents = self.bulletin.contents
        return {
            "number": head.number,
            "published_on": _iso(head.date.day if head.date else None),
            "period_start": _iso(head.start.day if head.start else None),
            "period_end": _iso(head.end.day if head.end else None),
            "organisation": head.organisation,
            "topic": head.topic,
            "items": [
                {
                    "position": at,
                    "title": item.title,
                    "contents_title": contents[at - 1].title if at <= len(contents) else None,
                    "source_name": item.outlet,
                    "url": item.url,
                    "published_on": _iso(item.date.day if item.date else None),
                    "body_text": body_text(item.body),
                }
                for at, item in enumerate(self.bulletin.items, start=1)
            ],
            "findings": [finding.to_json() for finding in self.findings],
        }


def read_back_issue(data: bytes, series: Bulletin | None = None) -> Reading:
    """Read a bulletin's file and check it; its window by the rhythm of the series.

    Raises:
        NotABulletinFileError: it can't be read, is something else, or carries an issue that is not
            the one of its manifest.

    """
    if attached := _attached(data):
        return _checked(as_bulletin(attached.document), series, attached)
    try:
        lines = in_usual_words(read_file(data), _house_words())
    except UnreadableFileError as error:
        raise NotABulletinFileError(
            _("The file cannot be read. Take a .docx, .pdf, .txt or .md file of a bulletin.")
        ) from error
    try:
        bulletin = read_bulletin(lines)
    except NotABulletinError as error:
        title, rest = _as_page(lines)
        raise NotABulletinFileError(
            _("This is not a bulletin: it has no part “%(parts)s”.")
            % {"parts": "”, “".join(error.lacking) or "标题"},
            title,
            rest,
        ) from error
    return _checked(bulletin, series)


def _attached(data: bytes) -> AttachedIssue | None:
    if not data.startswith(b"%PDF-") or len(data) > MOST_BYTES:
        return None
    from bulletins.importing.attached import ForgedIssueError, attached_issue  # 10 MB of library

    try:
        return attached_issue(data)
    except ForgedIssueError as error:
        raise NotABulletinFileError(
            _("The PDF carries an issue that is not the one of its manifest: it was changed.")
        ) from error


def _house_words() -> list[HouseWords]:
    """Give the words of the series of this desk."""
    return [
        HouseWords(
            series.printed_look(), frozenset(row.source_label for row in series.mastheads.all())
        )
        for series in Bulletin.objects.prefetch_related("mastheads")
    ]


def _checked(
    bulletin: ReadBulletin, series: Bulletin | None, attached: AttachedIssue | None = None
) -> Reading:
    facts = facts_of(bulletin, outlet_hosts())
    rhythm = series.rhythm if series else facts.rhythm
    findings = check_issue(replace(facts, rhythm=rhythm, printable=printable_characters()))
    return Reading(bulletin, tuple(findings), attached)


def receive_back_issue(series: Bulletin, name: str, data: bytes, actor: User) -> BackIssue:
    """Read a bulletin's file and keep it, to be looked at before it becomes an issue.

    The same file again is the same row.

    Raises:
        NotAllowedError: no permission.
        NotABulletinFileError: as :func:`read_back_issue`.

    """
    BRING_FILES.require(actor)
    reading = read_back_issue(data, series)
    digest = hashlib.sha256(data).hexdigest()
    if known := BackIssue.objects.filter(sha256=digest).first():
        return known
    back_issue = BackIssue(
        bulletin=series, name=name[:200], sha256=digest, reading=reading.to_json(),
        received_by=actor,
    )  # fmt: skip
    ending = name.rpartition(".")[2].lower()[:8]
    path = f"back-issues/{series.slug}/{digest[:16]}.{ending if ending.isalnum() else 'bin'}"
    back_issue.file.save(path, ContentFile(data), save=False)
    back_issue.save()
    return back_issue


def import_back_issue(back_issue: BackIssue, actor: User) -> Issue:
    """Make a published issue of a file that was received.

    Raises:
        NotAllowedError: no permission.
        NotReadyError: the issue's number or date can't be read.
        ConflictError: the file was imported already, or its number or date is taken.

    """
    BRING_FILES.require(actor)
    with back_issue.file.open() as file:
        reading = read_back_issue(file.read(), back_issue.bulletin)
    head = reading.bulletin.head
    day = head.date.day if head.date else None
    if head.number is None or day is None:
        raise NotReadyError(
            _("The number or the date of the issue cannot be read. Correct them in the file.")
        )
    document = (
        restored_document(reading.attached)
        if reading.attached
        else _document(reading.bulletin, head.number, day)
    )
    taken = ConflictError(
        _("There is an issue %(number)s already, or one of %(date)s.")
        % {"number": document.number_text, "date": day}
    )
    try:
        with transaction.atomic():
            issue = _store(back_issue.bulletin, document, actor)
            if not BackIssue.objects.filter(pk=back_issue.pk, issue=None).update(issue=issue):
                raise taken
    except IntegrityError as error:
        raise taken from error
    back_issue.refresh_from_db()
    return issue


def discard_back_issue(back_issue: BackIssue, actor: User) -> None:
    """Give a received file up.

    Raises:
        NotAllowedError: no permission.
        ConflictError: it became an issue in the meantime.

    """
    BRING_FILES.require(actor)
    if not BackIssue.objects.filter(pk=back_issue.pk, issue=None).delete()[0]:
        raise ConflictError(_("This file is an issue already and stays."))
    transaction.on_commit(lambda: back_issue.file.delete(save=False))


def stored_findings(back_issue: BackIssue) -> list[Finding]:
    """Give what was wrong with a file when it was received."""
    return [Finding.from_json(plain) for plain in back_issue.reading["findings"]]


def take_page(refused: NotABulletinFileError) -> Entry:
    """Take what is no bulletin as a found page: an entry like those of the monitored sources."""
    return keep_text(refused.title, body_html(refused.lines, _keep), refused.text)


def _store(series: Bulletin, document: Document, actor: User) -> Issue:
    """Write issue and articles; the ledger goes on after the highest number."""
    number = document.number
    assert number is not None  # noqa: S101 - only previews have none
    Bulletin.objects.filter(pk=series.pk).update(last_number=Greatest("last_number", number))
    issue = Issue.objects.create(
        bulletin=series,
        issue_date=document.issue_date,
        window_start=document.issue_date,
        window_end=document.issue_date,
        masthead=document.to_json()["masthead"],
    )
    for item in document.items:
        article = _article(item, actor)
        IssueItem.objects.create(issue=issue, article=article, position=item.position)
    transition(
        issue, "import", actor, number=number, document=document.to_json(),
        window_start=document.window_start, window_end=document.window_end,
        published_at=timezone.now(),
    )  # fmt: skip
    rendition = Rendition.objects.create(issue=issue)
    transaction.on_commit(lambda: hint(_RENDER, rendition.pk))
    return issue


def _article(item: DocumentItem, actor: User) -> Article:
    article = Article(
        title=item.title,
        source_name=item.source_name,
        url=item.url,
        published_on=item.published_on,
        body_html=item.body_html,
        status=Article.Status.IMPORTED,
        edited_by=actor,
    )
    article.save()
    return article


def _document(bulletin: ReadBulletin, number: int, day: date) -> Document:
    head = bulletin.head
    labels = [item.outlet_label for item in bulletin.items if item.outlet_label]
    return Document(
        masthead=Masthead(
            title=head.title,
            organisation=head.organisation,
            topic_phrase=head.topic,
            scope_phrase=head.scope,
            source_label=labels[0] if labels else "来源",
        ),
        number=number,
        issue_date=day,
        window_start=head.start.day if head.start else None,
        window_end=head.end.day if head.end else None,
        items=tuple(_document_item(at, item) for at, item in enumerate(bulletin.items, start=1)),
        printed_foreword=head.foreword,
    )


def _document_item(position: int, item: ReadItem) -> DocumentItem:
    return DocumentItem(
        position=position,
        title=item.title,
        source_name=item.outlet,
        url=item.url,
        published_on=item.date.day if item.date else None,
        body_html=clean_article_body(body_html(item.body, _keep)),
    )


def _keep(picture: FilePicture) -> str:
    try:
        return store_picture(picture.data).src
    except UnusablePictureError:
        return ""


def _as_page(lines: list[Line]) -> tuple[str, tuple[Line, ...]]:
    """Take a file for a single article: its first line is the title."""
    return (lines[0].text, tuple(lines[1:])) if lines else ("", ())


def _of_page(title: str, lines: tuple[Line, ...]) -> list[Finding]:
    nothing = IssueFacts(issue_date=None, window_start=None, window_end=None)
    wanted = {"truncated", "leftover", "quotes", "doubled", "width", "caption"}
    found = check_item(item_of_page(title, lines), nothing)
    return [finding for finding in found if finding.rule in wanted]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
