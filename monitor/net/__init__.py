"""The one guarded way out: everything that the server fetches passes through here."""

from monitor.net.addresses import check_address
from monitor.net.fetching import Response, fetch

__all__ = ["Response", "check_address", "fetch"]
