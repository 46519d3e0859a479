"""Every page with real content: no serious fault that axe-core knows, and no foreign words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Route

from demo.newsroom import Newsroom
from tests.e2e.installation import installed
from tests.e2e.person import Person
from tests.e2e.walk import MADE, PAGES, SCENES, Scenery, listed_views

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

_POPULATE = "from tests.e2e.populated import populate; result = populate({url!r})"
_UNLISTED = "from tests.e2e.addresses import unlisted; result = unlisted({listed!r}, {rows!r})"
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
def scenery(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenery]:
    """A site with something on every page."""
    site = installed(tmp_path_factory.mktemp("populated"))
    rows = site.run(_POPULATE.format(url=newsroom.url))
    with site.serving():
        yield Scenery(site, newsroom.url, rows)


@pytest.fixture(params=PAGES)
def person(request: pytest.FixtureRequest, scenery: Scenery, browser: Browser) -> Iterator[Person]:
    person = Person(browser, scenery.site.url, request.param)
    if person.name:
        person.come_in(scenery.site.cookie(person.name))
    yield person
    person.page.context.close()


#: Addresses, digests, names of files and quoted examples, and the words that Chinese texts keep.
_NO_WORDS = re.compile(
    r"(“[^“”]*”|{[^{}]*}|https?:\S+|\w+\*+|[0-9a-f]{8,}|\S+\.(md|cn|com|html?|mht|docx|pdf|txt)\b)"
)
_KEPT = {
    *("PDF", "Word", "JSON", "SHA", "URL", "HTML", "WARC", "RSS", "Atom", "OPML", "HTTP", "AND"),
    *("NOT", "MAIL", "LDAP", "Control", "Mac", "Command", "mht", "mhtml", "docx", "pdf", "txt"),
    *("utf", "English", "CSV", "CSS", "Cookie"),
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


def _report(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{page}: {fault}" for page, faults in found.items() for fault in faults)


def _addresses(person: Person, scenery: Scenery) -> list[str]:
    """Give the listed addresses of somebody; an administrator walks all that nobody listed, too."""
    addresses = [path.format(**scenery.rows) for path in PAGES[person.name]]
    if person.name != "administrator":
        return addresses
    script = _UNLISTED.format(listed=listed_views(), rows=scenery.rows)
    return [*addresses, *scenery.site.run(script)]


def _complaints(page: Page, *, names_only: bool = False) -> list[str]:
    """Find faults and, but on a page full of names, foreign words."""
    words = set() if names_only else {w for text in page.evaluate(_TEXTS) for w in _foreign(text)}
    return _faults(page) + sorted(words)


def test_no_page_has_a_serious_fault_or_a_foreign_word(person: Person, scenery: Scenery) -> None:
    found: dict[str, list[str]] = {}
    for address in _addresses(person, scenery):
        _open(person, address)
        found[address] = _complaints(person.page, names_only="/catalogue/" in address)
    for scene in SCENES.get(person.name, []):
        scene(person.page, scenery)
        person.page.add_style_tag(content=_STILL)
        found[scene.__name__] = _complaints(person.page)
    assert not _report(found), _report(found)


def _answer(route: Route, made: dict[str, str]) -> None:
    name = route.request.url.rpartition("/")[2]
    route.fulfill(body=made[name], content_type="text/html; charset=utf-8")


def test_nothing_that_is_sent_or_breaks_has_a_serious_fault_or_a_foreign_word(
    scenery: Scenery, browser: Browser
) -> None:
    page = Person(browser, scenery.site.url, "").page
    found = {}
    made: dict[str, str] = scenery.site.run(MADE)
    page.route("**/made/*", lambda route: _answer(route, made))
    for name in made:
        page.goto(f"/made/{name}")
        page.add_style_tag(content=_STILL)
        found[name] = _complaints(page)
    page.context.close()
    assert not _report(found), _report(found)


def test_interface_is_english_for_who_chooses_it(person: Person) -> None:
    """Headings, buttons and labels; the bulletin itself stays Chinese."""
    page = person.page
    person.go(PAGES[person.name][0])
    page.locator(".language button[value=en]").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "en"
    shown = page.locator(
        ":is(.places a, h1, h2, caption, th, button:not(.language *)):not([lang], :has([lang]))"
    ).all_inner_texts()
    assert [text for text in shown if _CHINESE.search(text)] == []
