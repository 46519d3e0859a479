"""``manage.py preflight``: what the checks say of an issue."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from bulletins.management.published_issue import published_issue
from bulletins.workflow.checking import findings_of


class Command(BaseCommand):
    """Check an issue that has a number."""

    help = "Check a published issue and print what is wrong with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="568 or 第五六八期")
        parser.add_argument("--bulletin", help="short name of the series, if there are several")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings."""
        issue = published_issue(options["number"], options["bulletin"])
        findings = [finding.to_json() for finding in findings_of(issue)]
        if options["json"]:
            self.stdout.write(
                json.dumps({"number": issue.number, "findings": findings}, ensure_ascii=False)
            )
            return
        for finding in findings:
            place = f"{finding['item']}. " if finding["item"] else ""
            self.stdout.write(f"[{finding['level']}] {place}{finding['message']}")
