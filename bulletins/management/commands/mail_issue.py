"""``manage.py mail_issue``: send a published issue to readers, with its PDF."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from bulletins.management.published_issue import published_issue
from bulletins.workflow.mailing import mail_issue


class Command(BaseCommand):
    """Send one issue, a mail to each address."""

    help = "Mail a published issue, with its PDF, to addresses or to a list of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="568 or 第五六八期")
        parser.add_argument("--bulletin", help="short name of the series, if there are several")
        parser.add_argument("--to", nargs="+", default=[], metavar="ADDRESS")
        parser.add_argument("--list", type=Path, help="file with an address on each line")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say whom it reached; end with 1 if somebody was not reached."""
        issue = published_issue(options["number"], options["bulletin"])
        if issue.withdrawal():
            raise CommandError(_("%(issue)s was withdrawn.") % {"issue": issue})
        recipients = [*options["to"], *_listed(options["list"])]
        _check(recipients)
        mailed = mail_issue(issue, recipients)
        count = {"issue": issue, "count": len(mailed.reached)}
        self.stdout.write(_("%(issue)s: sent to %(count)d addresses.") % count)
        for address, cause in mailed.failed.items():
            self.stderr.write(f"{address}: {cause}")
        if mailed.failed:
            raise CommandError(
                _("Not sent: %(addresses)s. Call the command again with these addresses alone.")
                % {"addresses": " ".join(mailed.failed)}
            )


def _listed(path: Path | None) -> Iterator[str]:
    try:
        lines = path.read_text().splitlines() if path else []
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error
    yield from filter(None, (line.partition("#")[0].strip() for line in lines))


def _check(recipients: list[str]) -> None:
    """Refuse the whole list while it holds anything but addresses: nobody is mailed twice."""
    if not recipients:
        raise CommandError(_("Say with --to or --list who is to get the issue."))
    for address in recipients:
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(
                _("“%(text)s” is not a mail address.") % {"text": address}
            ) from error
