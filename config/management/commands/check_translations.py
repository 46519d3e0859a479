"""``manage.py check_translations``: whether the Chinese catalogue is complete."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

_LOCALE = "zh_Hans"
_DOMAINS = ("django", "djangojs")


class Command(BaseCommand):
    """Collect every msgid anew, beside the tree, and name those without a finished translation."""

    help = "Fail if a text of the interface has no Chinese translation."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check both catalogues.

        Raises:
            CommandError: with the entries that are missing or fuzzy.
        """
        with tempfile.TemporaryDirectory() as folder:
            missing = _missing(Path(folder))
        if missing:
            raise CommandError(
                f"The {_LOCALE} catalogue is not complete. Run “manage.py makemessages "
                f"-l {_LOCALE}”, also with “-d djangojs”, and translate:\n" + "\n".join(missing)
            )
        self.stdout.write("The Chinese catalogue is complete.")


def _missing(folder: Path) -> list[str]:
    """Entries that are untranslated or fuzzy once the sources have been read again.

    makemessages writes where it reads, so it gets a folder with links to the sources and a copy
    of the catalogues.
    """
    catalogues: Path = settings.LOCALE_PATHS[0]
    for source in settings.BASE_DIR.iterdir():
        if source.is_dir() and source.name != catalogues.name and source.name[0] != ".":
            (folder / source.name).symlink_to(source)
    shutil.copytree(catalogues, folder / catalogues.name)
    home = Path.cwd()
    os.chdir(folder)
    try:
        with override_settings(LOCALE_PATHS=[]):
            for domain in _DOMAINS:
                call_command(
                    "makemessages", locale=[_LOCALE], domain=domain, symlinks=True, verbosity=0
                )
    finally:
        os.chdir(home)
    return [
        line
        for catalogue in sorted((folder / catalogues.name).rglob("*.po"))
        for kind in ("--untranslated", "--only-fuzzy")
        for line in _select(catalogue, kind)
    ]


def _select(catalogue: Path, kind: str) -> list[str]:
    command = ["msgattrib", kind, "--no-obsolete", "--no-wrap", str(catalogue)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [line for line in found.splitlines() if line.startswith("msgid ") and line != 'msgid ""']
