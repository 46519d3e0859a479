"""The nouns of the newsroom."""

from bulletins.models.activity import Activity
from bulletins.models.amendment import Amendment
from bulletins.models.article import Article
from bulletins.models.back_issue import BackIssue
from bulletins.models.bulletin import Bulletin, BulletinMasthead
from bulletins.models.issue import Issue, IssueItem
from bulletins.models.notice import Notice
from bulletins.models.presence import Presence
from bulletins.models.preview import Preview
from bulletins.models.rendition import Rendition
from bulletins.models.review import PassageComment, Review
from bulletins.models.schedule import CalendarDay, Skip
from bulletins.models.waiver import Waiver

__all__ = [
    "Activity",
    "Amendment",
    "Article",
    "BackIssue",
    "Bulletin",
    "BulletinMasthead",
    "CalendarDay",
    "Issue",
    "IssueItem",
    "Notice",
    "PassageComment",
    "Presence",
    "Preview",
    "Rendition",
    "Review",
    "Skip",
    "Waiver",
]
