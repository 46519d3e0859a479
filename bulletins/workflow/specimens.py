"""Specimens: what an issue of a series looks like in a look that nobody has saved yet."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Bulletin
from bulletins.rendering.document import Document, DocumentItem, Masthead
from bulletins.rendering.html import render_html
from bulletins.rendering.look import Look
from bulletins.rendering.pdf import RenderingError, render_pdf
from bulletins.workflow.compilation import document_of

_WATERMARK = "样张"
#: Articles of an issue that are shown, and seconds that they may take.
_ARTICLES, _TIMEOUT = 3, 30
#: A process makes one specimen at a time, and whoever comes meanwhile waits so many seconds.
_turn, _PATIENCE = BoundedSemaphore(), 20

_PARAGRAPH = (
    "这是一篇示例稿件，只用来显示版式。正文按所选的版面排列：首行缩进两个字，逐行对齐，标点不出现在行首；"
    "中文与 English、数字 2024 之间留有间隙。正式出刊时，这里是审核通过的稿件。"
)


def specimen(bulletin: Bulletin, look: Look) -> str:
    """Give the name in the storage of a PDF of the series in a look; made unless it is there.

    Raises:
        RenderingError: it could not be made, or others are being made.

    """
    document = specimen_document(bulletin, look)
    html = render_html(document, watermark=_WATERMARK)
    name = specimen_name(bulletin, hashlib.sha256(html.encode()).hexdigest())
    if default_storage.exists(name):
        return name
    if not _turn.acquire(timeout=_PATIENCE):
        raise RenderingError(_("Other previews are being made. Try again in a moment."))
    try:
        return _make(document, name)
    finally:
        _turn.release()


def specimen_name(bulletin: Bulletin, digest: str) -> str:
    """Give the place in the storage of the specimen whose page has this SHA-256."""
    return f"specimens/{bulletin.pk}/{digest}.pdf"


def specimen_document(bulletin: Bulletin, look: Look) -> Document:
    """Give the beginning of the latest issue that has articles, else a made-up one."""
    document = _latest(bulletin) or _made_up(bulletin)
    masthead = bulletin.masthead_on(document.issue_date) or document.masthead
    return replace(
        document,
        masthead=masthead,
        number=document.number or bulletin.last_number + 1,
        # What an old bulletin printed gives way to the sentence of the look.
        printed_foreword="",
        window_start=document.window_start or document.issue_date,
        window_end=document.window_end or document.issue_date,
        items=document.items[:_ARTICLES],
        look=look,
    )


def _latest(bulletin: Bulletin) -> Document | None:
    issue = bulletin.issues.exclude(items=None).order_by("-issue_date").first()
    if issue is None:
        return None
    return issue.current_document() if issue.is_published else document_of(issue, None)


def _made_up(bulletin: Bulletin) -> Document:
    today = timezone.localdate()
    start, end = bulletin.rhythm.window(today)
    return Document(
        masthead=Masthead(bulletin.name, "示例单位", "示例主题", "示例网站", "来源"),
        number=None,
        issue_date=today,
        window_start=start,
        window_end=end,
        items=tuple(_made_up_item(position, end) for position in (1, 2, 3)),
        notices=("（示例）更正：上一期第一篇的标题有误，现已更正。",),
    )


def _made_up_item(position: int, day: date) -> DocumentItem:
    return DocumentItem(
        position=position,
        title=f"示例稿件之{position}：版式样张的标题",
        source_name="示例网",
        url=f"https://news.example.com/{position}.html",
        published_on=day - timedelta(position),
        body_html=f"<p>{_PARAGRAPH}</p>" * 3,
    )


def _make(document: Document, name: str) -> str:
    """Make the file, and let those before it go."""
    with tempfile.TemporaryDirectory(prefix="zhoubao-specimen-") as folder:
        output, pictures = Path(folder) / "specimen.pdf", Path(settings.PICTURES_DIR)
        render_pdf(document, output, pictures, timeout=_TIMEOUT, watermark=_WATERMARK)
        _forget_others(name)
        with output.open("rb") as file:
            return default_storage.save(name, File(file))


def _forget_others(name: str) -> None:
    folder = name.rpartition("/")[0]
    if default_storage.exists(folder):
        for old in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{old}")
