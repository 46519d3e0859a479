"""Placeholders: {篇数} and others in a bulletin's own sentences, filled for each issue. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: What may be named, in the order in which it is offered.
NAMES = (
    "刊名", "期号", "出刊日期", "单位", "篇数", "主题", "范围", "起始日期", "截止日期",
)  # fmt: skip

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of their names, once; whatever is unknown stays as it stands."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def unknown_names(text: str) -> list[str]:
    """Give what stands in braces and names nothing, each once."""
    found = (match[1] for match in _PLACEHOLDER.finditer(text))
    return [name for name in dict.fromkeys(found) if name not in NAMES]


def has_stray_brace(text: str) -> bool:
    """Whether a brace has no partner."""
    return bool(re.search("[{}]", without_placeholders(text)))


def without_placeholders(text: str) -> str:
    """Give what is printed whatever the values are."""
    return _PLACEHOLDER.sub("", text)


def printed_pattern(text: str) -> re.Pattern[str]:
    """Give what finds the text again when it was printed, whatever the values were."""
    fixed = _PLACEHOLDER.split(text)[::2]
    parts = (r"\s*".join(map(re.escape, "".join(part.split()))) for part in fixed)
    return re.compile(r"\s*" + r"\s*.{0,100}?\s*".join(parts) + r"\s*")
