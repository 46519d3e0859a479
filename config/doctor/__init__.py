"""The doctor: what is wrong with an installation, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from config.doctor import machine, printing, safety, services, snapshots
from config.doctor.diagnosis import Diagnosis, Level, fail

Check = Callable[[], Diagnosis]

CHECKS: Mapping[str, Check] = {
    "fonts": printing.check_fonts,
    "pango": printing.check_pango,
    "harfbuzz-subset": printing.check_harfbuzz_subset,
    "database": services.check_database,
    "migrations": services.check_migrations,
    "broker": services.check_broker,
    "media": machine.check_media,
    "disk": machine.check_disk,
    "snapshots": snapshots.check_snapshots,
    "time-zone": machine.check_time_zone,
    "clock": machine.check_clock,
    "mail": services.check_mail,
    "contact": safety.check_contact,
    "secret-key": safety.check_secret_key,
    "debug": safety.check_debug,
}

__all__ = ["CHECKS", "Diagnosis", "Level", "examine"]


def examine(checks: Mapping[str, Check] = CHECKS) -> dict[str, Diagnosis]:
    """Run every check; one that breaks off counts as failed and stops no other."""
    return {name: _run(check) for name, check in checks.items()}


def _run(check: Check) -> Diagnosis:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - what a broken system raises cannot be foreseen
        return fail(
            f"{type(error).__name__}: {error}",
            _("This check broke off. Mend the other findings first, then look again."),
        )
