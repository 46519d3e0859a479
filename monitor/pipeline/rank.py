"""Rank: how likely a text is what the editors want, learned from what they took and refused. Pure.

Naive Bayes on the set of a text's grams: pairs and triples of Chinese characters, Latin words.
A gram's weight is the logarithm of how much more often it stands in accepted than in rejected
texts; one that may be chance counts for less. Words of topics make the beginning, and lose half
their say as the decisions become many. What was tried: docs/benchmarks.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.pipeline.match import fold

#: Characters of the text that are read; news says early what it is about.
LEAD = 600
#: Ranked as if so many decisions had been made by the topics' words alone.
_FIRST_DECISIONS = 20
#: So many standard deviations from chance a gram counts in full.
_CERTAIN = 2.0
_TEXT_SHARE = 2.0
_MOST_WORDS = 6
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9+.-]{0,18}[a-z0-9+]")

#: How many accepted and how many rejected texts there are, or hold a gram.
Count = tuple[int, int]


@dataclass(frozen=True)
class Learned:
    """What is known of a text: how many texts were decided on, and how many with its grams."""

    texts: Count
    grams: Mapping[str, Count]

    @property
    def trust(self) -> float:
        """How much is made of it, from 0 to 1; nothing until both kinds of decision are known."""
        decided = sum(self.texts)
        return decided / (decided + _FIRST_DECISIONS) if all(self.texts) else 0.0


def lesson_of(title: str, summary: str, body: str) -> str:
    """Give what is read of an entry: title, and the beginning of its text or else its summary."""
    return fold(f"{title}\n{(body or summary)[:LEAD]}")


def grams(lesson: str) -> dict[str, int]:
    """Give the grams of a lesson, each with the place where it stands first.

    What was counted by this rule is subtracted by it: who changes it has all lessons counted anew.
    """
    found: dict[str, int] = {}
    for run in _RUN.finditer(lesson):
        start, text = run.start(), run[0]
        if text[0] < "\u3400":
            found.setdefault(text, start)
            continue
        for place in range(len(text) - 1):
            found.setdefault(text[place : place + 2], start + place)
            if place + 3 <= len(text):
                found.setdefault(text[place : place + 3], start + place)
    return found


def score(lesson: Iterable[str], words: int, learned: Learned) -> float:
    """Give the log odds that editors take a text with these grams and so many words of topics.

    Above 0 speaks for it. Without decisions more words are always better.
    """
    read = list(lesson)
    trust = learned.trust
    if not trust or not read:
        return _by_words(words)
    text = sum(weight(count, learned.texts) for count in _counts(read, learned))
    return _by_words(words) * (1 - trust / 2) + trust * _TEXT_SHARE * text / math.sqrt(len(read))


def weight(gram: Count, texts: Count) -> float:
    """Give what a gram that stands in so many of the texts says: above 0 for, below 0 against."""
    if not any(gram):
        return 0.0
    expected = sum(gram) / (sum(texts) + 2)
    accepted, rejected = gram[0] + expected, gram[1] + expected
    ratio = math.log(accepted / (texts[0] + 1) * (texts[1] + 1) / rejected)
    certainty = abs(ratio) / math.sqrt(1 / accepted + 1 / rejected) / _CERTAIN
    return ratio * min(1.0, certainty)


def _counts(read: Iterable[str], learned: Learned) -> Iterable[Count]:
    known = learned.grams
    return (known[gram] for gram in read if gram in known)


def _by_words(words: int) -> float:
    return min(words, _MOST_WORDS) - 0.5 if words else -1.0
