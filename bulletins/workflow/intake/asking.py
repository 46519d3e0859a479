"""Asking monitoring for what comes by hand, and for what it knows of outlets."""

from __future__ import annotations

from bulletins.workflow.errors import NotReadyError
from content.hosts import hosts_in
from content.pictures import UnusablePictureError
from monitor import receiving
from monitor.errors import MonitorError
from monitor.models import Entry, Source
from monitor.pasting import keep_pasted


def outlet_hosts() -> dict[str, tuple[str, ...]]:
    """Give the hosts that belong to each known outlet, by its name."""
    known = Source.objects.exclude(hosts="").values_list("name", "hosts")
    return {name.split("·")[0]: hosts_in(hosts) for name, hosts in known}


def fetch_picture(address: str) -> str:
    """Fetch a picture of the web; gives the address of our copy.

    Raises:
        NotReadyError: it cannot be had, or is no picture.

    """
    try:
        return receiving.receive_picture(address)
    except (MonitorError, UnusablePictureError) as error:
        raise NotReadyError(str(error)) from error


def keep_text(title: str, body_html: str, body_text: str) -> Entry:
    """Have a text that came by hand kept as an entry."""
    return keep_pasted(title, body_html, body_text)
