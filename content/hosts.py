"""Host names: which of them belong to an outlet. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.utils.translation import gettext as _

#: Endings under which everybody may have a name: whoever is named so owns nothing below it.
_SHARED = frozenset(
    {"ac.cn", "com.cn", "edu.cn", "gov.cn", "mil.cn", "net.cn", "org.cn", "com.hk", "co.uk"}
)
_is_name = DomainNameValidator(accept_idna=False)


def host_of(url: str) -> str:
    """Give the host of an address as :func:`belongs` compares it; empty if it names none."""
    try:
        return _comparable(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def hosts_in(text: str) -> tuple[str, ...]:
    """Give the host names that stand one a line, comparable, each once and in their order."""
    return tuple(dict.fromkeys(filter(None, map(_comparable, text.splitlines()))))


def belongs(host: str, hosts: Iterable[str]) -> bool:
    """Whether a host is one of the hosts or a subdomain of one; an empty one belongs to nobody.

    A shared ending such as gov.cn stands for itself alone: an own site of that name is not the
    owner of all the others.
    """
    name = _comparable(host)
    return any(
        name == own or (own not in _SHARED and "." in own and name.endswith(f".{own}"))
        for own in map(_comparable, hosts)
        if own
    )


def validate_hosts(text: str) -> None:
    """Refuse lines that are no host names, and endings that everybody shares.

    Raises:
        ValidationError: with the line and the reason.

    """
    for name in hosts_in(text):
        try:
            _is_name(name)
        except ValidationError as error:
            raise ValidationError(
                _("“%(line)s” is not a host name, such as “www.example.cn”."),
                params={"line": name}, code="host",
            ) from error  # fmt: skip
        if name in _SHARED:
            raise ValidationError(
                _("Many outlets have names under “%(line)s”: give this one's own."),
                params={"line": name}, code="shared",
            )  # fmt: skip


def _comparable(name: str) -> str:
    """Give a name in lower case and the letters of the protocol, without ``*.`` and last dot."""
    plain = name.strip().lower().strip("*.")
    try:
        return plain.encode("idna").decode("ascii") if not plain.isascii() else plain
    except UnicodeError:
        return plain
