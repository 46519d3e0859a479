"""names: nearly equal names of one body or person in an issue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts
from bulletins.preflight.findings import Finding, Level

_KINDS = "中医院|卫生院|医院|中心|大学|学院|研究院|研究所|委员会|协会|学会|集团|公司|管理局"
_BODY = re.compile(rf"[一-鿿]{{4,24}}?(?:{_KINDS})")
#: What stands in sentences and not in names.
_PROSE = re.compile("[的在是了将与和及为对从到把被让使由向于]|通过|以及|开展|建设|推动|建立|成立")
_KIND = re.compile(rf"(?:{_KINDS})$")
#: Characters at the beginning that two names of one body share.
_SHARED = 4
#: Characters by which they may differ in length.
_DIFFERENCE = 3
_SAYS = "表示|介绍|指出|认为|强调|说|透露|坦言"
_PERSON = re.compile(rf"(?:^|[。，；”“、])([一-鿿]{{2,3}})(?:{_SAYS})")


def check_issue(issue: IssueFacts) -> Iterator[Finding]:
    """Compare all names of bodies with each other, and those of the people who speak."""
    texts = [f"{item.title}\n{item.text}" for item in issue.items]
    for one, other in [*_near_bodies("\n".join(texts)), *_near_people(texts)]:
        message = _("“%(one)s” and “%(other)s”: one of them may be wrong.") % {
            "one": one, "other": other,
        }  # fmt: skip
        yield Finding("names", Level.WARN, message, evidence=f"{one} / {other}")


def _near_bodies(text: str) -> Iterator[tuple[str, str]]:
    """Pair names that begin alike, end alike, and of which one lacks or swaps some characters."""
    runs = sorted(set(_BODY.findall(text)))
    found: dict[tuple[str, str], None] = {}
    for one, other in combinations(runs, 2):
        if _KIND.findall(one) == _KIND.findall(other) and (pair := _from_shared(one, other)):
            found[pair] = None
    yield from found


def _from_shared(one: str, other: str) -> tuple[str, str] | None:
    """Cut what stands before the names, by where they begin to be alike."""
    for start in range(len(one) - _SHARED):
        place = other.find(one[start : start + _SHARED])
        if place >= 0:
            first, second = one[start:], other[place:]
            near = _is_near(first, second) and not _PROSE.search(first + second)
            return (first, second) if near else None
    return None


def _is_near(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > _DIFFERENCE:
        return False
    shorter, longer = sorted((one, other), key=len)
    lacking = Counter(longer) - Counter(shorter)
    return Counter(shorter) <= Counter(longer) and lacking.total() <= _DIFFERENCE


def _near_people(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Pair speakers of one article whose names differ in one character, one of them often named."""
    for text in texts:
        speakers = Counter(_PERSON.findall(text))
        for one, other in combinations(sorted(speakers), 2):
            alike = sum(left == right for left, right in zip(one, other, strict=False))
            if len(one) == len(other) == 3 and alike == 2 and one[1:] == other[1:] != "老师":
                yield one, other
