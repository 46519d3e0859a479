"""``manage.py verify_issue``: prove that a published issue is as it was."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bulletins.management.published_issue import published_issue
from bulletins.workflow.verifying import verify_issue


class Command(BaseCommand):
    """Verify PDF, texts, pictures, snapshots and approvals; end with 1 if anything differs."""

    help = "Prove that PDF, texts, snapshots and approvals of a published issue are unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="568 or 第五六八期")
        parser.add_argument("--bulletin", help="short name of the series, if there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell of each part whether it is as it was."""
        issue = published_issue(options["number"], options["bulletin"])
        faults = 0
        for check in verify_issue(issue):
            faults += bool(check.fault)
            mark = "✗" if check.fault else "✓"
            self.stdout.write(f"{mark} {check.subject}  {check.fault or _('unchanged')}")
        if faults:
            raise CommandError(
                _("%(issue)s is not as it was published. Differences: %(count)d.")
                % {"issue": issue, "count": faults}
            )
        self.stdout.write(_("%(issue)s is as it was published.") % {"issue": issue})
