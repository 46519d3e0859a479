"""Series, as commands name them or make the first one."""

from __future__ import annotations

from contextlib import suppress

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from bulletins.importing.masthead import Head
from bulletins.models import Bulletin, BulletinMasthead


def series_named(slug: str | None) -> Bulletin:
    """Find a series by its short name; without one there must be a single series.

    Raises:
        CommandError: there is none, or several.

    """
    series = Bulletin.objects.all()
    if slug:
        series = series.filter(slug=slug)
    try:
        return series.get()
    except Bulletin.DoesNotExist as error:
        raise CommandError(_("There is no such bulletin. Add it in the admin first.")) from error
    except Bulletin.MultipleObjectsReturned as error:
        names = ", ".join(series.values_list("slug", flat=True))
        raise CommandError(
            _("There are several bulletins. Choose one with --bulletin: %(names)s")
            % {"names": names}
        ) from error


def known_series(slug: str | None) -> Bulletin | None:
    """Find a series as :func:`series_named` does; None where that refuses."""
    with suppress(CommandError):
        return series_named(slug)
    return None


def first_series(head: Head) -> Bulletin | None:
    """Make the series of an old bulletin, with its masthead, if there is no series at all."""
    if Bulletin.objects.exists() or not head.title or head.date is None or head.date.day is None:
        return None
    series = Bulletin.objects.create(name=head.title[:100], slug="weekly")
    BulletinMasthead.objects.create(
        bulletin=series, valid_from=head.date.day, title=head.title[:100],
        organisation=head.organisation[:100], topic_phrase=head.topic[:100],
    )  # fmt: skip
    return series
