"""The worker that polls as reader does; runs in an environment that has nothing else.

Reads the addresses of the feeds, one a line, from the file named first, beside its database.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reader import make_reader  # type: ignore[import-not-found]  # in its own venv

from benchmarks._cost import answer


def main() -> None:
    """Add the feeds, then update them all for every line."""
    urls = Path(sys.argv[1])
    reader = make_reader(str(urls.with_name("reader.sqlite3")))
    for url in urls.read_text().split():
        reader.add_feed(url)
    answer(lambda: update(reader, int(sys.argv[2])))


def update(reader: object, at_once: int) -> None:
    """Update all feeds, so many at once.

    Raises:
        Exception: an update failed.

    """
    for result in reader.update_feeds_iter(scheduled=False, workers=at_once):  # type: ignore[attr-defined]  # as above
        if isinstance(result.value, Exception):
            raise result.value


if __name__ == "__main__":
    main()
