"""Checks of what the PDF is made with: fonts, Pango, HarfBuzz."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from django.utils.translation import gettext as _

from bulletins.rendering.fonts import FOLDER, FontBuild, font_build
from bulletins.rendering.fonts.faces import FACES
from config.doctor.diagnosis import Diagnosis, fail, ok, warn

#: The fonts of the system that the bulletin's faces are cut from, and that stand in for them.
SYSTEM_FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC")
#: The oldest Pango that WeasyPrint works with, as ``pango_version()`` writes 1.44.0.
OLDEST_PANGO = 14400


def check_fonts() -> Diagnosis:
    """See whether the bulletin's faces were made; if not, whether others can stand in."""
    build = font_build()
    return judge_build(build) if build else check_system_fonts()


def judge_build(build: FontBuild, folder: Path = FOLDER) -> Diagnosis:
    """Judge what was made at installation, and whether it is still there."""
    missing = sorted({
        face.family
        for face in FACES
        if face.family not in build.families or not (folder / face.file_name).is_file()
    })  # fmt: skip
    if missing:
        return warn(
            _("Missing: %(fonts)s. Other faces stand in.") % {"fonts": ", ".join(missing)},
            _("Let root run apt-get update, then start ./run again: it makes what is missing."),
        )
    return ok(", ".join(build.families))


def check_system_fonts() -> Diagnosis:
    """Look for fonts that can stand in among those that Fontconfig knows."""
    command = shutil.which("fc-list")
    if command is None:
        return fail(
            _("fc-list is missing, so fonts cannot be listed."),
            _("Install the package fontconfig."),
        )
    listed = subprocess.run(
        [command, ":", "family"], capture_output=True, text=True, check=True, timeout=30
    )
    return judge_system_fonts(listed.stdout)


def judge_system_fonts(listed: str) -> Diagnosis:
    """Judge the output of ``fc-list : family``: a line a face, its names parted by commas."""
    known = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    missing = [family for family in SYSTEM_FAMILIES if family not in known]
    if missing:
        return fail(
            _("Missing: %(fonts)s.") % {"fonts": ", ".join(missing)},
            _("Install the package fonts-noto-cjk, then start ./run again."),
        )
    return warn(
        _("The bulletin's own faces were not made. %(fonts)s stand in.")
        % {"fonts": ", ".join(SYSTEM_FAMILIES)},
        _("Start ./run again: it makes them."),
    )


def check_pango() -> Diagnosis:
    """Ask the Pango that WeasyPrint loads for its version."""
    try:
        from weasyprint.text.ffi import pango
    except OSError as error:
        return fail(
            str(error).splitlines()[0],
            _("Install the packages libpango-1.0-0 and libpangoft2-1.0-0."),
        )
    return judge_pango(pango.pango_version())


def judge_pango(version: int) -> Diagnosis:
    """Judge a version as Pango numbers it: 15012 is 1.50.12."""
    shown = f"{version // 10000}.{version // 100 % 100}.{version % 100}"
    if version < OLDEST_PANGO:
        return fail(
            _("Pango %(version)s is too old.") % {"version": shown},
            _("Use a system with Pango 1.44 or newer, such as Debian 12 or Ubuntu 24.04."),
        )
    return ok(f"Pango {shown}")


def check_harfbuzz_subset() -> Diagnosis:
    """See whether WeasyPrint found the library that cuts fonts down to the characters in use."""
    from weasyprint.text.ffi import harfbuzz_subset

    if harfbuzz_subset is None:
        return warn(
            _("The library harfbuzz-subset is missing: making a PDF takes much longer."),
            _("Install the package libharfbuzz-subset0."),
        )
    return ok(_("available"))
