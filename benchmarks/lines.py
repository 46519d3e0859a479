"""How well lines are set: ``./run bench lines [--lines N] [ISSUE.json …]``.

Made-up prose with every mark (``_prose.py``), and issues that ``manage.py render_issue N --format
json --output ISSUE.json`` wrote, are laid out as for the PDF; what came out is measured.
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path

from benchmarks._line_quality import LineQuality, measure
from benchmarks._print_samples import made_up
from bulletins.rendering.document import Document
from bulletins.rendering.look import Layout, Look

_HEADERS = (
    "text", "layout", "lines", "full", "flush %", "widest gap pt", "over 2 pt",
    "lonely endings", "wrong starts", "wrong ends", "lines on full pages",
)  # fmt: skip


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("issues", nargs="*", type=Path, metavar="ISSUE.json")
    parser.add_argument("--lines", type=int, default=10_000)
    options = parser.parse_args()
    os.environ.setdefault("ZHOUBAO_SECRET_KEY", "for-this-run-only")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from content.tables import table

    texts = {"made up": made_up(1, options.lines // 4)}
    texts |= {
        path.stem: Document.from_json(json.loads(path.read_text())) for path in options.issues
    }
    rows = [_row(name, text, layout) for name, text in texts.items() for layout in Layout]
    print(table(_HEADERS, rows))


def _row(name: str, text: Document, layout: Layout) -> list[object]:
    found = quality(replace(text, look=Look(layout)))
    flush = 100 * (1 - len(found.ragged) / max(found.full, 1))
    return [
        name, layout.value, found.lines, found.full, f"{flush:.1f}", f"{found.widest_gap:.2f}",
        len(found.wide), len(found.lonely), len(found.bad_starts), len(found.bad_ends),
        ", ".join(map(str, sorted(set(found.page_lines)))),
    ]  # fmt: skip


def quality(text: Document) -> LineQuality:
    """Measure an issue; Django must be set up."""
    from django.conf import settings

    from bulletins.rendering.html import render_html

    return measure(render_html(text), Path(settings.PICTURES_DIR))


if __name__ == "__main__":
    main()
