"""Volumes of a year, as readers get them; the desk or ``manage.py annual_volume`` makes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.text import get_valid_filename
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bulletins.archive.access import for_readers
from bulletins.models import Bulletin, Issue
from bulletins.workflow.volumes import volume_name


@dataclass(frozen=True)
class Volume:
    """A volume that is there: short name and name of its series, and its year."""

    slug: str
    name: str
    year: int


def volumes() -> Iterator[Volume]:
    """Give the volumes that were made, the newest first."""
    rows = Issue.objects.published().values_list(
        "bulletin__slug", "bulletin__name", "issue_date__year"
    )
    for volume in (Volume(*row) for row in rows.order_by("-issue_date__year").distinct()):
        if default_storage.exists(volume_name(volume.slug, volume.year)):
            yield volume


@require_safe
@for_readers
@cache_control(no_cache=True)
def volume_pdf(request: HttpRequest, bulletin: str, year: int) -> FileResponse:
    """Hand out the volume of a year."""
    series = get_object_or_404(Bulletin, slug=bulletin)
    try:
        file = default_storage.open(volume_name(bulletin, year))
    except FileNotFoundError as error:
        raise Http404 from error
    name = get_valid_filename(f"{series.name}-{year}年合订本.pdf")
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
