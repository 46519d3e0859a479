"""What has become of the links of articles, on the pages of articles and issues."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bulletins.models import Article, Issue
from bulletins.workflow.intake import check_links_now, links_of
from desk.pages import DeskAdmin


class IssueLinks(DeskAdmin):
    """Mixed into the page of an issue."""

    def get_urls(self) -> list[URLPattern]:
        """Add the button's address."""
        return [
            self.object_path("check_links", require_POST(self.check_links)),
            *super().get_urls(),
        ]

    def links(self, issue: Issue, person: User) -> dict[str, Any]:
        """Give what is known of the links of an issue, in the order of its items."""
        links = links_of(_articles(issue))
        entries = [each.article.entry_id for each in links if each.snapshot]
        return {
            "links": links,
            "may_check_links": person.has_perm("bulletins.change_issue"),
            "export_query": urlencode({"entry": entries}, doseq=True),
        }

    def check_links(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have a worker look up the links of an issue."""
        issue: Issue = self.visible_object(request, pk)
        if not request.user.has_perm("bulletins.change_issue"):
            raise PermissionDenied(_("You do not have permission to change issues."))
        count = check_links_now(_articles(issue))
        message = ngettext(
            "%(count)d link is being checked. Look again in a moment.",
            "%(count)d links are being checked. Look again in a moment.",
            count,
        )
        messages.info(request, message % {"count": count})
        return redirect(self.url_of("change", pk))


def _articles(issue: Issue) -> list[Article]:
    return [item.article for item in issue.items.select_related("article") if item.article.url]
