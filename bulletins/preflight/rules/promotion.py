"""promotion: the wording of an advertisement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

_WORDS = re.compile(
    "圆满(?:落幕|举办|举行|成功|收官)|隆重|盛大|喜获|荣获|荣膺|荣登|荣摘|殊荣|再创佳绩|佳绩|蓄势待发|砥砺前行|"
    "引领|领跑|领军|标杆|典范|首屈一指|备受(?:赞誉|瞩目|好评|关注)|独具|独特|颠覆|革命|重磅|震撼|"
    "一站式|全方位|全生命周期|全流程|闭环|赋能|深耕|匠心|极致|贴心|专属|尊享|优惠|欢迎(?:垂询|咨询|订购)|"
    "(?:服务|咨询|订购)热线|强大|卓越|优异|有力证明|显著成效|大幅(?:跃升|提升)|深厚(?:沉淀|积累)"
)
#: Different words of this kind in one article, and how many of them to a thousand characters.
_DIFFERENT, _PER_THOUSAND = 7, 5


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Count them: one alone says nothing."""
    found = _WORDS.findall(f"{item.title}\n{item.text}")
    different = list(dict.fromkeys(found))
    length = max(len(item.text), 1)
    if len(different) >= _DIFFERENT and len(found) * 1000 / length >= _PER_THOUSAND:
        words = "、".join(different[:8])
        message = _("“%(title)s” reads like an advertisement: %(words)s.") % {
            "title": item.title, "words": words,
        }  # fmt: skip
        yield Finding("promotion", Level.HINT, message, item.position, words)
