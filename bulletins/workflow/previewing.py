"""Previewing: Issue in preparation → Preview. Made by a worker whenever what it prints changed."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from bulletins.models import Issue, Preview, Rendition
from bulletins.rendering.document import Document
from bulletins.rendering.html import render_html
from bulletins.rendering.pdf import RenderingError
from bulletins.workflow.compilation import document_of
from bulletins.workflow.publication import render_document
from leases.hints import hint

logger = logging.getLogger(__name__)

_RENDER = "bulletins.tasks.render_preview"
#: Who moves five items in a row gets one preview, not five.
_REST = timedelta(seconds=1)

_State = Rendition.State


def preview_of(issue: Issue) -> Preview:
    """Give the preview of an issue; if it shows something else than now, have it made anew."""
    digest = _digest(document_of(issue, None))
    preview = Preview.objects.filter(issue=issue).first()
    if preview and preview.digest == digest:
        return preview
    now = timezone.now()
    preview, _created = Preview.objects.update_or_create(
        issue=issue,
        defaults={
            "digest": digest, "state": _State.WAITING, "asked_at": now, "due_at": now + _REST,
        },
    )  # fmt: skip
    transaction.on_commit(lambda: hint(_RENDER, preview.pk, after=_REST.total_seconds()))
    return preview


def make_preview_again(issue: Issue) -> bool:
    """Have a preview that failed made again; False if it is not a failed one."""
    failed = Preview.objects.filter(issue=issue, state=_State.FAILED)
    again = failed.update(state=_State.WAITING, due_at=timezone.now(), asked_at=timezone.now())
    if again:
        hint(_RENDER, Preview.objects.get(issue=issue).pk)
    return bool(again)


def render_preview(preview_id: int) -> bool | None:
    """Make a preview that is due of the issue as it stands.

    True if it is ready, False if it failed or is out of date already, None if it is not due or
    another worker is at it.
    """
    lease = timedelta(seconds=settings.RENDERING_TIMEOUT + 60)
    token = Preview.objects.claim_due(preview_id, timezone.now(), lease)
    if token is None:
        return None
    preview = Preview.objects.select_related("issue__bulletin").get(pk=preview_id)
    document = document_of(preview.issue, None)
    digest = _digest(document)
    made = _make(preview, document, digest)
    wanted = Preview.objects.filter(digest__in=(preview.digest, digest))
    if not wanted.finish(preview_id, token, digest=digest, due_at=None, **made):
        Preview.objects.finish(preview_id, token)
        hint(_RENDER, preview_id)  # the issue has changed meanwhile
        return False
    if preview.file and preview.file.name != made.get("file"):
        preview.file.delete(save=False)
    return made["state"] == _State.READY


def forget_previews() -> int:
    """Remove the previews of issues that are published; gives how many there were."""
    gone = list(Preview.objects.filter(issue__status=Issue.Status.PUBLISHED))
    for preview in gone:
        preview.file.delete(save=False)
        preview.delete()
    return len(gone)


def _digest(document: Document) -> str:
    """Give the digest of the page that is printed: its texts, their order, masthead and layout."""
    return hashlib.sha256(render_html(document).encode()).hexdigest()


def _make(preview: Preview, document: Document, digest: str) -> dict[str, object]:
    """Make the file; gives what is to be kept of it."""
    with tempfile.TemporaryDirectory(prefix="zhoubao-preview-") as folder:
        output = Path(folder) / "preview.pdf"
        try:
            rendered = render_document(document, output)
        except RenderingError as error:
            logger.warning("preview %s failed: %s", preview.pk, error)
            return {"state": _State.FAILED, "error": error.reason, "file": ""}
        name = f"previews/{preview.issue.bulletin.slug}/{digest}.pdf"
        storage = preview.file.storage
        if not storage.exists(name):  # named by content
            with output.open("rb") as file:
                name = storage.save(name, File(file))
        return {"state": _State.READY, "error": "", "pages": rendered.pages, "file": name}
