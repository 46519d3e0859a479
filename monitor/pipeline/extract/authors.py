"""Who worked on the text: authors, reporters, correspondents, photographers, editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.names import is_person, may_be_person
from monitor.pipeline.extract.page import Author

#: What is looked at of the text's beginning and end (characters).
_ENDS = 150

#: A longer line (characters) is no line of names.
_LONGEST_LINE = 80

#: People of one text that are kept.
_MOST = 20

_ROLES = {
    "editor": "责任编辑|責任編輯|责编|责任编委|执行主编|主编|编辑|編輯",
    "correspondent": "特约通讯员|通讯员|通訊員",
    "photographer": "摄影(?:报道|记者)?|图片|供图|[图摄](?=[/／|｜丨])",
    "reporter": "(?:首席|见习|实习|特约|全媒体|特派)?[记記]者",
    "author": "作\\s*者|撰文|撰稿(?:人)?|执笔|文字|文(?=\\s*[/／|｜丨:：])",
}
_ROLE = "|".join(f"(?P<{role}>{words})" for role, words in _ROLES.items())
_NAME = (
    r"[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,12}|[\u4e00-\u9fff]{2,4}?|"
    r"[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+){1,3}"
)
_END = rf"(?=$|[\s、，,;；)）】\]/／|｜丨。·&和]|{'|'.join(_ROLES.values())}|报道|整理|摄)"
_CREDIT = re.compile(
    rf"(?:{_ROLE})\s*(?P<colon>[:：/／|｜丨]?)\s*(?P<names>(?:{_NAME}){_END}"
    rf"(?:[\s、，,/&和]+(?!(?:{'|'.join(_ROLES.values())}))(?:{_NAME}){_END})*)"
)
_EACH = re.compile(rf"(?:{_NAME}){_END}")
_BRACKETS = re.compile(r"[（(【\[][^）)】\]]{2,60}[）)】\]]")


def find_authors(lines: Iterable[str], body_text: str, metadata: Metadata) -> tuple[Author, ...]:
    """Give the people that the page names, each once a role, in the page's order.

    ``lines`` are those around the article; of the text itself only brackets at its beginning and
    end count, and its last line. The metadata is asked when nobody else is named as author.
    """
    named = [line for line in lines if len(line) <= _LONGEST_LINE]
    named += _BRACKETS.findall(body_text[:_ENDS]) + _BRACKETS.findall(body_text[-_ENDS:])
    found = dict.fromkeys(author for line in named for author in _named(line))
    if not any(author.role != "editor" for author in found):
        stated = [metadata.first("author", "article:author"), *metadata.values("author")]
        known = {author.name for author in found}
        people = (name for name in stated if is_person(name) and name not in known)
        found |= dict.fromkeys(Author("author", name) for name in people)
    return tuple(found)[:_MOST]


def _named(line: str) -> Iterator[Author]:
    for match in _CREDIT.finditer(line):
        role = next(role for role in _ROLES if match[role])
        for name in _EACH.findall(match["names"]):
            if is_person(name) or (match["colon"] and may_be_person(name)):
                yield Author(role, name)
