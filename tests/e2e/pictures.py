"""Pictures of every screen, for the documents: ``./run pictures [FOLDER]``."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from demo.newsroom import Newsroom
from tests.e2e.installation import installed
from tests.e2e.launching import launched
from tests.e2e.walk import Scenery, merge, planned_import, proposed_selectors, refused_source

_BEGIN = "from tests.e2e.mid_week import begin; result = begin({!r})"
_DESK, _PHONE = (1366, 768), (390, 780)
_MOST_BYTES = 60_000


@dataclass(frozen=True)
class Screen:
    """A picture: its file's name, who looks, where, and what is done before it is taken."""

    name: str
    person: str
    address: str = ""
    key: str = ""
    size: tuple[int, int] = _DESK
    scene: Callable[[Page, Scenery], None] | None = None


SCREENS = [
    Screen("index", "editor", "/admin/"),
    Screen("triage", "editor", "/admin/desk/triage/"),
    Screen("story", "editor", "/admin/monitor/entry/{story}/change/"),
    Screen("add", "editor", "/admin/desk/add/"),
    Screen("confirm", "editor", "/admin/desk/add/{story}/"),
    Screen("keys", "editor", "/admin/desk/triage/", "?"),
    Screen("article", "editor", "/admin/bulletins/article/{draft}/change/"),
    Screen("history", "editor", "/admin/bulletins/article/{draft}/history/"),
    Screen("board", "editor", "/admin/desk/board/{coming}/"),
    Screen("proposal", "editor", "/admin/desk/board/{coming}/", "d"),
    Screen("queue", "reviewer", "/admin/desk/review/queue/"),
    Screen("review", "reviewer", "/admin/desk/review/{in_review}/"),
    Screen("review-phone", "reviewer", "/admin/desk/review/{in_review}/", size=_PHONE),
    Screen("queue-phone", "reviewer", "/admin/desk/review/queue/", size=_PHONE),
    Screen("sign", "publisher", "/admin/desk/board/{coming}/", "i"),
    Screen("calendar", "editor", "/admin/desk/calendar/"),
    Screen("issue", "publisher", "/admin/bulletins/issue/{coming}/change/"),
    Screen("amend", "publisher", "/admin/desk/issues/{published}/amend/"),
    Screen("sources", "editor", "/admin/monitor/source/"),
    Screen("source", "editor", "/admin/monitor/source/{source}/change/"),
    Screen("source-refused", "editor", scene=refused_source),
    Screen("source-proposed", "administrator", scene=proposed_selectors),
    Screen("catalogue", "editor", "/admin/monitor/source/catalogue/"),
    Screen("source-import", "editor", scene=planned_import),
    Screen("entries", "editor", "/admin/monitor/entry/"),
    Screen("topic", "editor", "/admin/monitor/topic/1/change/"),
    Screen("snapshot", "editor", "/admin/monitor/snapshot/1/change/"),
    Screen("back-issue", "administrator", "/admin/bulletins/backissue/{back_issue}/change/"),
    Screen("bulletin", "administrator", "/admin/bulletins/bulletin/1/change/"),
    Screen("activity", "administrator", "/admin/bulletins/activity/"),
    Screen("archive", "", "/"),
    Screen("archive-issue", "", "/issues/weekly/{number}/"),
    Screen("archive-phone", "", "/issues/weekly/{number}/", size=_PHONE),
    Screen("log-in", "", "/admin/login/"),
    Screen("merge", "editor", scene=merge),
]


def take(browser: Browser, scenery: Scenery, screen: Screen) -> bytes:
    """Give the picture of a screen as PNG."""
    width, height = screen.size
    context = browser.new_context(
        base_url=scenery.site.url, viewport={"width": width, "height": height}, locale="zh-CN"
    )
    if screen.person:
        context.add_cookies([scenery.site.cookie(screen.person)])
    page = context.new_page()
    if screen.scene:
        screen.scene(page, scenery)
    else:
        page.goto(screen.address.format(**scenery.rows))
    if screen.key:
        page.keyboard.press(screen.key)
        page.locator("dialog[open]").wait_for()
    _settle(page)
    picture = page.screenshot()
    context.close()
    return picture


def _settle(page: Page) -> None:
    """Wait until a page is whole; of the issue's PDF nobody tells when its viewer has drawn it."""
    if page.locator("#preview-state").count():
        page.locator("#preview-pdf iframe").wait_for(timeout=60_000)
        page.wait_for_timeout(1500)
    else:
        page.wait_for_load_state("networkidle")


def compressed(png: bytes) -> bytes:
    """Give a picture with as many colours as fit into 60 kB."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= _MOST_BYTES:
            break
    return out.getvalue()


def main(folder: Path) -> None:
    """Take all pictures in a newsroom in the middle of its week."""
    folder.mkdir(parents=True, exist_ok=True)
    with Newsroom(timezone.localdate()) as newsroom, sync_playwright() as playwright:
        site = installed(Path(tempfile.mkdtemp(prefix="zhoubao-pictures-")))
        rows = site.run(_BEGIN.format(newsroom.url))
        browser = launched(playwright, "--lang=zh-CN")
        with site.serving():
            for screen in SCREENS:
                png = take(browser, Scenery(site, newsroom.url, rows), screen)
                (folder / f"{screen.name}.png").write_bytes(compressed(png))
                sys.stdout.write(f"{screen.name}\n")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures/screens"))
