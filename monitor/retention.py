"""Retention: how long evidence is kept, and how what is past its time goes. Rows first, then files.

Snapshots of entries that somebody made use of stay for ever, others for ``SNAPSHOT_DAYS``. A file
goes once no row names it; files of captures that are under way are too young for that.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings

from monitor.models import Snapshot, SnapshotPicture
from monitor.warc import files
from monitor.warc.files import FOLDERS, Kind

logger = logging.getLogger(__name__)

#: Snapshots that go in one turn.
BATCH = 200


def keep_house(now: datetime) -> None:
    """Do one turn of the work: a batch of snapshots, and one of the folders of files.

    Called once a minute, it comes round to every folder in some four hours.
    """
    prune(now)
    sweep(int(now.timestamp()) // 60 % FOLDERS)


def prune(now: datetime) -> int:
    """Delete the rows of a batch of snapshots that are past their time; gives how many."""
    old = Snapshot.objects.past_their_time(now, settings.SNAPSHOT_DAYS)[:BATCH]
    chosen = list(old.values_list("pk", "url", "fetched_at", "sha256"))
    Snapshot.objects.filter(pk__in=[row[0] for row in chosen]).delete()
    for _pk, url, fetched_at, sha256 in chosen:
        logger.info("snapshot of %s pruned: fetched %s, SHA-256 %s", url, fetched_at, sha256)
    return len(chosen)


def sweep(folder: int) -> int:
    """Remove the files of one folder that no row names; gives how many."""
    removed = 0
    for kind in Kind:
        files.remove_unfinished(kind, folder)
        settled = set(files.settled(kind, folder))
        for digest in settled - _named(kind, settled):
            if files.remove(kind, digest):
                removed += 1
                logger.info("file %s/%s removed: no snapshot names it", kind, digest)
    return removed


def _named(kind: Kind, digests: set[str]) -> set[str]:
    if kind is Kind.PAGE:
        pages = Snapshot.objects.filter(file__in=digests)
        return set(pages.values_list("file", flat=True))
    pictures = SnapshotPicture.objects.filter(sha256__in=digests)
    return set(pictures.values_list("sha256", flat=True))
