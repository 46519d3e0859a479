"""Why the newsroom says no. Messages are for the person who asked."""

from __future__ import annotations


class WorkflowError(Exception):
    """Base of every refusal; nothing was changed."""


class NotAllowedError(WorkflowError):
    """The person may not do this, or not with this text."""


class ConflictError(WorkflowError):
    """Somebody else was quicker: the thing is no longer what this person saw."""


class StaleTextError(ConflictError):
    """Somebody else changed the text since this person saw it."""


class NotReadyError(WorkflowError):
    """Something is missing or wrong; the message names it."""
