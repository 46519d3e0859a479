"""Addresses with blanks: ``{query}`` for a keyword, ``{page}`` and ``{page-1}`` for a page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

QUERY = "{query}"
MOST_KEYWORDS = 50
LONGEST_KEYWORD = 100

_PAGE, _PAGE_FROM_ZERO = "{page}", "{page-1}"


def with_query(template: str, keyword: str, charset: str) -> str:
    """Put a keyword into an address, its bytes in the charset percent-encoded."""
    return template.replace(QUERY, quote(keyword.encode(charset, "ignore"), safe=""))


def with_page(template: str, number: int) -> str:
    """Put the number of a page, the first being 1, into an address."""
    return template.replace(_PAGE, str(number)).replace(_PAGE_FROM_ZERO, str(number - 1))


def has_page(text: str) -> bool:
    """Say whether a text has a blank for the number of a page."""
    return _PAGE in text or _PAGE_FROM_ZERO in text


def keywords_in(text: str) -> tuple[str, ...]:
    """Give the keywords that stand one a line, each once and in their order."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))


def keyword_after(keywords: Sequence[str], last: str) -> str:
    """Give the keyword whose turn it is; empty if there are none."""
    if not keywords:
        return ""
    return keywords[(keywords.index(last) + 1) % len(keywords) if last in keywords else 0]


def validate_query_address(url: str) -> None:
    """Refuse an address without a place for the keyword behind its host.

    Raises:
        ValidationError: with what to do.

    """
    host, _slash, rest = url.partition("://")[2].partition("/")
    if QUERY not in rest or QUERY in host:
        raise ValidationError(
            _("Put {query} into the address, where a search has its keyword."), code="query"
        )


def validate_keywords(text: str) -> None:
    """Refuse a search without keywords, or with too many or too long ones.

    Raises:
        ValidationError: with what to do.

    """
    keywords = keywords_in(text)
    if not keywords:
        raise ValidationError(_("A search needs keywords, one a line."), code="keywords")
    if len(keywords) > MOST_KEYWORDS or max(map(len, keywords)) > LONGEST_KEYWORD:
        raise ValidationError(
            _("A search takes at most %(count)d keywords of %(length)d characters."),
            params={"count": MOST_KEYWORDS, "length": LONGEST_KEYWORD},
            code="keywords",
        )


def validate_page_address(text: str) -> None:
    """Refuse an address of further pages without a place for their number.

    Raises:
        ValidationError: with what to do.

    """
    if text and not has_page(text):
        raise ValidationError(
            _("Put {page} into the address of further pages, where their number stands."),
            code="page",
        )
