"""The pages of news monitoring, one module per noun."""

from monitor.admin.decision import DecisionAdmin
from monitor.admin.entry import EntryAdmin
from monitor.admin.health_report import HealthReportAdmin
from monitor.admin.poll import PollAdmin
from monitor.admin.snapshot import SnapshotAdmin
from monitor.admin.source import SourceAdmin
from monitor.admin.topic import TopicAdmin
from monitor.admin.watched_link import WatchedLinkAdmin

__all__ = [
    "DecisionAdmin",
    "EntryAdmin",
    "HealthReportAdmin",
    "PollAdmin",
    "SnapshotAdmin",
    "SourceAdmin",
    "TopicAdmin",
    "WatchedLinkAdmin",
]
