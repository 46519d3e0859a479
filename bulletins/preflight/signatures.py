"""Signatures: who wrote a text, where and when. They are no sentences, and names stand apart."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"^\s*[（(【]?(?:(?:本文)?作者|文|图|图文|文图)[:：/／|丨\s]"
    r"|^\s*[（(【]?(?:(?:本报)?记者|通讯员|撰[稿文]|供[稿图]|采写|执笔|整理|摄影|来源)\s*[:：/／|丨]"
)
_REPORTERS = re.compile(
    r"^\s*[（(]?(?:本报|本网|本刊|特约)?(?:记者|通讯员|实习生)(?:\s+[一-鿿]{2,4})+\s*[)）]?\s*$"
)
_DAY = re.compile(r"[\d〇一二三四五六七八九十]月[\d〇一二三四五六七八九十]{1,3}日\s*$")
#: The name of an organisation, and not a word of a sentence around it.
_NAME = re.compile(
    r"^[^，。；：！？、]{4,30}"
    r"(?:委员会|中心|医院|大学|学院|研究院|研究所|办公室|协会|学会|公司|局|厅|委)$"
)
_SAYS = re.compile("[的了是在将已为与和对把被让]")


def is_signature(line: str) -> bool:
    """Whether a line says who wrote the text, or when."""
    if _LABEL.search(line) or _REPORTERS.match(line) or (_DAY.search(line) and "，" not in line):
        return True
    return bool(_NAME.match(line) and not _SAYS.search(line))
