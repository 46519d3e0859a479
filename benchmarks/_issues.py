"""A year's made-up issues: texts of common characters, drawn by a seed, and pictures."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from bulletins.rendering.document import Document, DocumentItem, Masthead

_MASTHEAD = Masthead("卫生信息化舆情监测周报", "示例市卫生健康信息中心", "卫生信息化",
                     "全国主流媒体及政府网站", "来源")  # fmt: skip
_FIRST = date(2026, 1, 9)
#: Characters of GB2312's first level, the commonest 3,755.
_COMMON = [
    bytes([row, cell]).decode("gb2312")
    for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) if (row, cell) < (0xD7, 0xFA)
]  # fmt: skip


def made_issue(number: int, pictures: Path, *, items: int = 12, paragraphs: int = 3) -> Document:
    """Give an issue of some 13 pages with three pictures, which are stored in the folder."""
    chance = random.Random(number)
    day = _FIRST + timedelta(weeks=number - 1)
    return Document(
        masthead=_MASTHEAD,
        number=number,
        issue_date=day,
        window_start=day - timedelta(days=6),
        window_end=day,
        items=tuple(
            _item(position, day, paragraphs, chance, pictures) for position in range(1, items + 1)
        ),
    )


def _item(
    position: int, day: date, paragraphs: int, chance: random.Random, pictures: Path
) -> DocumentItem:
    body = "".join(f"<p>{_sentences(chance)}</p>" for _ in range(paragraphs))
    if position % 4 == 0:
        src = _stored_picture(chance, pictures)
        body += f'<figure><img src="{src}" alt="示例图"><figcaption>示例图</figcaption></figure>'
    outlet = f"示例{chance.choice('健康卫生科技经济')}报"
    url = f"https://news.example.com/{day:%Y/%m/%d}/{chance.randrange(10**8)}.html"
    return DocumentItem(position, _words(chance, 18), outlet, url, day, body)


def _sentences(chance: random.Random) -> str:
    return "".join(f"{_words(chance, 14)}，{_words(chance, 12)}。" for _ in range(3))


def _words(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_COMMON, k=length))


def _stored_picture(chance: random.Random, pictures: Path) -> str:
    noise = Image.frombytes("L", (64, 40), chance.randbytes(64 * 40))
    target = BytesIO()
    photo = noise.resize((1280, 800), Image.Resampling.BICUBIC).convert("RGB")
    photo.save(target, "JPEG", quality=60)
    digest = hashlib.sha256(target.getvalue()).hexdigest()
    path = pictures / digest[:2] / f"{digest}.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(target.getvalue())
    return f"/pictures/{path.name}"
