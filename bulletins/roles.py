"""Roles: the groups of the newsroom and what each may do. Pure data, applied by a migration."""

from __future__ import annotations

_VIEW_ALL = [
    "monitor.view_source",
    "monitor.view_topic",
    "monitor.view_poll",
    "monitor.view_entry",
    "monitor.view_entrymatch",
    "monitor.view_snapshot",
    "monitor.view_watchedlink",
    "monitor.view_healthreport",
    "monitor.view_decision",
    "bulletins.view_bulletin",
    "bulletins.view_bulletinmasthead",
    "bulletins.view_article",
    "bulletins.view_issue",
    "bulletins.view_issueitem",
    "bulletins.view_rendition",
    "bulletins.view_review",
    "bulletins.view_activity",
    "bulletins.view_backissue",
    "bulletins.view_calendarday",
]
_CALENDAR = (
    "bulletins.add_calendarday", "bulletins.change_calendarday", "bulletins.delete_calendarday",
)  # fmt: skip

ROLES: dict[str, tuple[str, ...]] = {
    "editor": (
        *_VIEW_ALL,
        "monitor.add_source", "monitor.change_source", "monitor.add_topic", "monitor.change_topic",
        "monitor.change_story", "monitor.add_decision",
        "bulletins.add_article", "bulletins.change_article", "bulletins.submit_article",
        "bulletins.add_issue", "bulletins.change_issue",
        "bulletins.add_issueitem", "bulletins.change_issueitem", "bulletins.delete_issueitem",
        *_CALENDAR,
    ),
    "reviewer": (*_VIEW_ALL, "bulletins.review_article"),
    "publisher": (
        *_VIEW_ALL,
        "bulletins.add_issue", "bulletins.change_issue", "bulletins.publish_issue",
        "bulletins.import_issue",
        "bulletins.add_issueitem", "bulletins.change_issueitem", "bulletins.delete_issueitem",
        *_CALENDAR,
    ),
}  # fmt: skip
