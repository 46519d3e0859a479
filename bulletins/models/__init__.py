"""The nouns of the newsroom."""

from bulletins.models.activity import Activity
from bulletins.models.article import Article
from bulletins.models.back_issue import BackIssue
from bulletins.models.bulletin import Bulletin, BulletinMasthead
from bulletins.models.issue import Issue, IssueItem
from bulletins.models.notice import Notice
from bulletins.models.presence import Presence
from bulletins.models.preview import Preview
from bulletins.models.rendition import Rendition
from bulletins.models.review import PassageComment, Review
from bulletins.models.waiver import Waiver

__all__ = [
    "Activity",
    "Article",
    "BackIssue",
    "Bulletin",
    "BulletinMasthead",
    "Issue",
    "IssueItem",
    "Notice",
    "PassageComment",
    "Presence",
    "Preview",
    "Rendition",
    "Review",
    "Waiver",
]
