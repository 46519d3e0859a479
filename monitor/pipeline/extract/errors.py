"""What can go wrong between a page and its article."""

from __future__ import annotations


class ExtractionError(Exception):
    """No article could be read from a page. The message, for an editor, says why."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(reason)
