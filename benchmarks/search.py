"""How soon and how truly articles are found: ``./run bench search [--articles 5000,100000]``.

Made-up articles of some 700 characters become entries of a database of their own, on SQLite, and on
PostgreSQL where that is installed, and are indexed. Then words are searched for that the articles
are made of: drawn as they come in texts, so that common ones are asked for often, one to four
characters long, and in pairs; and words that are real. Each answer is compared, entry by entry,
with plain substring search through all the folded texts, and its order with the rank; the first
page (50 entries, ranked, as the desk's list asks for it) and the count of all results are timed
apart.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median, quantiles
from typing import Any

from benchmarks._articles import Writer
from benchmarks._databases import DATABASES, ROOT

PAGE = 50
TARGET = 20.0  # ms for the median first page
REAL = (
    "医",
    "的",
    "医院",
    "电子病历",
    "5G",
    "HIS",
    "互联网医院",
    "医院 电子病历",
    "院电",
    "没有的词",
)
#: Queries of each kind, and each timed so many times.
DRAWN, TIMES = 25, 3


def main() -> None:
    """Measure each number of articles on each database."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", default="5000,100000", help="numbers of articles")
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.here)
        return
    for count in options.articles.split(","):
        for name, database in DATABASES.items():
            with database() as environment:
                if environment is None:
                    print(f"\n{name} is not installed")
                    continue
                print(f"\n{count} articles, {name}", flush=True)
                command = [sys.executable, "-m", "benchmarks.search", "--here", count]
                subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)


def measure(count: int) -> None:
    """Fill the database of the environment, search it, and print a table."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    if not os.environ["DATABASE_URL"]:
        del os.environ["DATABASE_URL"]
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    writer = Writer()
    texts = store(writer, count)
    index(count)
    print(f"{'query':<26}{'found':>8}{'page, ms':>10}{'p95':>8}{'count, ms':>11}  exact")
    for query in REAL:
        report(query, [query], texts)
    pages: list[float] = []
    for kind, queries in drawn(writer).items():
        pages += report(f"{len(queries)} × {kind}", queries, texts)
    verdict = "as wanted" if median(pages) < TARGET else f"more than {TARGET:.0f}"
    print(f"median of all drawn queries: first page {median(pages):.1f} ms, {verdict}")


def drawn(writer: Writer) -> dict[str, list[str]]:
    """Draw queries of each kind."""
    words: dict[int, list[str]] = {length: [] for length in (1, 2, 3, 4)}
    while min(map(len, words.values())) < 2 * DRAWN:
        for word in writer.draw(1000):
            words.setdefault(len(word), []).append(word)
    kinds = {f"{length} characters": words[length][:DRAWN] for length in (1, 2, 3, 4)}
    later = slice(DRAWN, 2 * DRAWN)
    pairs = zip(words[2][later], words[4][later], strict=True)
    return kinds | {"two words": [" ".join(pair) for pair in pairs]}


def store(writer: Writer, count: int) -> dict[int, tuple[str, str]]:
    """Store the articles as entries; give title and text of each as they are searched, folded."""
    from django.utils import timezone

    from monitor.models import Entry
    from search.grams import fold

    now, key = timezone.now(), iter(range(count))
    articles = writer.articles(count)
    texts: dict[int, tuple[str, str]] = {}
    while batch := list(islice(articles, 500)):
        entries = [
            Entry(
                url="https://news.example/",
                link_key=str(next(key)),
                item_digest="",
                found_at=now,
                title=article.title,
                body_text=article.text,
                body_html=f"<p>{article.text}</p>",
                state=Entry.State.CAPTURED,
                due_at=None,
            )
            for article in batch
        ]
        for entry in Entry.objects.bulk_create(entries):
            title = fold(entry.title)
            texts[entry.pk] = title, f"{title}\n{fold(entry.body_text)}"
    characters = sum(len(text) for _title, text in texts.values())
    print(f"{characters / 1e6:.1f} million characters")
    return texts


def index(count: int) -> None:
    """Index a hundredth as it is done in daily work, then all at once; print how fast."""
    from django.db import connection

    from monitor.searching import SEARCHED
    from search.indexing import BATCH, catch_up, rebuild

    started = time.perf_counter()
    sizes = [catch_up(SEARCHED) for _ in range(max(1, count // 100 // BATCH))]
    daily = sum(sizes) / (time.perf_counter() - started)
    before = size()
    started = time.perf_counter()
    rebuild(SEARCHED)
    whole = count / (time.perf_counter() - started)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"indexed a second: {daily:.0f} as they come, {whole:.0f} when rebuilt; ", end="")
    print(f"{(size() - before) / 1e6:.0f} MB more than before, the folded texts among them")


def size() -> int:
    """Give the bytes of the database."""
    from django.db import connection

    statement = (
        "SELECT pg_database_size(current_database())"
        if connection.vendor == "postgresql"
        else "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: int = cursor.fetchone()[0]
    return found


def report(name: str, queries: Sequence[str], texts: dict[int, tuple[str, str]]) -> list[float]:
    """Print one line about some queries; give the times of their first pages, in ms.

    Raises:
        AssertionError: an answer is not that of substring search, or in another order.
    """
    from monitor.models import Entry
    from search.grams import words_of
    from search.results import Ranked, find

    listed = Entry.objects.defer("body_text", "body_html", "summary")
    pages, counts, found = [], [], []
    for query in queries:
        words = words_of(query)
        expected = substring_search(words, texts)
        ranked = Ranked(listed, words)
        page = Ranked(listed, words)[0:PAGE]
        assert [entry.pk for entry in page] == expected[:PAGE], query
        pks = find(Entry.objects.all(), words).values_list("pk", flat=True)
        assert list(pks) == expected, query
        pages.append(taken(lambda words=words: Ranked(listed, words)[0:PAGE]))
        counts.append(taken(ranked.count))
        found.append(len(expected))
    p95 = quantiles(pages, n=20)[-1] if len(pages) > 1 else pages[0]
    print(
        f"{name:<26}{median(found):>8.0f}{median(pages):>10.1f}{p95:>8.1f}"
        f"{median(counts):>11.1f}  yes",
        flush=True,
    )
    return pages


def substring_search(words: Sequence[str], texts: dict[int, tuple[str, str]]) -> list[int]:
    """Give the keys of the texts that hold all the words, titles first, then the newest first."""
    found = [
        (all(word in title for word in words), pk)
        for pk, (title, text) in texts.items()
        if all(word in text for word in words)
    ]
    return [pk for _in_title, pk in sorted(found, reverse=True)]


def taken(work: Callable[[], Any]) -> float:
    """Give the median time of some runs, in ms."""
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return median(times)


if __name__ == "__main__":
    main()
