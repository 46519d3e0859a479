"""``manage.py roles_table``: who may do what, as a Markdown table."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from bulletins.workflow.role_table import markdown


class Command(BaseCommand):
    """Prints the table of docs/workflow.md from what the code enforces."""

    help = "Print who may do what, as a Markdown table."
    requires_system_checks: list[str] = []  # reads no database

    def handle(self, **options: Any) -> None:
        """Print it."""
        self.stdout.write(markdown())
