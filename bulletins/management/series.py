"""Series, as commands name them."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from bulletins.models import Bulletin


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
