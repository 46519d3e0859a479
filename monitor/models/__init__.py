"""The nouns of news monitoring."""

from monitor.models.entry import Entry, EntryMatch
from monitor.models.poll import Poll
from monitor.models.snapshot import Snapshot
from monitor.models.source import Source
from monitor.models.topic import Topic

__all__ = ["Entry", "EntryMatch", "Poll", "Snapshot", "Source", "Topic"]
