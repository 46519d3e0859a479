"""How fast an issue is printed, beside Chromium: ``./run bench rendering [--runs N]``.

Made-up issues are printed by the program's process and by headless Chromium, in turns, each in a
new process and in one that has printed before: of Chromium in a new tab, as services print, and in
the same tab once more, which holds the faces and pictures of this very issue. Both get the same
HTML, faces and pictures, of which the program has kept the large ones at print size, as after a
first printing. Seconds are of wall and of processor (all processes together; a busy machine spoils
the former). Memory is the peak of what the processes have for themselves (PSS, sampled).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from playwright import sync_api as playwright

from benchmarks._print_samples import draw_pictures, made_up
from bulletins.rendering.fonts import CONFIGURATION
from bulletins.rendering.press import Press

#: Articles, paragraphs of each, pictures: some 16, 67 and 300 pages.
SIZES = {"16 pages": (5, 12, 7), "67 pages": (24, 13, 0), "300 pages": (108, 13, 0)}
_SAMPLE = 0.02

_PROGRAM = "bulletins.rendering.printer"
#: Seconds in which a press collects its rubbish; Chromium needs no pause, and is quicker without.
_PAUSE = 0.2
_WARMING = '<!doctype html><html lang="zh"><p>甲</p>'


@dataclass(frozen=True)
class Sheet:
    """One page of HTML to print: as text for the program, as a file for Chromium."""

    html: str
    file: Path
    pictures: Path
    output: Path


@dataclass
class Taken:
    """Seconds of wall and processor, megabytes at the peak, and bytes of the file."""

    wall: float
    cpu: float
    memory: float
    size: int


def main() -> None:
    """Measure each size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=list(SIZES))
    options = parser.parse_args()
    os.environ.setdefault("ZHOUBAO_SECRET_KEY", "for-this-run-only")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["FONTCONFIG_FILE"] = str(CONFIGURATION)  # for Chromium, too
    import django

    django.setup()
    from content.tables import table

    headers = (
        "issue", "process", "ours s", "Chromium s", "ratio",
        "ours CPU s", "Chromium CPU s", "ratio", "ours MB", "Chromium MB", "ratio",
        "ours kB", "Chromium kB", "ratio",
    )  # fmt: skip
    rows = [row for size in options.sizes for row in _rows(size, options.runs)]
    print(table(headers, rows))


def _rows(size: str, runs: int) -> Iterator[list[object]]:
    with tempfile.TemporaryDirectory() as folder:
        sheet = _sheet(Path(folder), *SIZES[size])
        with _chromium() as browser, _press() as press:
            ours_warm = partial(_ours_warm, press)
            printers: dict[str, tuple[Callable[[Sheet], Taken], Callable[[Sheet], Taken]]] = {
                "new": (_ours_new, _chromium_new),
                "warm": (ours_warm, browser.print_in_new_tab),
                "warm, same tab": (ours_warm, browser.print_again),
            }
            for name, pair in printers.items():
                taken = [tuple(printer(sheet) for printer in pair) for _run in range(runs)]
                yield [size, name, *_compared(*zip(*taken, strict=True))]


def _compared(ours: tuple[Taken, ...], theirs: tuple[Taken, ...]) -> Iterator[object]:
    for name, digits, unit in (("wall", 2, 1), ("cpu", 2, 1), ("memory", 0, 1), ("size", 0, 1000)):
        mine = median(getattr(taken, name) for taken in ours) / unit
        other = median(getattr(taken, name) for taken in theirs) / unit
        yield f"{mine:.{digits}f}"
        yield f"{other:.{digits}f}"
        yield f"{mine / other:.2f}" if other else None


def _sheet(folder: Path, articles: int, length: int, pictures: int) -> Sheet:
    from bulletins.rendering.html import render_html
    from bulletins.rendering.print_size import keep_print_sizes

    html = render_html(made_up(articles, length, draw_pictures(pictures, folder)))
    keep_print_sizes(html, folder)
    file = folder / "issue.html"
    file.write_text(html.replace('src="/pictures/', f'src="file://{folder}/'))
    for path in folder.glob("*/*.jpg"):
        (folder / path.name).symlink_to(path)
    return Sheet(html, file, folder, folder / "issue.pdf")


