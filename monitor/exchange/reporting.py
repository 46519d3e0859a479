"""What an import did, in words and in a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.tables import table
from monitor.exchange.importing import Planned, Verdict
from monitor.models import Source

LABELS = {
    Verdict.ADD: gettext_lazy("to be added"),
    Verdict.KNOWN: gettext_lazy("already there"),
    Verdict.REFUSED: gettext_lazy("refused"),
}


def summary(planned: Sequence[Planned], added: Sequence[Source]) -> str:
    """Say in one line how many sources were added, were there before, and were refused."""
    known, refused = (
        sum(item.verdict == verdict for item in planned)
        for verdict in (Verdict.KNOWN, Verdict.REFUSED)
    )
    done = ngettext("%(count)d source added.", "%(count)d sources added.", len(added))
    rest = _("Already there: %(known)d. Refused: %(refused)d.")
    return f"{done % {'count': len(added)}} {rest % {'known': known, 'refused': refused}}"


def report(planned: Sequence[Planned], added: Sequence[Source]) -> str:
    """Give a table of what became of each record, and the sum of it."""
    names = {source.name for source in added}
    rows = [
        (
            str(item.record.get("name", "")),
            _("added") if item.source and item.source.name in names else LABELS[item.verdict],
            item.reason,
        )
        for item in planned
    ]
    return "\n".join([table((_("name"), _("result"), _("reason")), rows), summary(planned, added)])
