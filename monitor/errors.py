"""What can go wrong between a source and an entry.

Messages are written for the editor who reads them on the source's row; the log gets the cause.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.utils.translation import gettext as _


class MonitorError(Exception):
    """Base of every expected failure while monitoring.

    ``status``: what HTTP says of it; ``not_before``: the server asks to be left alone until then.
    """

    status: int | None = None
    not_before: datetime | None = None

    def bare(self) -> Self:
        """Give the error without the frames in which it arose, which keep what was fetched."""
        self.__traceback__ = self.__cause__ = self.__context__ = None
        return self


class AddressError(MonitorError):
    """The address may not be fetched: malformed, or not on the public web."""


class FetchError(MonitorError):
    """The server could not be reached, answered badly, or sent too much."""

    def __init__(
        self, message: str, status: int | None = None, not_before: datetime | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.not_before = not_before


class DisallowedError(MonitorError):
    """The site's robots.txt does not allow programs to read the page."""

    def __init__(self) -> None:
        super().__init__(_("The site's robots.txt does not allow programs to read this page."))


class ParseError(MonitorError):
    """What came back is not a feed, list page or article that can be read."""


class OwnFaultError(MonitorError):
    """The program failed, not the page: nothing that an editor can mend."""

    def __init__(self) -> None:
        super().__init__(_("The program failed here; the administrator finds why in the log."))


class SnapshotError(MonitorError):
    """What was kept of a page cannot be written or read: an administrator must look."""
