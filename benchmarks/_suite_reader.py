"""The process that reads feeds of the suites: a path a line in, a line of JSON out.

While a feed is read, every attempt to open a file, reach a host or start a program is noted; code
that Python itself loads does not count.
"""

from __future__ import annotations

import json
import resource
import sys
import sysconfig
import time
from io import BytesIO
from pathlib import Path

import django
from django.conf import settings

settings.configure(USE_TZ=True, TIME_ZONE="Asia/Shanghai", USE_I18N=False)
django.setup()

import feedparser  # noqa: E402 - Django must be set up before

from monitor.errors import ParseError  # noqa: E402 - as above
from monitor.pipeline.parse import found_items, read_feed  # noqa: E402 - as above

_MEMORY = 1024**3
_URL = "http://feed.example/feed.xml"
_CODE = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib"))
_NOTED = ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system")


class Watch:
    """Notes what is reached for while it is on."""

    def __init__(self) -> None:
        self.is_on = False
        self.noted: list[str] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.is_on or event not in _NOTED:
            return
        if not str(arguments[0]).startswith(_CODE):
            self.noted.append(f"{event} {arguments[0]}"[:200])


def read(path: Path, watch: Watch) -> dict[str, object]:
    """Give the numbers of items that we and feedparser find, and how it went."""
    body = path.read_bytes()
    watch.noted.clear()
    watch.is_on = True
    begun = time.process_time()
    items, error = 0, ""
    try:
        told = read_feed(body, _URL)
        items = len(told)
        found_items(told, _URL)
    except ParseError as refusal:
        error = str(refusal)
    except Exception as fault:  # noqa: BLE001 - which is what is looked for
        error = f"CRASH {fault!r}"
    seconds = time.process_time() - begun
    watch.is_on = False
    peer = len(feedparser.parse(BytesIO(body)).entries)
    return {
        "items": items, "peer": peer, "error": error, "seconds": seconds, "reached": watch.noted,
    }  # fmt: skip


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    watch = Watch()
    for line in sys.stdin:
        print(json.dumps(read(Path(line.rstrip("\n")), watch)), flush=True)
