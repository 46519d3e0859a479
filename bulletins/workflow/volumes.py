"""Volumes: the published PDFs of a series, of a year or of any days, joined into one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from bulletins.models import Bulletin, Issue, Rendition
from bulletins.rendering.fonts import FOLDER, font_build
from bulletins.rendering.pdf import print_html
from bulletins.rendering.volume.front import VolumeIssue, render_front
from bulletins.rendering.volume.joining import VolumePart, item_pages, join
from bulletins.workflow.errors import NotReadyError
from bulletins.workflow.intake import topics_of
from bulletins.workflow.permissions import SIGN


@dataclass(frozen=True)
class VolumeYear:
    """A year of a series, and the volume that was made of it, if one was."""

    bulletin: Bulletin
    year: int
    issues: int
    made_at: datetime | None
    #: Of the file, in bytes.
    size: int
    #: Whether something was published, corrected or withdrawn since.
    is_behind: bool


def volume_years() -> Iterator[VolumeYear]:
    """Give the years in which series published issues, the newest first."""
    rows = Issue.objects.filter(status=Issue.Status.PUBLISHED).values_list(
        "bulletin", "issue_date__year"
    )
    counted = rows.annotate(
        count=Count("pk", distinct=True),
        published=Max("published_at"),
        amended=Max("amendments__signed_at"),
    )
    series = Bulletin.objects.in_bulk()
    for pk, year, count, *changes in counted.order_by("-issue_date__year", "bulletin__name"):
        yield _volume_year(series[pk], year, count, max(filter(None, changes)))


def _volume_year(bulletin: Bulletin, year: int, issues: int, changed_at: datetime) -> VolumeYear:
    name = volume_name(bulletin.slug, year)
    if not default_storage.exists(name):
        return VolumeYear(bulletin, year, issues, None, 0, is_behind=False)
    made_at, size = default_storage.get_modified_time(name), default_storage.size(name)
    return VolumeYear(bulletin, year, issues, made_at, size, is_behind=changed_at > made_at)


def make_volume(bulletin: Bulletin, year: int, actor: User) -> None:
    """Make the volume of a year for the readers, or make it anew.

    Raises:
        NotAllowedError: no permission.
        NotReadyError, RenderingError: as :func:`volume_of`.

    """
    SIGN.require(actor)
    store_volume(bulletin, year)


def volume_of(bulletin: Bulletin, first: date, last: date) -> bytes:
    """Give the issues of these days as one PDF, the oldest first.

    Raises:
        NotReadyError: there is no issue, or one has no PDF yet.
        RenderingError: contents and indexes could not be printed.

    """
    published = Issue.objects.published().filter(bulletin=bulletin)
    issues = published.filter(issue_date__range=(first, last)).order_by("issue_date", "number")
    shown = [issue for issue in issues if not issue.withdrawal()]
    if not shown:
        raise NotReadyError(_("No issue was published in this time."))
    renditions = [_rendition(issue) for issue in shown]
    parts = [_part(rendition) for rendition in renditions]
    front = print_html(
        render_front(_contents(renditions, parts)), timeout=settings.RENDERING_TIMEOUT
    )
    return join(front, parts, FOLDER)


def store_volume(bulletin: Bulletin, year: int) -> str:
    """Make the volume of a year and keep it for the readers; gives its name in the storage.

    Raises:
        NotReadyError, RenderingError: as :func:`volume_of`.

    """
    content = volume_of(bulletin, date(year, 1, 1), date(year, 12, 31))
    name = volume_name(bulletin.slug, year)
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))


def volume_name(slug: str, year: int) -> str:
    """Give the place in the storage of a series' volume of a year."""
    return f"volumes/{slug}/{year}.pdf"


def _rendition(issue: Issue) -> Rendition:
    """Give the file of an issue's present version."""
    found = issue.renditions.filter(
        kind=Rendition.Kind.PDF, state=Rendition.State.READY, amendment=issue.last_correction()
    ).first()
    if found is None:
        raise NotReadyError(_("%(issue)s has no PDF yet.") % {"issue": issue})
    return found


def _part(rendition: Rendition) -> VolumePart:
    issue, document = rendition.issue, rendition.document()
    build = font_build()
    try:
        with rendition.file.open() as file:
            pdf = file.read()
    except OSError as error:
        raise NotReadyError(
            _("The PDF of %(issue)s is missing. Restore it from a backup.") % {"issue": issue}
        ) from error
    return VolumePart(
        key=f"issue-{issue.number:04d}",
        title=f"{document.number_text}（{document.issue_date_text}）",
        pdf=pdf,
        is_of_this_build=build is not None and rendition.manifest.get("font_build") == build.sha256,
    )


def _contents(renditions: Sequence[Rendition], parts: Sequence[VolumePart]) -> list[VolumeIssue]:
    issues, page = [], 1
    for rendition, part in zip(renditions, parts, strict=True):
        count, pages = item_pages(part.pdf)
        items = rendition.issue.items.select_related("article__entry")
        topics = [topics_of(item.article) for item in items]
        issues.append(VolumeIssue(part.key, rendition.document(), page, pages, topics))
        page += count
    return issues
