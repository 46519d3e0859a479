"""The comparison with feedparser on folders of feeds, and what counts as a miss."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.feed_suites import Suite

ROOT = Path(__file__).resolve().parents[2]
ITEM = "<item><title>样例</title><link>http://news.example/1.html</link></item>"


def read(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.feed_suites", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_good_and_broken_feeds_are_counted(tmp_path):
    (tmp_path / "good.xml").write_text(f'<rss version="2.0"><channel>{ITEM}</channel></rss>')
    (tmp_path / "broken.xml").write_text(f'<rss version="2.0"><channel>{ITEM}<item>')
    (tmp_path / "none.txt").write_text("/etc/passwd")
    done = read(tmp_path)
    assert done.stdout.splitlines()[-1].startswith(f"| {tmp_path.name} | 3 | 2 | 3 | 3 | 0 | ")
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ({"items": 1, "peer": 2, "error": ""}, "1 of 2 items "),
        ({"items": 0, "peer": 1, "error": "refused"}, "0 of 1 items refused"),
        ({"error": "HANG"}, "HANG"),
        ({"error": "CRASH ValueError()", "items": 0, "peer": 0}, "CRASH ValueError()"),
        ({"items": 1, "peer": 1, "error": "", "reached": ["open /x"]}, "reached for open /x"),
    ],
)
def test_less_than_feedparser_a_crash_or_a_reach_is_a_miss(found, why):
    suite = Suite("sample")
    suite.add(Path("a.xml"), found)
    assert suite.misses == [(Path("a.xml"), why)]


def test_more_than_feedparser_is_none():
    suite = Suite("sample")
    suite.add(Path("a.xml"), {"items": 2, "peer": 1, "error": "", "seconds": 0.5})
    assert (suite.misses, suite.more, suite.slowest) == ([], 1, 0.5)


def test_reach_for_a_file_is_noted():
    script = (
        "from benchmarks._suite_reader import Watch\n"
        "watch = Watch()\n"
        "open('/etc/hostname').close()\n"
        "watch.is_on = True\n"
        "open('/etc/hostname').close()\n"
        "print(watch.noted)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "['open /etc/hostname']\n"
