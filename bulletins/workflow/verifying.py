"""Verifying: whether what was published is still there as it was, each part by its hash."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from django.conf import settings
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue, Rendition, Review
from bulletins.rendering.document import Document, DocumentItem
from bulletins.rendering.manifest import ISSUE_FILE, MANIFEST_FILE, sha256
from bulletins.rendering.stored import stored_picture
from bulletins.workflow.intake import page_is_whole
from content.sanitising import PICTURE_SRC


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; ``fault`` is empty if it is as it was."""

    subject: str
    fault: str = ""


def verify_issue(issue: Issue) -> Iterator[Check]:
    """Look at the files of every version of a published issue, and at all that they rest on."""
    renditions = list(issue.renditions.select_related("amendment", "issue"))
    if not renditions:
        yield Check("PDF", _("There is none."))
    for rendition in renditions:
        yield from _file_checks(rendition)
        yield from _text_checks(rendition)


def _file_checks(rendition: Rendition) -> Iterator[Check]:
    subject = f"PDF {Path(rendition.file.name or '').name}".strip()
    if rendition.state != Rendition.State.READY:
        yield Check(
            subject, _("It is not ready: %(state)s") % {"state": rendition.get_state_display()}
        )
        return
    try:
        with rendition.file.open() as file:
            data = file.read()
    except OSError:
        yield Check(subject, _("The file is missing."))
        return
    changed = hashlib.sha256(data).hexdigest() != rendition.sha256
    yield Check(subject, _("The file was changed.") if changed else "")
    if not changed:
        yield from _attachment_checks(rendition, data)


def _attachment_checks(rendition: Rendition, data: bytes) -> Iterator[Check]:
    """Compare what the PDF carries with what the database holds."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        carried = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
    manifest = carried.get(MANIFEST_FILE)
    if not rendition.manifest or manifest is None:
        yield Check(_("manifest"), _("The file was made before there were manifests."))
        return
    same = json.loads(manifest) == rendition.manifest
    yield Check(_("manifest"), "" if same else _("It is not the one in the PDF."))
    content = carried.get(ISSUE_FILE, b"")
    whole = sha256(content) == rendition.manifest["files"][ISSUE_FILE]
    same = whole and Document.from_json(json.loads(content)) == rendition.document()
    yield Check(_("document"), "" if same else _("It is not the one in the PDF."))


def _text_checks(rendition: Rendition) -> Iterator[Check]:
    issue = rendition.issue
    texts = {article.text_digest(): article for article in _articles(issue)}
    manifest = rendition.manifest.get("articles", [])
    for place, item in enumerate(rendition.document().items):
        known = manifest[place] if place < len(manifest) else {}
        subject = _("article %(item)d") % {"item": item.position}
        yield Check(subject, " ".join(_item_faults(item, texts.get(item.digest), known)))


def _articles(issue: Issue) -> Iterator[Article]:
    """Give the texts of an issue, and those that correct them."""
    yield from issue.articles.all()
    yield from Article.objects.filter(corrects__issues=issue)


def _item_faults(
    item: DocumentItem, article: Article | None, known: dict[str, Any]
) -> Iterator[str]:
    if known and known["digest"] != item.digest:
        yield _("The document is not the one of the manifest.")
    if article is None:
        yield _("The text was changed.")
    for src in sorted({found[0] for found in PICTURE_SRC.finditer(item.body_html)}):
        if not _picture_is_whole(src):
            yield _("A picture is missing or was changed: %(picture)s") % {"picture": src}
    if article is None or not known:
        return
    if article.status != Article.Status.IMPORTED and not known.get("approvals"):
        yield _("The manifest names no approval.")
    for approval in known.get("approvals", []):
        if approval["digest"] != item.digest or not _is_approved(article, approval):
            yield _("The approval of %(time)s is not there any more.") % {"time": approval["at"]}
    for page in known.get("snapshots", []):
        if not page_is_whole(article, page["sha256"]):
            yield _("The snapshot of %(url)s is missing or was changed.") % {"url": page["url"]}


def _is_approved(article: Article, approval: dict[str, Any]) -> bool:
    return article.reviews.filter(
        decision=Review.Decision.APPROVED, digest=approval["digest"], at=approval["at"]
    ).exists()


def _picture_is_whole(src: str) -> bool:
    try:
        picture = stored_picture(src, Path(settings.PICTURES_DIR))
    except OSError:
        return False
    return f"/{hashlib.sha256(picture.data).hexdigest()}." in src
