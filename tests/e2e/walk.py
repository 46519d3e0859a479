"""Where the tests of all pages go: addresses by who opens them, and pages that acts lead to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import FilePayload, Page

from demo.pages import LISTING
from tests.e2e.installation import Installation

#: Pages by who opens them; what follows a ">" is clicked, or pressed if it is a single key.
PAGES: dict[str, list[str]] = {
    "editor": [
        "/admin/",
        "/admin/desk/triage/",
        "/admin/desk/triage/?list=reject",
        "/admin/desk/triage/ > ?",
        "/admin/desk/triage/{story}/",
        "/admin/desk/add/",
        "/admin/desk/add/{entry}/",
        "/admin/desk/board/",
        "/admin/desk/board/{coming}/",
        "/admin/desk/board/{coming}/ > d",
        "/admin/desk/calendar/",
        "/admin/desk/issues/{published}/amend/",
        "/admin/bulletins/article/",
        "/admin/bulletins/article/add/",
        "/admin/bulletins/article/{draft}/change/",
        "/admin/bulletins/article/{draft}/history/",
        "/admin/bulletins/article/{returned}/change/",
        "/admin/bulletins/article/{correction}/change/",
        "/admin/bulletins/article/{approved}/change/",
        "/admin/bulletins/issue/",
        "/admin/bulletins/issue/{coming}/change/",
        "/admin/bulletins/issue/{published}/change/",
        "/admin/monitor/entry/",
        "/admin/monitor/entry/{entry}/change/",
        "/admin/monitor/entry/{printed_entry}/change/",
        "/admin/monitor/entry/{story}/change/",
        "/admin/desk/no-such-page/",
        "/admin/auth/user/",
    ],
    "reviewer": [
        "/admin/",
        "/admin/desk/review/queue/",
        "/admin/desk/review/{in_review}/",
        "/admin/bulletins/article/{in_review}/change/",
    ],
    "publisher": [
        "/admin/desk/board/{coming}/ > i",
        "/admin/bulletins/issue/{coming}/publish/",
        "/admin/desk/issues/{published}/amend/",
        "/admin/bulletins/rendition/",
    ],
    # … and every page of the URL configuration that is not listed here.
    "administrator": ["/admin/", "/admin/monitor/source/{source}/change/"],
    "": [
        "/",
        "/?q=样例",
        "/?q=没有这样的词",
        "/issues/weekly/1/",
        "/login/",
        "/admin/login/",
        "/issues/weekly/99/",
    ],
}


@dataclass(frozen=True)
class Scenery:
    """Where a scene plays: the site, the sample outlets' address and the numbers of rows."""

    site: Installation
    newsroom: str
    rows: dict[str, int]


def listed_views() -> list[str]:
    """Name the views whose pages are listed above."""
    return [resolve(path).view_name for path in _listed_paths()]


def _listed_paths() -> list[str]:
    paths = [urlsplit(path.partition(" > ")[0]).path for path in chain(*PAGES.values())]
    numbered = [re.sub(r"{\w+}", "1", path) for path in paths]
    return [path for path in numbered if "no-such-page" not in path]


def found_source(page: Page, scenery: Scenery) -> None:
    """The proposals for a list page, and the form with the selectors of one."""
    page.goto("/admin/monitor/source/find/")
    page.fill("[name=url]", f"{scenery.newsroom}{LISTING}")
    page.check("[name=allow_private]")
    page.click("button.default")
    page.locator("table.found").first.wait_for()


def proposed_selectors(page: Page, scenery: Scenery) -> None:
    """The form of a new source, filled with proposed selectors and tested."""
    found_source(page, scenery)
    page.click("a.button[href*='listing']")
    page.click("button[data-preview]")
    page.locator("#preview table.found").wait_for()


def refused_source(page: Page, scenery: Scenery) -> None:
    """An address that cannot be read, and why."""
    page.goto("/admin/monitor/source/find/")
    page.fill("[name=url]", f"{scenery.newsroom}{LISTING}")
    page.click("button.default")
    page.locator(".notice-bad").wait_for()


def planned_import(page: Page, _scenery: Scenery) -> None:
    """What is in an OPML file, before anything is added."""
    opml = (
        '<opml version="2.0"><head><title>样例</title></head><body>'
        '<outline text="示例晨报" type="rss" xmlUrl="https://press.example/feed.xml"/>'
        '<outline text="没有网址的样例"/></body></opml>'
    )
    page.goto("/admin/monitor/source/import/")
    file: FilePayload = {
        "name": "样例.opml",
        "mimeType": "text/x-opml",
        "buffer": opml.encode(),
    }
    page.set_input_files("[type=file]", file)
    page.click("button.default")
    page.get_by_role("cell", name="示例晨报").first.wait_for()


_REVISE = """
from django.contrib.auth.models import User
from bulletins.models import Article
from bulletins.workflow.editing import revise_article
article = Article.objects.get(pk={pk})
editor = User.objects.get(username="administrator")
revise_article(article, editor, seen_digest=article.digest, title=article.title + "（另一人改）")
"""


def merge(page: Page, scenery: Scenery) -> None:
    """Both versions of a title that two people changed."""
    pk = scenery.rows["draft"]
    page.goto(f"/admin/bulletins/article/{pk}/change/")
    page.fill("[name=title]", "样例医院启用电子病历（我改）")
    scenery.site.run(_REVISE.format(pk=pk))
    page.keyboard.press("Control+s")
    page.locator("tr.conflict").first.wait_for()


def wrong_password(page: Page, _scenery: Scenery) -> None:
    """The desk's log-in, refused."""
    page.goto("/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "falsch")
    page.click("[type=submit]")
    page.locator(".errornote").wait_for()


#: Pages that no address shows, by who comes to them; played after all others.
SCENES: dict[str, list[Callable[[Page, Scenery], None]]] = {
    "editor": [merge],
    "administrator": [found_source, proposed_selectors, refused_source, planned_import],
    "": [wrong_password],
}

#: Pages that are mailed, handed out as files, or shown when something breaks, by their names.
MADE = """
from email import message_from_bytes, policy
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from bulletins.models import Issue
from bulletins.workflow.publication import other_output
issue = Issue.objects.get(number=1)
mail = message_from_bytes(other_output(issue, "mail"), policy=policy.default)
request = RequestFactory().get("/")
request.user = AnonymousUser()
errors = ("403.html", "403_csrf.html", "404.html", "500.html", "lockout.html")
result = {name: render_to_string(name, {}, request) for name in errors}
result["mail"] = mail.get_body(("html",)).get_content()
result["web"] = other_output(issue, "html").decode()
"""
