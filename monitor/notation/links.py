"""Links that count: hosts and paths, one a line, as robots.txt writes paths (RFC 9309, 2.2.3).

``www.example.cn/news/`` is everything there, ``/art/*_1.html$`` such pages on any host.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.hosts import belongs, host_of, hosts_in, validate_hosts

_SCHEME = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class _Rule:
    host: str
    path: str

    def fits(self, host: str, path: str) -> bool:
        return (not self.host or belongs(host, [self.host])) and _fits(path, self.path)


def links_that_count(text: str) -> LinkRules:
    """Give the rules that stand one a line."""
    return LinkRules(tuple(_rule(line) for line in text.split("\n") if line.strip()))


@dataclass(frozen=True)
class LinkRules:
    """Which links count; without any rule all do."""

    rules: tuple[_Rule, ...] = ()

    def allow(self, url: str) -> bool:
        """Say whether a link fits one of the rules."""
        if not self.rules:
            return True
        parts = urlsplit(url)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        return any(rule.fits(host_of(url), path) for rule in self.rules)


def validate_links(text: str) -> None:
    """Refuse lines that begin with neither a host nor a path.

    Raises:
        ValidationError: with the line and the reason.

    """
    for rule in links_that_count(text).rules:
        if rule.host:
            _validate_host(rule.host)


def _validate_host(host: str) -> None:
    if len(hosts_in(host)) != 1:
        raise ValidationError(
            _("“%(line)s” is neither a host nor a path that begins with /."),
            params={"line": host}, code="link",
        )  # fmt: skip
    validate_hosts(host)


def _rule(line: str) -> _Rule:
    host, slash, path = _SCHEME.sub("", line.strip()).partition("/")
    return _Rule(host, slash + path)


def _fits(path: str, pattern: str) -> bool:
    """Match by finding part after part: no pattern can make it slow."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = others.pop() if whole and others else None
    for part in others:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if last is not None:
        return len(path) - len(last) >= place and path.endswith(last)
    return not whole or place == len(path)
