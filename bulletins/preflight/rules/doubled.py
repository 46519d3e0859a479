"""doubled: a character or word that stands twice by mistake, as in 可以做的的话."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

#: Characters that never stand twice, but for the words that may follow the second of them.
_CHARACTER = re.compile(
    "的的(?![确士])|是是(?![否非])|(?<!不)了了(?![解然])|和和(?![谐平睦解缓善气])|及及(?![时早])"
    "|与与(?![会其])|也也|都都(?![市会城江])|这这|那那|之之(?![江])|于于|被被(?![告子迫])"
    "|从从(?![业事前而严容])|就就(?![业医诊地近读])|而而|且且|其其(?![中他实余])|但但|并并(?![且非购])"
    "|由由(?![于此])|所所(?![有以需在谓长])|把把(?![握关脉])|对对(?![方象口接比外于策应照])|将将(?![来军要近领士])"
)
_WORD = re.compile(r"([一-鿿]{3,8})\1|([一-鿿]{2})\2(?!\2)")
#: Words that are doubled for their meaning, and pairs that a doubled character makes.
_MEANT = re.compile(
    r"^(?:[一二三四五六七八九十两几半][一-鿿]|(.)\1|研究|讨论|考虑|商量|休息|学习|交流|了解|打听|活动|放松|"
    r"锻炼|尝试|体验|思考|沟通|认识|参观|介绍|准备|收拾|整理|打扫|检查|帮助|照顾|很多|许多|非常|多少|"
    r"琢磨|合计|掂量|热闹|高兴|凉快|暖和|舒服|咨询|盘点|梳理|走动|适应|感受|见识|比划|拾掇|"
    r"哈哈|哪里|彼此|层层|步步|时时|处处|年年|天天|逐个|分批|什么|慢慢|好好|不断|永远|加油)$"
)
#: What is said twice on purpose is asked for (再检查检查) or fills its clause (“好的好的，”).
_ASKED = re.compile("[来去要想再多该得可好能给先让]$")
_CLAUSE = re.compile("[，。！？；：、…—“”‘’（）《》,.!?;:()\\s]+")
#: Clauses of one length, of so many characters, are verse, which repeats what it likes.
_SHORTEST_LINE, _LONGEST_LINE = 4, 8
_AROUND = 8


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Name the place of each."""
    for paragraph in item.paragraphs:
        if _is_verse(paragraph.text):
            continue
        for place, end in _places(paragraph.text):
            around = paragraph.text[max(0, place - _AROUND) : end + _AROUND]
            message = _("In “%(title)s” a word stands twice: “…%(around)s…”.") % {
                "title": item.title, "around": around,
            }  # fmt: skip
            yield Finding("doubled", Level.WARN, message, item.position, around)


def _places(text: str) -> Iterator[tuple[int, int]]:
    for found in _CHARACTER.finditer(text):
        if not _fills_clause(text, found.start(), found[0][0]):
            yield found.span()
    for found in _WORD.finditer(text):
        word = found[1] or found[2]
        if not (
            _MEANT.match(word) or _is_asked(text, found) or _fills_clause(text, found.start(), word)
        ):
            yield found.span()


def _is_asked(text: str, found: re.Match[str]) -> bool:
    return bool(found[2] and _ASKED.search(text[: found.start()]))


def _fills_clause(text: str, start: int, word: str) -> bool:
    """Whether a clause says nothing but the word, again and again."""
    before = _CLAUSE.split(text[:start])[-1]
    clause = before + _CLAUSE.split(text[start:])[0]
    return not clause.replace(word, "")


def _is_verse(text: str) -> bool:
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    lengths = {len(clause) for clause in clauses}
    return (
        len(clauses) > 1 and len(lengths) == 1 and _SHORTEST_LINE <= lengths.pop() <= _LONGEST_LINE
    )
