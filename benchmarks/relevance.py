"""How well what matters comes first: ``./run bench relevance [--seeds COUNT]``.

Simulated editors (one decision in twenty is a slip) go through the news of an invented newsroom
(``_newsroom.py``), a day after the other: the first eight in the order of the ranking, and two at
random. After so many decisions the texts of the days to come, which nobody has looked at, are
ranked: by what was learned, and by counting the topic's words. Average precision is 1 if all that
is wanted stands before all that is not.
"""

from __future__ import annotations

import argparse
import copy
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from statistics import mean, median, quantiles

from benchmarks._articles import Writer
from benchmarks._newsroom import EXPRESSION, WORDS, News, Newsroom

POINTS = (0, 10, 25, 50, 100, 200, 400)
_TO_COME, _A_DAY, _FIRST, _AT_RANDOM = 400, 40, 8, 2
_SLIPS = 0.05
_BATCH = 25


def main() -> None:
    """Replay the decisions for each seed, then time the program's own scoring."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10, metavar="COUNT")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        from content.tables import table

        replays = [Replay(seed).run() for seed in range(1, options.seeds + 1)]
        headers = (
            "decisions", "words counted", "occurrences counted", "learned", "least gain",
        )  # fmt: skip
        print(table(headers, [_row(point, replays) for point in POINTS]), flush=True)
        print(table(("processor time, ms", "median", "p95"), time_program()), flush=True)
        print(f"texts of 700 characters matched with 100 terms a second: {match_speed():,.0f}")


def _set_up(folder: Path) -> None:
    os.environ["ZHOUBAO_DATA_DIR"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/relevance.sqlite3"
    os.environ.setdefault("ZHOUBAO_SECRET_KEY", "for-this-run-only")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


#: Average precision of counting words, of counting occurrences, of what was learned.
Precisions = tuple[float, float, float]


def _row(point: int, replays: Sequence[dict[int, Precisions]]) -> list[object]:
    found = [replay[point] for replay in replays]
    gains = [learned - words for words, _occurrences, learned in found]
    return [point, *(f"{mean(column):.3f}" for column in zip(*found, strict=True)),
            f"{min(gains):+.3f}"]  # fmt: skip


class Replay:
    """One newsroom, its editors, and what is learned from them."""

    def __init__(self, seed: int) -> None:
        self._newsroom = Newsroom(seed)
        self._random = Random(seed)
        self._texts = {True: 0, False: 0}
        self._grams: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}

    def run(self) -> dict[int, Precisions]:
        """Give the average precisions after each number of decisions."""
        found = {0: self._measure()}
        while (decided := sum(self._texts.values())) < POINTS[-1]:
            self._decide(self._chosen())
            for point in POINTS:
                if decided < point <= sum(self._texts.values()):
                    found[point] = self._measure()
        return found

    def _chosen(self) -> list[News]:
        day = sorted(self._newsroom.incoming(_A_DAY), key=self._score, reverse=True)
        return day[:_FIRST] + self._random.sample(day[_FIRST:], _AT_RANDOM)

    def _decide(self, chosen: Sequence[News]) -> None:
        for news in chosen[: POINTS[-1] - sum(self._texts.values())]:
            accepted = news.is_wanted != (self._random.random() < _SLIPS)
            self._texts[accepted] += 1
            self._grams[accepted].update(read(news)[0])

    def _score(self, news: News) -> float:
        from monitor.pipeline.rank import Learned, score

        grams, words, _occurrences = read(news)
        accepted, rejected = self._grams[True], self._grams[False]
        known = {gram: (accepted[gram], rejected[gram]) for gram in grams}
        return score(grams, words, Learned((self._texts[True], self._texts[False]), known))

    def _measure(self) -> Precisions:
        # A copy of the newsroom looks into the future; the editors will get other news.
        to_come = list(copy.deepcopy(self._newsroom).incoming(_TO_COME))
        return (
            average_precision(to_come, lambda news: read(news)[1]),
            average_precision(to_come, lambda news: read(news)[2]),
            average_precision(to_come, self._score),
        )


@lru_cache(maxsize=20_000)
def read(news: News) -> tuple[frozenset[str], int, int]:
    """Give the grams of a text, how many of the topic's words it holds, and how often."""
    from monitor.pipeline.match import Texts, matcher_of
    from monitor.pipeline.rank import grams, lesson_of

    words = matcher_of(EXPRESSION)(Texts.of(news.title, body=news.text)) or ()
    occurrences = sum(f"{news.title}\n{news.text}".count(word) for word in WORDS)
    return frozenset(grams(lesson_of(news.title, "", news.text))), len(words), occurrences


def average_precision(texts: Sequence[News], score: Callable[[News], float]) -> float:
    """Give the mean precision at each wanted text; equal scores share their places.

    Of texts that score the same the wanted ones are spread evenly, so that neither order of them
    helps.
    """
    wanted, total = Counter[float](), Counter[float]()
    for news in texts:
        value = score(news)
        total[value] += 1
        wanted[value] += news.is_wanted
    seen, hits, precision = 0, 0.0, 0.0
    for value in sorted(total, reverse=True):
        for _place in range(total[value]):
            seen += 1
            share = wanted[value] / total[value]
            hits += share
            precision += share * hits / seen
    return precision / hits if hits else 0.0


def time_program() -> list[list[object]]:
    """Time learning a decision and scoring an entry on SQLite, queries and all.

    Scored are entries alone, as their pages are read, and in the batches of the tick, after 400
    decisions.
    """
    from django.db import transaction
    from django.utils import timezone

    from monitor.models import Entry
    from monitor.pipeline.rank import lesson_of
    from monitor.ranking import learn, score_entries

    def decide(news: News) -> None:
        with transaction.atomic():
            learn(lesson_of(news.title, "", news.text), is_accepted=news.is_wanted)

    texts = list(Newsroom(0).incoming(800))
    learned = [_timed(lambda news=news: decide(news)) for news in texts[:400]]
    entries = Entry.objects.bulk_create(
        Entry(url="https://press.example/", link_key=str(number), item_digest="", due_at=None,
              title=news.title, body_text=news.text, found_at=timezone.now())
        for number, news in enumerate(texts[400:])
    )  # fmt: skip
    ids = [entry.pk for entry in entries]
    alone = [_timed(lambda pk=pk: score_entries([pk])) for pk in ids]
    batches = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
    together = [_timed(lambda batch=batch: score_entries(batch)) / _BATCH for batch in batches]
    return [
        ["a decision learned", *_spread(learned)],
        ["an entry scored alone", *_spread(alone)],
        ["an entry scored in a batch", *_spread(together)],
    ]


def match_speed() -> float:
    """Give how many texts a second of processor time ten topics of ten terms each are asked of."""
    from monitor.pipeline.match import Texts, matcher_of

    writer = Writer(1)
    texts = list(writer.articles(1000))
    terms = [f'"{word}"' for word in writer.words[:400] if len(word) > 1][:100]
    matchers = [matcher_of(" OR ".join(terms[start : start + 10])) for start in range(0, 100, 10)]

    def match_all() -> None:
        for each in texts:
            folded = Texts.of(each.title, body=each.text)
            for matcher in matchers:
                matcher(folded)

    return 1000 * len(texts) / _timed(match_all)


def _timed(step: Callable[[], None]) -> float:
    begun = time.process_time()
    step()
    return (time.process_time() - begun) * 1000


def _spread(times: Sequence[float]) -> tuple[str, str]:
    return f"{median(times):.1f}", f"{quantiles(times, n=20)[-1]:.1f}"


if __name__ == "__main__":
    main()
