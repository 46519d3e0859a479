"""The nouns of news monitoring."""

from monitor.models.decision import Decision, GramCount, Ranking
from monitor.models.entry import Entry, EntryMatch
from monitor.models.health import GoldenPage, HealthReport
from monitor.models.host import Host
from monitor.models.poll import Poll
from monitor.models.snapshot import Snapshot, SnapshotPicture
from monitor.models.source import Source
from monitor.models.story import CommonFingerprint, Copy, Fingerprint, Story, is_on_topic
from monitor.models.topic import Topic
from monitor.models.watched_link import WatchedLink

__all__ = [
    "CommonFingerprint", "Copy", "Decision", "Entry", "EntryMatch", "Fingerprint", "GoldenPage",
    "GramCount", "HealthReport", "Host", "Poll", "Ranking", "Snapshot", "SnapshotPicture",
    "Source", "Story", "Topic", "WatchedLink", "is_on_topic",
]  # fmt: skip
