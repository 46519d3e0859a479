"""Every picture of a screen stands in the documents, and every one that stands there is there."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

_DOCS = Path(settings.BASE_DIR) / "docs"
_MOST_BYTES = 60_000


def test_screens_are_shown_and_small() -> None:
    taken = {path.name: path.stat().st_size for path in (_DOCS / "pictures/screens").iterdir()}
    shown = set(re.findall(r"\(pictures/screens/(\S+)\)", (_DOCS / "screens.md").read_text()))
    guided = re.findall(r"\(pictures/screens/(\S+)\)", (_DOCS / "editors-guide.zh.md").read_text())
    assert shown == set(taken)
    assert set(guided) <= set(taken)
    assert {name: size for name, size in taken.items() if size > _MOST_BYTES} == {}
