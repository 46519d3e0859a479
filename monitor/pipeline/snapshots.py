"""Evidence of a page: its file in the archive first, then the row that names the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.archive.captures import keep_page, sha256
from monitor.archive.records import Revisit
from monitor.models import Entry, Snapshot, SnapshotPicture
from monitor.net import Response


def archive_page(
    entry: Entry, answers: Sequence[Response], at: datetime, revisits: Sequence[Revisit] = ()
) -> Snapshot | None:
    """Write the pages of an entry to the archive, the first of them first; needs no transaction.

    Gives the row to be stored; None if the page said the same before: it is kept once per content.

    Raises:
        ArchiveError: the file cannot be written.

    """
    page = answers[0]
    digest = sha256(page.body)
    if entry.snapshots.filter(sha256=digest).exists():
        return None
    file = keep_page(answers, at, revisits)
    return Snapshot(
        entry=entry, url=page.url, fetched_at=at, sha256=digest, size=len(page.body), file=file
    )


def store_snapshot(snapshot: Snapshot, images: Sequence[dict[str, str]]) -> None:
    """Store the row of a page in the archive, and which of its pictures are kept there."""
    snapshot.save()
    SnapshotPicture.objects.bulk_create(
        SnapshotPicture(snapshot=snapshot, url=image["src"], sha256=image["original"])
        for image in images
        if image.get("original")
    )
