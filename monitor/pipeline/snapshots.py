"""Evidence of a page: its file first, then the row that names it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from content.pictures import media_type
from monitor.errors import SnapshotError
from monitor.models import Entry, Snapshot, SnapshotPicture
from monitor.net import Response
from monitor.pipeline.replay import replay
from monitor.warc import files
from monitor.warc.captures import keep_page, read_page, read_picture, sha256
from monitor.warc.files import Kind
from monitor.warc.records import Record, Revisit


def new_snapshot(
    entry: Entry, answers: Sequence[Response], at: datetime, revisits: Sequence[Revisit] = ()
) -> Snapshot | None:
    """Write the pages of an entry to a file, the first of them first; needs no transaction.

    Gives the row to be stored; None if the pages said the same before: they are kept once per
    content. The row's digest is that of all their bytes, one page after the other.

    Raises:
        SnapshotError: the file cannot be written.

    """
    body = b"".join(answer.body for answer in answers)
    digest = sha256(body)
    if entry.snapshots.filter(sha256=digest).exists():
        return None
    file = keep_page(answers, at, revisits)
    return Snapshot(
        entry=entry, url=answers[0].url, fetched_at=at, sha256=digest, size=len(body), file=file
    )


def store_snapshot(snapshot: Snapshot, images: Sequence[dict[str, str]]) -> None:
    """Store the row of a page whose file is written, and which of its pictures are kept."""
    snapshot.save()
    SnapshotPicture.objects.bulk_create(
        SnapshotPicture(snapshot=snapshot, url=image["src"], sha256=image["original"])
        for image in images
        if image.get("original")
    )


def verified(snapshot: Snapshot) -> list[Record]:
    """Read what was kept of a page, its pictures too, and see that it is what was fetched.

    Gives the answers that brought the article's pages.

    Raises:
        SnapshotError: a file is missing or was changed.

    """
    pages = [record for record in read_page(snapshot.file) if not record.is_revisit]
    if sha256(b"".join(page.body for page in pages)) != snapshot.sha256:
        raise SnapshotError(_("The snapshot's file was changed after it had been written."))
    for picture in snapshot.pictures.all():
        read_picture(picture.sha256)
    return pages


def replayed(snapshot: Snapshot, number: int = 1) -> str:
    """Give one of a snapshot's pages as HTML that does nothing, the kept pictures in it.

    Raises:
        SnapshotError: a file is missing or was changed, or it holds no page of that number.
        ExtractionError: the page cannot be shown.

    """
    pages = verified(snapshot)
    if snapshot.file_name:
        raise SnapshotError(_("This is a file that somebody brought, not a page."))
    if not 1 <= number <= len(pages):
        raise SnapshotError(_("The snapshot has no page of that number."))
    page = pages[number - 1]
    pictures = {each.url: _data_address(each.sha256) for each in snapshot.pictures.all()}
    return replay(page.body, page.url, page.header("Content-Type"), pictures)


def _data_address(digest: str) -> str:
    picture = read_picture(digest).body
    return f"data:{media_type(picture)};base64,{b64encode(picture).decode()}"


def export(snapshots: Iterable[Snapshot]) -> Iterator[bytes]:
    """Give the bytes of one WARC file of several snapshots, file by file, each only once.

    Raises:
        SnapshotError: at once, before the first bytes: a file is missing.

    """
    chosen = list(snapshots)
    pictures = SnapshotPicture.objects.filter(snapshot__in=chosen).order_by("pk")
    wanted = [(Kind.PAGE, snapshot.file) for snapshot in chosen]
    wanted += [(Kind.PICTURE, digest) for digest in pictures.values_list("sha256", flat=True)]
    wanted = list(dict.fromkeys(wanted))
    for kind, digest in wanted:
        files.check(kind, digest)
    return (files.read(kind, digest) for kind, digest in wanted)
