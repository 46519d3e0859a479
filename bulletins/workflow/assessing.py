"""Assessing: what a list says of each article at a glance. Counted once for one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bulletins.models import Article, Issue
from bulletins.preflight import IssueFacts, ItemFacts, Level, check_item
from bulletins.workflow.facts import facts_of, item_facts


@dataclass(frozen=True)
class Assessment:
    """How long an article is, in characters, and how many findings of each level it has."""

    length: int
    levels: Mapping[Level, int]

    @property
    def faults(self) -> list[tuple[Level, int]]:
        """The findings that somebody has to look at, the heaviest first; hints are none."""
        return [(level, self.levels[level]) for level in Level if self._counts(level)]

    def _counts(self, level: Level) -> bool:
        return level is not Level.HINT and level in self.levels


def assess(articles: Iterable[Article], issue: Issue) -> dict[int, Assessment]:
    """Look at articles as if each stood alone in the issue; approval aside. By their keys."""
    around = facts_of(issue, [])
    return {
        article.pk: _assess(replace(item_facts(1, article), is_approved=True), around)
        for article in articles
    }


@lru_cache(maxsize=512)
def _assess(item: ItemFacts, issue: IssueFacts) -> Assessment:
    found = check_item(item, issue)
    return Assessment(len(item.text), Counter(finding.level for finding in found))
