"""Made-up issues of a wanted size, with pictures."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from benchmarks._prose import paragraphs
from bulletins.rendering.document import Document, DocumentItem, Masthead

_DAY = date(2026, 3, 27)
_MASTHEAD = Masthead("示例周报", "示例中心", "示例", "示例网站", "来源")


def made_up(articles: int, length: int, pictures: tuple[str, ...] = ()) -> Document:
    """Give an issue of so many articles of so many paragraphs, of four lines each on average."""
    texts = paragraphs(articles * length)
    items = tuple(
        DocumentItem(
            number, f"样例标题之{number}", "示例网", f"https://news.example/{number}.html", _DAY,
            _body(texts[(number - 1) * length : number * length], pictures[number - 1 :: articles]),
        )
        for number in range(1, articles + 1)
    )  # fmt: skip
    return Document(_MASTHEAD, 1, _DAY, _DAY, _DAY, items)


def draw_pictures(count: int, folder: Path) -> tuple[str, ...]:
    """Draw photographs of a usual size, store them as intake does, and give their addresses."""
    return tuple(_draw(number, folder) for number in range(count))


def _draw(number: int, folder: Path) -> str:
    noise = Image.effect_noise((160, 100), 30 + number).resize((1600, 1000)).convert("RGB")
    file = BytesIO()
    noise.save(file, "JPEG", quality=80)
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    path = folder / digest[:2] / f"{digest}.jpg"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(file.getvalue())
    return f"/pictures/{digest}.jpg"


def _body(texts: list[str], pictures: tuple[str, ...]) -> str:
    figures = (
        f'<figure><img src="{src}" alt="样例"><figcaption>样例图</figcaption></figure>'
        for src in pictures
    )
    first, *others = (f"<p>{text}</p>" for text in texts)
    return "".join((first, *figures, *others))
