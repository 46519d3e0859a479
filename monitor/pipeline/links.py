"""Links: plain ones told from others, and all brought to one spelling.

Nearly all are plain: absolute, and canonical but for the order of their arguments and the fragment.
For these the answers of the libraries are known without asking, which takes ten times as long.
"""

from __future__ import annotations

import re

from w3lib.url import canonicalize_url

_WORD = r"[\w.~-]"
_PLAIN = re.compile(
    rf"(https?://(?:[a-z0-9-]{{1,60}}+\.){{1,4}}+[a-z]{{1,20}}+(?:/(?!\.){_WORD}*+)++)"
    rf"(?:\?({_WORD}++={_WORD}*+(?:&{_WORD}++={_WORD}*+)*+))?+(?:\#{_WORD}++)?+",
    re.ASCII,
)
_PLAIN_LENGTH = 1000


def is_plain(link: str) -> bool:
    """Whether a link is its own address, complete, and of the kind that may be fetched."""
    return len(link) <= _PLAIN_LENGTH and _PLAIN.fullmatch(link) is not None


def canonical(url: str) -> str:
    """Give the one spelling of an address: sorted arguments, no fragment, as w3lib gives it.

    What is no address has no other spelling.
    """
    if not (plain := _PLAIN.fullmatch(url)):
        try:
            return canonicalize_url(url)
        except ValueError:
            return url
    page, query = plain.groups()
    if not query:
        return page
    arguments = sorted(argument.partition("=") for argument in query.split("&"))
    return f"{page}?{'&'.join(map(''.join, arguments))}"
