"""Finding: one result of a check."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """How much a finding weighs, the heaviest first.

    ``block`` stops publication, ``warn`` must be seen, ``mend`` is a fault that has one right
    correction, ``hint`` is for judgement.
    """

    BLOCK = "block", _("blocks")
    WARN = "warn", _("warning")
    MEND = "mend", _("to be mended")
    HINT = "hint", _("hint")


#: Rules that judgement may overrule; all others guard what is always wrong.
WAIVABLE = frozenset({"window"})


#: The field of an article that holds its text.
BODY = "body_html"


@dataclass(frozen=True)
class Mend:
    """One certain correction: where a field of the article says ``old``, it is to say ``new``.

    Of the body both are whole paragraphs, one a line; without a ``new`` they are taken out.
    """

    old: str
    new: str
    field: str = BODY

    @property
    def key(self) -> str:
        """A name for it that holds as long as the words stand there."""
        return hashlib.sha256("\0".join((self.field, self.old, self.new)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Finding:
    """What is wrong, in one sentence.

    ``item`` is the number of the article in the issue, None for the issue as a whole;
    ``evidence`` are the words that the finding rests on, in the article's ``field``; ``mends``
    say what is to be changed, if that is certain.
    """

    rule: str
    level: Level
    message: str
    item: int | None = None
    evidence: str = ""
    field: str = BODY
    mends: tuple[Mend, ...] = ()
    #: Why somebody lets it pass; empty: nobody does.
    waived: str = ""

    @property
    def is_blocking(self) -> bool:
        """Whether it stops publication."""
        return self.level is Level.BLOCK and not self.waived

    @property
    def may_be_waived(self) -> bool:
        """Whether a person may let it pass, with a reason."""
        return self.is_blocking and self.rule in WAIVABLE and self.item is not None

    def to_json(self) -> dict[str, Any]:
        """Give the finding in JSON's own types."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "item": self.item,
            "message": self.message,
            "evidence": self.evidence,
        }

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Finding:
        """Give the finding that :meth:`to_json` wrote."""
        return cls(
            plain["rule"], Level(plain["level"]), plain["message"], plain["item"],
            plain["evidence"],
        )  # fmt: skip
