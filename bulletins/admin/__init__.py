"""The pages of the newsroom, one module per noun."""

from bulletins.admin import waiting
from bulletins.admin.activity import ActivityAdmin
from bulletins.admin.article import ArticleAdmin
from bulletins.admin.back_issue import BackIssueAdmin
from bulletins.admin.bulletin import BulletinAdmin
from bulletins.admin.calendar_day import CalendarDayAdmin
from bulletins.admin.entry import EntryIntake
from bulletins.admin.issue import IssueAdmin
from bulletins.admin.rendition import RenditionAdmin

__all__ = [
    "ActivityAdmin",
    "ArticleAdmin",
    "BackIssueAdmin",
    "BulletinAdmin",
    "CalendarDayAdmin",
    "EntryIntake",
    "IssueAdmin",
    "RenditionAdmin",
    "waiting",
]
