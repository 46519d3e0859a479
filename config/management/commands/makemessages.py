"""``manage.py makemessages``: Django's, told where this project has its texts."""

from __future__ import annotations

from django.core.management.base import CommandParser
from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Collect the texts of the interface, without the line numbers that change with every commit.

    ``_t`` is the name of ``gettext`` in modules where ``_`` is ``gettext_lazy``.
    """

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_t"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Preset what is always wanted."""
        super().add_arguments(parser)
        parser.set_defaults(
            no_location=True,
            no_obsolete=True,
            ignore_patterns=["benchmarks", "static-root", "tests", "var"],
        )
