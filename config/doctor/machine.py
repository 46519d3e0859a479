"""Checks of the machine: folder for files, disk, clock, time zone."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Activity
from config.doctor.diagnosis import Diagnosis, fail, ok, warn

#: Bytes. A week's pages, pictures and PDF take some 100 MB.
LITTLE_SPACE, NO_SPACE = 2 * 1024**3, 200 * 1024**2
#: By how much clocks may differ before leases and due times suffer.
TOLERANCE = timedelta(minutes=5)


def check_media() -> Diagnosis:
    """Write a file where pictures and PDFs are kept."""
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
    except OSError as error:
        return fail(
            _("%(folder)s cannot be written: %(cause)s")
            % {"folder": folder, "cause": error.strerror},
            _("Give the folder to the user that runs the program, or set ZHOUBAO_DATA_DIR."),
        )
    return ok(str(folder))


def check_disk() -> Diagnosis:
    """Measure the free space where pictures and PDFs are kept."""
    folder = Path(settings.MEDIA_ROOT).absolute()
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    return judge_disk(shutil.disk_usage(existing).free)


def judge_disk(free: int) -> Diagnosis:
    """Judge the free space in bytes."""
    message = _("%(size)s free") % {"size": filesizeformat(free).replace("\xa0", " ")}
    remedy = _("Make room on the disk, or set ZHOUBAO_DATA_DIR to a larger one.")
    if free < NO_SPACE:
        return fail(message, remedy)
    return warn(message, remedy) if free < LITTLE_SPACE else ok(message)


def check_time_zone() -> Diagnosis:
    """Look the time zone up; windows and dates of issues are counted in it."""
    return judge_time_zone(settings.TIME_ZONE, timezone.now())


def judge_time_zone(name: str, now: datetime) -> Diagnosis:
    """Judge whether the zone is known; the message shows its present time to compare."""
    try:
        local = now.astimezone(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError):
        return fail(
            _("The time zone %(name)s is unknown.") % {"name": name},
            _("Install the package tzdata, or correct TIME_ZONE in the settings."),
        )
    return ok(f"{name}, {local:%Y-%m-%d %H:%M} (UTC{local:%z})")


def check_clock() -> Diagnosis:
    """Compare the clock with the program's files and with what has been decided so far."""
    newest = Activity.objects.order_by("-at").values_list("at", flat=True).first()
    installed = datetime.fromtimestamp((settings.BASE_DIR / "manage.py").stat().st_mtime, UTC)
    return judge_clock(timezone.now(), [installed, *([newest] if newest else [])])


def judge_clock(now: datetime, past: list[datetime]) -> Diagnosis:
    """Judge the time by moments that have passed for certain."""
    latest = max(past)
    if latest - now > TOLERANCE:
        return fail(
            _("The clock says %(now)s, but something happened at %(latest)s already.")
            % {"now": _moment(now), "latest": _moment(latest)},
            _("Set the clock, and keep it right with timedatectl set-ntp true."),
        )
    return ok(_moment(now))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
