"""Robots: a site's robots.txt is read once a day and obeyed (RFC 9309).

It holds for pages of articles and lists. Feeds and sitemaps are published for programs, and a
page's pictures belong to the page; what a person asks for by hand is theirs to ask.
"""

from __future__ import annotations

import time
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from protego import Protego

from monitor.errors import AddressError, DisallowedError, FetchError
from monitor.models import Host
from monitor.net import fetch

#: As much is read of it as the RFC asks for at least.
MAX_BYTES = 500 * 1024
#: Seconds between two requests that a site may ask for; more counts as so many.
LONGEST_DELAY = 60.0
_KEPT = timedelta(days=1)
#: A site whose robots.txt cannot be had is asked for it again after so long.
_CLOSED = timedelta(hours=1)


def obey_robots(host: Host, url: str, *, allow_private: bool = False) -> None:
    """Heed the robots.txt of the host whose turn is held; read it before, if that is due.

    What is read stands on ``host`` and is stored when the turn ends: no row is touched here.

    Raises:
        DisallowedError: programs are not allowed to read the address.
        FetchError: the robots.txt cannot be had just now, which forbids everything for now.

    """
    if not is_known(host):
        read_robots(host, url, allow_private=allow_private)
        time.sleep(settings.MONITOR_PAUSE)  # that was a request, too
    if host.is_closed:
        raise FetchError(
            _("The site's robots.txt cannot be had just now; its pages are not read until then."),
            not_before=host.robots_until,
        )
    if not _rules(host.robots).can_fetch(url, _program()):
        raise DisallowedError


def is_known(host: Host) -> bool:
    """Say whether the host's robots.txt was read lately enough."""
    return host.robots_until is not None and host.robots_until > timezone.now()


def read_robots(host: Host, url: str, *, allow_private: bool = False) -> None:
    """Read the robots.txt beside an address, or learn that there is none; note it on ``host``."""
    text = _text(urljoin(url, "/robots.txt"), allow_private)
    host.is_closed, host.robots = text is None, text or ""
    host.robots_until = timezone.now() + (_CLOSED if host.is_closed else _KEPT)
    delay = _rules(host.robots).crawl_delay(_program()) or 0
    host.crawl_delay = min(max(delay, 0), LONGEST_DELAY)


def store_robots(host: Host) -> None:
    """Keep what was read of a host's robots.txt."""
    fields = ("is_closed", "robots", "robots_until", "crawl_delay")
    Host.objects.filter(pk=host.pk).update(**{name: getattr(host, name) for name in fields})


def _text(url: str, allow_private: bool) -> str | None:
    """Give its text, empty if there is none; None if the server cannot say."""
    try:
        answer = fetch(url, allow_private=allow_private, max_bytes=MAX_BYTES, cut=True)
    except FetchError:
        return None
    except AddressError:  # it leads astray; what is asked for is checked by itself
        return ""
    if answer.status >= 500 or answer.status == 429:
        return None
    return answer.body.decode("utf-8", "replace").replace("\0", "") if answer.status == 200 else ""


@lru_cache(maxsize=32)
def _rules(text: str) -> Protego:
    return Protego.parse(text.removeprefix("\ufeff"))


def _program() -> str:
    """The program's name, as a robots.txt would call it."""
    return str(settings.MONITOR_USER_AGENT).partition("/")[0]
