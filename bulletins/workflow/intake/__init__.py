"""Intake: Entry → Article, and printed links → watched links. The only door to monitoring.

What comes from ``monitor`` is given on to the desk as it is.
"""

from bulletins.workflow.intake.asking import fetch_picture, keep_text, outlet_hosts
from bulletins.workflow.intake.links import (
    ArticleLink,
    check_links,
    check_links_now,
    links_of,
    watch_links,
)
from bulletins.workflow.intake.origins import CapturedPage, page_is_whole, pages_of, topics_of
from bulletins.workflow.intake.printed import printed_copies, printed_item
from bulletins.workflow.intake.taken import article_of_story, is_taken
from bulletins.workflow.intake.taking import article_of, put_back, select, text_of_entry
from monitor import deciding, receiving, triage
from monitor.errors import MonitorError
from monitor.grouping import choose
from monitor.models import Decision, Entry
from monitor.pipeline.mhtml import is_mhtml

__all__ = [
    "ArticleLink", "CapturedPage", "Decision", "Entry", "MonitorError", "article_of",
    "article_of_story", "check_links", "check_links_now", "choose", "deciding", "fetch_picture",
    "is_mhtml", "is_taken", "keep_text", "links_of", "outlet_hosts", "page_is_whole", "pages_of",
    "printed_copies", "printed_item", "put_back", "receiving", "select", "text_of_entry",
    "topics_of", "triage", "watch_links",
]  # fmt: skip
