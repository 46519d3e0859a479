"""``manage.py doctor``: examine this installation."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.doctor import Diagnosis, Level, examine
from content.tables import table


class Command(BaseCommand):
    """Say what is wrong and what to do; exit code 1 if anything fails."""

    help = "Examine this installation: what is wrong, and what to do."
    requires_system_checks = []  # a doctor sees the sick too

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings."""
        found = examine()
        self.stdout.write(_as_json(found) if options["json"] else _as_text(found))
        failed = sum(each.level is Level.FAIL for each in found.values())
        if failed:
            raise CommandError(
                ngettext("%(count)d check failed.", "%(count)d checks failed.", failed)
                % {"count": failed}
            )


def _as_json(found: Mapping[str, Diagnosis]) -> str:
    document = {
        "ok": all(each.level is not Level.FAIL for each in found.values()),
        "checks": [
            {"name": name, "level": each.level, "message": each.message, "remedy": each.remedy}
            for name, each in found.items()
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _as_text(found: Mapping[str, Diagnosis]) -> str:
    findings = table(
        [_("check"), _("result"), _("finding")],
        ((name, each.level, each.message) for name, each in found.items()),
    )
    remedies = [(name, each.remedy) for name, each in found.items() if each.remedy]
    if not remedies:
        return findings
    return findings + "\n\n" + table([_("check"), _("what to do")], remedies)
