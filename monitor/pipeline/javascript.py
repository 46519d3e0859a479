"""What scripts hold as plain data: strings, and the values of variables. Nothing is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

#: Every alternative ends where the next may begin, an unclosed one too: reading takes linear time.
_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?)
    |(?P<passed>\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)
    |(?P<number>[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?)
    |(?P<name>[^\W\d][\w$]*+|\$[\w$]*+)
    |(?P<sign>[\[\]{}:,])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(.))", re.DOTALL
)
_SCRIPT = re.compile(r"<script\b([^<>]{0,500}+)>\s*+(?=[\[{])")
#: Places that are looked at for the data of one name.
_MOST_STARTS = 2
#: Lists and objects within each other, where JSON's own reader has given up.
_DEEPEST = 100
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_WORDS = {"true": "true", "false": "false", "null": "null", "undefined": "null", "NaN": "null"}


def strings(script: str) -> Iterator[str]:
    """Give the strings that a script holds, in its order."""
    for token in _TOKEN.finditer(script):
        if token["string"]:
            yield _unquoted(token["string"])


def variable(text: str, name: str) -> Any:  # noqa: ANN401 - whatever is assigned
    """Give the list or object assigned to a variable, or held by the script with this id.

    Raises:
        ValueError: there is none of this name, or it is not plain data.

    """
    found = [value(text, start) for start in islice(_starts(text, re.escape(name)), _MOST_STARTS)]
    if not found:
        raise ValueError(name)
    return next(filter(None, found), found[0])  # many are empty first, and filled later on


def _starts(text: str, name: str) -> Iterator[int]:
    """Give where a list or object begins that has this name, or is the script with this id."""
    assigned = re.compile(rf"(?<![\w$]){name}[\"']?\s{{0,9}}[=:]\s{{0,9}}(?=[\[{{])")
    yield from (found.end() for found in assigned.finditer(text))
    identified = re.compile(rf"\sid=[\"']?{name}(?:[\"'\s]|$)")
    yield from (tag.end() for tag in _SCRIPT.finditer(text) if identified.search(tag[1]))


def value(text: str, start: int = 0) -> Any:  # noqa: ANN401 - JSON may be anything
    """Give the list or object that begins here, in JSON or as scripts write it.

    Raises:
        ValueError: it is not plain data.

    """
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except RecursionError as error:
        raise ValueError(text[start : start + 20]) from error
    except ValueError:
        return _loads("".join(_json(text, start)))


def _loads(text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError(text[:20]) from error


def _json(text: str, start: int) -> Iterator[str]:
    """Give the tokens of one value as JSON has them."""
    depth, comma = 0, ""
    for token in _TOKEN.finditer(text, start):
        if token["passed"]:
            continue
        sign = token["sign"]
        if sign == ",":
            comma = ","  # held back: one before a closing bracket is not for JSON
            continue
        closes = sign in ("]", "}")
        yield _as_json(token) if closes else comma + _as_json(token)
        comma = ""
        depth += (sign in ("[", "{")) - closes
        if depth == 0:
            return
        if depth > _DEEPEST:
            raise ValueError(text[start : start + 20])


def _as_json(token: re.Match[str]) -> str:
    if token["string"]:
        return json.dumps(_unquoted(token["string"]))
    if token["number"]:
        return json.dumps(float(token["number"]) if not token[0].isdecimal() else int(token[0]))
    if token["name"]:
        return _WORDS.get(token[0]) or json.dumps(token[0])  # a key without quotes
    if token["sign"]:
        return token[0]
    raise ValueError(token[0])


def _unquoted(literal: str) -> str:
    inner = literal[1:-1] if len(literal) > 1 and literal[-1] == literal[0] else literal[1:]
    return _ESCAPE.sub(_character, inner) if "\\" in inner else inner


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if not code:
        return _LETTERS.get(escape[4], escape[4])
    number = int(code, 16)
    return chr(number) if number < 0x110000 else "\N{REPLACEMENT CHARACTER}"
