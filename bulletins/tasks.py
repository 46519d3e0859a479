"""Celery tasks of publishing: an id in, one function called, harmless when run twice."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from bulletins.models import Notice, Preview, Rendition
from bulletins.workflow import intake, notices, previewing, scheduling
from bulletins.workflow.publication import render
from leases.hints import hint


@shared_task
def tick() -> None:
    """Hand out what is due, new or of a worker that died; begin the issues whose time has come."""
    for pk in Rendition.objects.due(timezone.now()).values_list("pk", flat=True):
        hint(render_rendition.name, pk)
    for pk in Notice.objects.due(timezone.now()).values_list("pk", flat=True):
        hint(send_notice.name, pk)
    for pk in Preview.objects.due(timezone.now()).values_list("pk", flat=True):
        hint(render_preview.name, pk)
    previewing.forget_previews()
    scheduling.open_due_issues()


@shared_task
def render_rendition(rendition_id: int) -> None:
    """Render one file, if it is due."""
    render(rendition_id)


@shared_task
def render_preview(preview_id: int) -> None:
    """Make one preview, if it is due."""
    previewing.render_preview(preview_id)


@shared_task
def watch_links() -> None:
    """Tell monitoring which links are printed, or may be printed next."""
    intake.watch_links()


@shared_task
def send_notice(notice_id: int) -> None:
    """Send one mail, if it is due."""
    notices.send_notice(notice_id)
