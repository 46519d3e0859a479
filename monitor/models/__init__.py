"""The nouns of news monitoring."""

from monitor.models.entry import Entry, EntryMatch
from monitor.models.host import Host
from monitor.models.poll import Poll
from monitor.models.snapshot import Snapshot
from monitor.models.source import Source
from monitor.models.story import CommonFingerprint, Copy, Fingerprint, Story
from monitor.models.topic import Topic

__all__ = [
    "CommonFingerprint", "Copy", "Entry", "EntryMatch", "Fingerprint", "Host", "Poll", "Snapshot",
    "Source", "Story", "Topic",
]  # fmt: skip
