"""Published issues, as commands name them."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from bulletins.models import Issue
from bulletins.numerals import issue_number_text, parse_issue_number


def published_issue(text: str, bulletin: str | None) -> Issue:
    """Find a published issue by 568 or 第五六八期, and by its series if there are several.

    Raises:
        CommandError: there is none, or several series have one of that number.

    """
    try:
        number = parse_issue_number(text)
    except ValueError as error:
        raise CommandError(_("“%(text)s” is not an issue number.") % {"text": text}) from error
    issues = Issue.objects.published().filter(number=number).select_related("bulletin")
    if bulletin:
        issues = issues.filter(bulletin__slug=bulletin)
    try:
        return issues.get()
    except Issue.DoesNotExist as error:
        raise CommandError(
            _("There is no published issue %(number)s. “manage.py issues” lists them all.")
            % {"number": issue_number_text(number)}
        ) from error
    except Issue.MultipleObjectsReturned as error:
        series = ", ".join(issue.bulletin.slug for issue in issues)
        raise CommandError(
            _("Several series have an issue of that number. Choose one with --bulletin: %(series)s")
            % {"series": series}
        ) from error
