"""How well and how fast reprints become one story: ``./run bench reprints [COUNT …]``.

An invented press (``_reprint_corpus.py``) is grouped in a SQLite file as the program does it after
each capture, in the order of appearance. A pair of articles counts as found if both are in one
story; a number of a series as kept apart if its story holds no other number.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from benchmarks._reprint_corpus import KINDS, Press, Sample

_BATCH = 1000
_QUERIES = 500
_START = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Measure each size in an empty database and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 10_000], metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        from content.tables import table

        headers = (
            "articles", "F1", "precision", "recall", "series apart %", "series marked %",
            "indexed/s", "grouped/s", "query ms", "p95 ms",
        )  # fmt: skip
        for count in options.counts:
            print(table(headers, [measure(count, options.seed)]), flush=True)


def _set_up(folder: Path) -> None:
    os.environ["ZHOUBAO_DATA_DIR"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/reprints.sqlite3"
    os.environ.setdefault("ZHOUBAO_SECRET_KEY", "for-this-run-only")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def measure(count: int, seed: int) -> list[object]:
    """Give one row of the table; speeds are those of one core (processor time)."""
    samples = Press(seed).samples(count)
    ids = _store(samples)
    grouped = _group(ids)
    # A text too short to be compared has no copy and stands alone.
    found = {pk: -pk for pk in ids} | _stories()
    quality = score([(sample.story, found[pk]) for pk, sample in zip(ids, samples, strict=True)])
    apart, marked = series_kept(samples, ids, found)
    queries = _queries(ids)
    by_kind(samples, ids, found)
    indexed = _index(ids)
    return [
        count, *(f"{value:.4f}" for value in quality), f"{apart:.1%}", f"{marked:.1%}",
        round(indexed), round(grouped),
        f"{median(queries):.1f}", f"{quantiles(queries, n=20)[-1]:.1f}",
    ]  # fmt: skip


def _store(samples: list[Sample]) -> list[int]:
    from monitor.models import Entry
    from monitor.pipeline.pages import text_digest

    Entry.objects.all().delete()
    _empty()
    for start in range(0, len(samples), _BATCH):
        Entry.objects.bulk_create(
            Entry(
                url=f"https://press.example/{start + number}", link_key=str(start + number),
                title=sample.title, source_name="", body_text=sample.body, due_at=None,
                text_digest=text_digest(sample.body), state=Entry.State.CAPTURED,
                found_at=(when := _START + timedelta(hours=sample.hour)),
                published_at=when, published_on=when.date(),
            )
            for number, sample in enumerate(samples[start : start + _BATCH])
        )  # fmt: skip
    return list(Entry.objects.order_by("pk").values_list("pk", flat=True))


def _empty() -> None:
    from monitor.models import CommonFingerprint, Copy, Fingerprint, Story

    for model in (Fingerprint, CommonFingerprint, Copy, Story):
        model.objects.all().delete()


def _group(ids: list[int]) -> float:
    """Group all; gives texts a second."""
    from django.db import transaction

    from monitor.grouping import group
    from monitor.models import Entry

    begun = time.process_time()
    for batch in _batches(ids):
        with transaction.atomic():
            for entry in Entry.objects.filter(pk__in=batch).order_by("pk"):
                group(entry)
    return len(ids) / (time.process_time() - begun)


def _batches(ids: list[int], size: int = 100) -> Iterator[list[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _stories() -> dict[int, int]:
    from monitor.models import Copy

    return dict(Copy.objects.values_list("pk", "story"))


def score(pairs: list[tuple[int, int]]) -> tuple[float, float, float]:
    """Give F1, precision and recall over all pairs of articles, of (true, found) stories."""

    def count(sizes: Counter[object]) -> int:
        return sum(size * (size - 1) // 2 for size in sizes.values())

    both = count(Counter(pairs))
    true = count(Counter(story for story, _found in pairs))
    found = count(Counter(found for _story, found in pairs))
    precision, recall = both / found, both / true
    return 2 * precision * recall / (precision + recall), precision, recall


def series_kept(
    samples: list[Sample], ids: list[int], found: dict[int, int]
) -> tuple[float, float]:
    """Give which share of the numbers of series is kept apart, and which is marked as such."""
    from monitor.models import Story

    members = [
        (found[pk], sample)
        for pk, sample in zip(ids, samples, strict=True)
        if sample.series is not None
    ]
    true: dict[int, set[int]] = {}
    for story, sample in members:
        true.setdefault(story, set()).add(sample.story)
    marked = set(Story.objects.exclude(series=None).values_list("pk", flat=True))
    apart = sum(len(true[story]) == 1 for story, _sample in members)
    return apart / len(members), sum(story in marked for story, _sample in members) / len(members)


def _queries(ids: list[int]) -> list[float]:
    """Ask for the copies of texts; gives milliseconds of each."""
    from monitor.grouping import candidates
    from monitor.models import Entry
    from monitor.pipeline import index
    from monitor.pipeline.group import place, read

    taken = []
    for entry in Entry.objects.filter(pk__in=ids[:: max(1, len(ids) // _QUERIES)]):
        begun = time.perf_counter()
        text = read(entry.body_text, entry.text_digest, entry.title)
        found = index.look_up(text.fingerprints)
        place(text, candidates(text, found), found.weights)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def by_kind(samples: list[Sample], ids: list[int], found: dict[int, int]) -> None:
    """Print which share of each kind of reprint is in the story of its original."""
    originals = {
        sample.story: found[pk] for pk, sample in zip(ids, samples, strict=True)
        if sample.kind == "original"
    }  # fmt: skip
    for kind in KINDS:
        own = [
            found[pk] == originals[sample.story] for pk, sample in zip(ids, samples, strict=True)
            if sample.kind == kind and sample.story in originals
        ]  # fmt: skip
        print(f"{kind:<16}{sum(own) / max(1, len(own)):8.2%}{len(own):8}")


def _index(ids: list[int]) -> float:
    """Index all texts anew; gives texts a second."""
    from django.db import transaction

    from monitor.models import Entry, Fingerprint
    from monitor.pipeline import index
    from monitor.pipeline.group import read

    Fingerprint.objects.all().delete()
    seconds = 0.0
    for batch in _batches(ids, _BATCH):
        texts = list(Entry.objects.filter(pk__in=batch).values_list("pk", "body_text"))
        begun = time.process_time()
        with transaction.atomic():
            index.add({pk: read(body, "").fingerprints for pk, body in texts})
        seconds += time.process_time() - begun
    return len(ids) / seconds


if __name__ == "__main__":
    main()
