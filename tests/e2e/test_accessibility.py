"""Every page with real content: no serious fault that axe-core knows, and no foreign words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from demo.newsroom import Newsroom
from tests.e2e.conftest import Installation, served
from tests.e2e.person import Person

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

_PREPARE = "from tests.e2e.populated import populate; populate({url!r}, {note!r})"
#: Pages by who opens them; what follows a ">" is clicked, or pressed if it is a single key.
_PAGES = {
    "editor": [
        "/admin/",
        "/admin/desk/triage/",
        "/admin/desk/triage/?list=reject",
        "/admin/desk/triage/ > ?",
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
        "/admin/bulletins/calendarday/",
        "/admin/monitor/entry/",
        "/admin/monitor/entry/{entry}/change/",
        "/admin/monitor/entry/{printed_entry}/change/",
        "/admin/monitor/snapshot/",
        "/admin/monitor/snapshot/{snapshot}/change/",
        "/admin/monitor/decision/",
        "/admin/password_change/",
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
    "administrator": [
        "/admin/",
        "/admin/bulletins/activity/",
        "/admin/bulletins/backissue/",
        "/admin/bulletins/backissue/receive/",
        "/admin/bulletins/backissue/{back_issue}/change/",
        "/admin/bulletins/bulletin/",
        "/admin/bulletins/bulletin/{bulletin}/change/",
        "/admin/bulletins/bulletin/{bulletin}/look/",
        "/admin/desk/volumes/",
        "/admin/bulletins/calendarday/add/",
        "/admin/monitor/source/",
        "/admin/monitor/source/add/",
        "/admin/monitor/source/find/",
        "/admin/monitor/source/catalogue/",
        "/admin/monitor/source/import/",
        "/admin/monitor/source/{source}/change/",
        "/admin/monitor/topic/",
        "/admin/monitor/topic/add/",
        "/admin/monitor/topic/{topic}/change/",
        "/admin/monitor/poll/",
        "/admin/monitor/poll/{poll}/change/",
        "/admin/monitor/healthreport/",
        "/admin/monitor/watchedlink/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        "/admin/auth/user/1/change/",
        "/admin/auth/user/1/delete/",
    ],
    "": [
        "/",
        "/?q=样例",
        "/issues/weekly/1/",
        "/login/",
        "/admin/login/",
        "/issues/weekly/99/",
    ],
}
#: Colours are taken as they will be: a change of theme is not waited for.
_STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"
_CHECK = """async (only) => {
  const options = {resultTypes: ["violations"], iframes: false}
  if (only) options.runOnly = only
  const found = (await axe.run(document, options)).violations
  return found.filter((one) => ["serious", "critical"].includes(one.impact)).flatMap((one) =>
    one.nodes.map((node) => [one.id, node.target.join(" "), node.html.slice(0, 160),
      (node.any[0] ?? node.all[0] ?? node.none[0])?.message].join(" | ")))
}"""
#: What a reader is shown or told, but for what is marked as being in another language.
_TEXTS = """() => {
  const own = document.documentElement.lang
  const foreign = (element) => element.closest("[lang]").lang !== own
  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement
    if (parent.closest("script, style, code, pre, noscript, textarea, [translate=no]")) continue
    if (parent.closest(".material-icons")) continue  // names of icons; their buttons have labels
    if (!foreign(parent) && parent.checkVisibility()) texts.push(walker.currentNode.data)
  }
  for (const element of document.querySelectorAll("[title], [aria-label], [placeholder], [alt]"))
    for (const name of ["title", "aria-label", "placeholder", "alt"])
      if (element.hasAttribute(name) && !foreign(element)) texts.push(element.getAttribute(name))
  return [document.title, ...texts]
}"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rows") / "rows.json"


@pytest.fixture(scope="module")
def site(
    newsroom: Newsroom, rows: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """A site with something on every page."""
    script = _PREPARE.format(url=newsroom.url, note=str(rows))
    yield from served(tmp_path_factory.mktemp("populated"), script)


@pytest.fixture(params=_PAGES)
def person(
    request: pytest.FixtureRequest, site: Installation, browser: Browser
) -> Iterator[Person]:
    person = Person(browser, site.url, request.param)
    if person.name:
        person.log_in()
    yield person
    person.page.context.close()


#: Addresses, digests and names of files, and the words that Chinese texts keep.
_NO_WORDS = re.compile(
    r"(https?:\S+|\w+\*+|[0-9a-f]{8,}|\S+\.(md|cn|com|html?|mht|docx|pdf|txt)\b)"
)
_KEPT = {
    *("PDF", "Word", "JSON", "SHA", "URL", "HTML", "WARC", "RSS", "Atom", "OPML", "HTTP", "AND"),
    *("NOT", "MAIL", "LDAP", "Control", "Mac", "Command", "mht", "mhtml", "docx", "pdf", "txt"),
    *("utf", "English", "CSV"),
}
#: Names of accounts and roles; and what Django’s own pictures say (True for a tick).
_NAMES = {"editor", "reviewer", "publisher", "administrator", "True", "False", "Search"}
_WORD = re.compile(r"[A-Za-z]{3,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _open(person: Person, path: str) -> None:
    """Open a page, and press the key that its address ends in."""
    address, _mark, key = path.partition(" > ")
    person.go(address)
    page = person.page
    page.add_style_tag(content=_STILL)
    if key:
        page.keyboard.press(key)
        page.locator("dialog[open]").wait_for()
    page.wait_for_function("() => !document.querySelector('.htmx-request')")


def _faults(page: Page) -> list[str]:
    """Find what is wrong with a page, in the light and, for contrast, in the dark."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_CHECK, None)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {fault}" for fault in page.evaluate(_CHECK, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    return found


def _foreign(text: str) -> set[str]:
    """Name the words of a Chinese page's text that are none of the kept ones."""
    return set(_WORD.findall(_NO_WORDS.sub("", text))) - _KEPT - _NAMES


def test_no_page_has_a_serious_fault_or_a_foreign_word(person: Person, rows: Path) -> None:
    numbers = json.loads(rows.read_text())
    found: dict[str, Any] = {}
    for path in _PAGES[person.name]:
        _open(person, path.format(**numbers))
        faults = _faults(person.page)
        if "/catalogue/" not in path:  # names of outlets
            faults += sorted({w for t in person.page.evaluate(_TEXTS) for w in _foreign(t)})
        if faults:
            found[path] = faults
    assert found == {}


def test_interface_is_english_for_who_chooses_it(person: Person) -> None:
    """Headings, buttons and labels; the bulletin itself stays Chinese."""
    page = person.page
    person.go(_PAGES[person.name][0])
    page.locator(".language button[value=en]").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "en"
    shown = page.locator(
        ":is(.places a, h1, h2, caption, th, button:not(.language *)):not([lang], :has([lang]))"
    ).all_inner_texts()
    assert [text for text in shown if _CHINESE.search(text)] == []
