"""Checks of the pages that were kept as they were fetched."""

from __future__ import annotations

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.doctor.diagnosis import Diagnosis, fail, ok
from monitor.models import Snapshot, SnapshotPicture
from monitor.warc.files import Kind, sizes


def check_snapshots() -> Diagnosis:
    """See that every file that a snapshot names is there, and how much room they take.

    Files of snapshots that are past their time may be missing: after a backup is restored whose
    database was copied before its files.
    """
    pages, pictures = sizes(Kind.PAGE), sizes(Kind.PICTURE)
    going = Snapshot.objects.past_their_time(timezone.now(), settings.SNAPSHOT_DAYS).values("pk")
    named = set(Snapshot.objects.exclude(pk__in=going).values_list("file", flat=True))
    shown = set(
        SnapshotPicture.objects.exclude(snapshot__in=going).values_list("sha256", flat=True)
    )
    missing = len(named - pages.keys()) + len(shown - pictures.keys())
    return judge_snapshots(len(named), sum(pages.values()) + sum(pictures.values()), missing)


def judge_snapshots(pages: int, size: int, missing: int) -> Diagnosis:
    """Judge the number of pages, the bytes of their files, and how many files are missing."""
    if missing:
        return fail(
            ngettext("%(count)d file is missing.", "%(count)d files are missing.", missing)
            % {"count": missing},
            _("Restore %(folder)s from a backup.") % {"folder": settings.SNAPSHOTS_DIR},
        )
    message = ngettext("%(count)d page, %(size)s", "%(count)d pages, %(size)s", pages)
    return ok(message % {"count": pages, "size": filesizeformat(size).replace("\xa0", " ")})
