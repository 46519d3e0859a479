"""Publication: Issue → Rendition. Tried, frozen, then rendered from the frozen copy."""

from __future__ import annotations

import logging
import tempfile
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Article, Bulletin, Issue, Rendition
from bulletins.rendering.document import Document
from bulletins.rendering.outputs import render_output
from bulletins.rendering.pdf import RenderedPdf, RenderingError, render_pdf
from bulletins.workflow.checking import findings_of
from bulletins.workflow.compilation import document_of
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.evidence import evidence_of
from bulletins.workflow.permissions import SIGN
from bulletins.workflow.states import find
from bulletins.workflow.transitions import refusal_of, transition
from leases.hints import hint

logger = logging.getLogger(__name__)

_RENDER = "bulletins.tasks.render_rendition"


def sign(issue: Issue, publisher: User) -> Rendition:
    """Publish the issue, after its PDF was made for trial and read back without a difference.

    Raises:
        NotAllowedError, NotReadyError, ConflictError: as :func:`publish`.
        NotReadyError: the PDF can't be made, or is not what was to be printed.
        ConflictError: the issue was changed while that was tried.

    """
    _require(issue, publisher)
    _refuse_blocked(issue)
    return publish(issue, publisher, tried=_tried(issue))


def _tried(issue: Issue) -> Document:
    """Give the issue as it would stand; its PDF was made, and read back."""
    number = Bulletin.objects.get(pk=issue.bulletin_id).last_number + 1
    document = document_of(issue, number)
    with tempfile.TemporaryDirectory(prefix="zhoubao-trial-") as folder:
        try:
            render_document(document, Path(folder) / "issue.pdf", evidence_of(issue))
        except RenderingError as error:
            raise NotReadyError(error.reason) from error
    return document


def publish(issue: Issue, publisher: User, *, tried: Document | None = None) -> Rendition:
    """Give the issue its number, freeze it, and have it rendered once that is committed.

    The number is the one after the last of the series. The row of the series is locked from here
    to the commit, so two publications follow each other and no number is given twice or skipped.
    Nothing but ``tried`` is published, if that is given.

    Raises:
        NotAllowedError: no permission.
        NotReadyError: a check blocks publication; the message says which.
        ConflictError: the issue was published by somebody else in the meantime, or is not what was
            tried.

    """
    _require(issue, publisher)
    with transaction.atomic():
        series = Bulletin.objects.select_for_update().get(pk=issue.bulletin_id)
        current = Issue.objects.select_for_update().get(pk=issue.pk)
        _lock_articles(current)
        _refuse_blocked(current)
        number = series.last_number + 1
        Bulletin.objects.filter(pk=series.pk).update(last_number=number)
        document = document_of(current, number)
        if tried is not None and document != tried:
            raise ConflictError(
                _("The issue was changed while its PDF was tried. Look at it again, then sign.")
            )
        transition(
            current,
            "publish",
            publisher,
            number=number,
            document=document.to_json(),
            evidence=evidence_of(current),
            published_by=publisher,
            published_at=timezone.now(),
        )
        rendition = have_rendered(Rendition.objects.create(issue=current))
    issue.refresh_from_db()
    return rendition


def _require(issue: Issue, publisher: User) -> None:
    if refusal := refusal_of(find(Issue, "publish"), issue, publisher):
        raise NotAllowedError(refusal)


def have_rendered(rendition: Rendition) -> Rendition:
    """Tell a worker of a new file once it is committed."""
    transaction.on_commit(lambda: hint(_RENDER, rendition.pk))
    return rendition


def _lock_articles(issue: Issue) -> None:
    """Let nobody edit a placed article between the check and the commit."""
    list(Article.objects.select_for_update().filter(issues=issue).order_by("pk"))


def _refuse_blocked(issue: Issue) -> None:
    blocking = [found.message for found in findings_of(issue) if found.is_blocking]
    if blocking and issue.status == Issue.Status.DRAFT:
        raise NotReadyError(" ".join(blocking))


def retry(rendition: Rendition, actor: User) -> bool:
    """Have a failed file rendered again; False if it is not a failed one any more.

    Raises:
        NotAllowedError: no permission.

    """
    SIGN.require(actor)
    again = make_due(rendition)
    if again:
        transaction.on_commit(lambda: hint(_RENDER, rendition.pk))
    return again


def make_due(rendition: Rendition) -> bool:
    """Let a failed file be rendered again by whoever takes it; False if it is not a failed one."""
    failed = Rendition.objects.filter(pk=rendition.pk, state=Rendition.State.FAILED)
    return bool(failed.update(state=Rendition.State.WAITING, due_at=timezone.now(), error=""))


def render(rendition_id: int) -> bool | None:
    """Render a file that is due from the issue's frozen document.

    True if it is ready, False if it failed (the reason stays on the row), None if it is not due
    or another worker is at it.
    """
    lease = timedelta(seconds=settings.RENDERING_TIMEOUT + 60)
    one_more = {"attempts": F("attempts") + 1}
    token = Rendition.objects.claim_due(rendition_id, timezone.now(), lease, **one_more)
    if token is None:
        return None
    about = ("issue__bulletin", "amendment")
    rendition = Rendition.objects.select_related(*about).get(pk=rendition_id)
    with tempfile.TemporaryDirectory(prefix="zhoubao-rendering-") as folder:
        output = Path(folder) / "issue.pdf"
        try:
            rendered = render_document(rendition.document(), output, rendition.evidence())
        except RenderingError as error:
            logger.warning("rendering of rendition %s failed: %s", rendition_id, error)
            _fail(rendition, token, error)
            return False
        return _store(rendition, token, output, rendered)


def render_document(
    document: Document, output: Path, evidence: dict[str, Any] | None = None
) -> RenderedPdf:
    """Render a document, frozen or preview, in a process of its own with a time limit.

    ``evidence`` is what was frozen with the document.

    Raises:
        RenderingError: too slow, broken off, or something foreign was to be fetched.

    """
    pictures = Path(settings.PICTURES_DIR)
    timeout = settings.RENDERING_TIMEOUT
    return render_pdf(document, output, pictures, evidence=evidence, timeout=timeout)


def other_output(issue: Issue, name: str) -> bytes:
    """Give a published issue in one of the formats beside the PDF.

    Raises:
        KeyError: there is no such format.
        OSError: a picture is missing.

    """
    return render_output(name, issue.current_document(), Path(settings.PICTURES_DIR))


def _store(rendition: Rendition, token: uuid.UUID, output: Path, rendered: RenderedPdf) -> bool:
    issue = rendition.issue
    name = f"renditions/{issue.bulletin.slug}/{issue.number:04d}-{rendered.sha256[:12]}.pdf"
    storage = rendition.file.storage
    if not storage.exists(name):  # named by content: a second rendering of the same is the same
        with output.open("rb") as file:
            name = storage.save(name, File(file))
    return Rendition.objects.finish(
        rendition.pk,
        token,
        state=Rendition.State.READY,
        file=name,
        sha256=rendered.sha256,
        pages=rendered.pages,
        size=rendered.size,
        manifest=rendered.manifest,
        error="",
        due_at=None,
        finished_at=timezone.now(),
    )


def _fail(rendition: Rendition, token: uuid.UUID, error: RenderingError) -> None:
    Rendition.objects.finish(
        rendition.pk,
        token,
        state=Rendition.State.FAILED,
        error=str(error),
        due_at=None,
        finished_at=timezone.now(),
    )
