"""The one guarded way out: everything that the server fetches passes through here."""

from monitor.net.addresses import check_address
from monitor.net.fetching import Headers, Response, fetch

__all__ = ["Headers", "Response", "check_address", "fetch"]