def _ours_new(sheet: Sheet) -> Taken:
    begun = time.perf_counter()
    press = Press(_PROGRAM)
    with _watched(press.pid) as use:
        pdf = _printed(press, sheet)
    wall = time.perf_counter() - begun
    press.end()
    return Taken(wall, use.cpu, use.memory, len(pdf))


def _chromium_new(sheet: Sheet) -> Taken:
    command = [
        _chromium_path(), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--print-to-pdf={sheet.output}", sheet.file.as_uri(),
    ]  # fmt: skip
    begun = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    with process, _watched(process.pid) as use:
        process.wait()
    size = sheet.output.stat().st_size
    return Taken(time.perf_counter() - begun, use.cpu, use.memory, size)


@contextmanager
def _press() -> Iterator[Press]:
    """Give a press that has printed before, though nothing of this size."""
    press = Press(_PROGRAM)
    press.print({"html": _WARMING, "pictures": "/", "issue": None}, 60)
    yield press
    press.end()


def _ours_warm(press: Press, sheet: Sheet) -> Taken:
    time.sleep(_PAUSE)
    begun, before = time.perf_counter(), _cpu(press.pid)
    pdf = _printed(press, sheet)
    wall, cpu = time.perf_counter() - begun, _cpu(press.pid) - before
    return Taken(wall, cpu, _pss(press.pid), len(pdf))


def _printed(press: Press, sheet: Sheet) -> bytes:
    order = {"html": sheet.html, "pictures": str(sheet.pictures), "issue": None}
    return press.print(order, 600)[1]


class Browser:
    """A Chromium that has printed before."""

    def __init__(self, browser: playwright.Browser, driver: int) -> None:
        self._browser, self._driver = browser, driver
        self._page = browser.new_page()
        self._page.pdf()

    def print_in_new_tab(self, sheet: Sheet) -> Taken:
        """Print as a service does, which keeps its issues apart."""
        pages: list[playwright.Page] = []

        def printed() -> bytes:
            pages.append(self._browser.new_page())
            return _print(pages[0], sheet)

        taken = self._of_browser(printed)
        pages[0].close()
        return taken

    def print_again(self, sheet: Sheet) -> Taken:
        """Print in a tab that holds the faces and pictures of this very issue."""
        return self._of_browser(lambda: _print(self._page, sheet))

    def _of_browser(self, printed: Callable[[], bytes]) -> Taken:
        """Give what the browser took to print."""
        begun, before = time.perf_counter(), _cpu_of_all(self._driver)
        pdf = printed()
        wall, cpu = time.perf_counter() - begun, _cpu_of_all(self._driver) - before
        return Taken(wall, cpu, sum(map(_pss, _descendants(self._driver))), len(pdf))


def _print(page: playwright.Page, sheet: Sheet) -> bytes:
    page.goto(sheet.file.as_uri())
    return page.pdf(prefer_css_page_size=True, print_background=True)


@contextmanager
def _chromium() -> Iterator[Browser]:
    others = _children(os.getpid())
    with playwright.sync_playwright() as started:
        [driver] = set(_children(os.getpid())) - set(others)
        browser = started.chromium.launch(executable_path=_chromium_path(), args=["--no-sandbox"])
        yield Browser(browser, driver)
        browser.close()


def _chromium_path() -> str:
    return shutil.which("chromium") or "chromium"


@dataclass
class Use:
    """What processes took: seconds of processor, megabytes at the peak."""

    cpu: float = 0
    memory: float = 0


@contextmanager
def _watched(pid: int) -> Iterator[Use]:
    """Sample a process and its descendants until the block ends."""
    use, ended = Use(), threading.Event()

    def watch() -> None:
        while not ended.wait(_SAMPLE):
            use.memory = max(use.memory, sum(map(_pss, _descendants(pid))))
            use.cpu = max(use.cpu, _cpu_of_all(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield use
    finally:
        ended.set()
        thread.join()


def _cpu_of_all(pid: int) -> float:
    """Give the seconds of processor of a process, its descendants and what they have ended."""
    return sum(map(_cpu, _descendants(pid)))


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _pss(pid: int) -> float:
    """Give the megabytes of a process, its share of shared pages included; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        found += _children(parent)
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):  # it may end while it is looked at
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, children.read_text().split())
    return found


if __name__ == "__main__":
    main()
