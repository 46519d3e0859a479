"""A made-up issue: long title, long address, picture, table, list, quotes, rare characters."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from bulletins.rendering.document import Document, DocumentItem, Masthead

MASTHEAD = Masthead(
    title="全国卫生信息化舆情监测周报",
    organisation="示例市卫生健康大数据中心",
    topic_phrase="卫生健康大数据与政策研究",
    scope_phrase="全国主流媒体及政府网站",
    source_label="来源",
)

PARAGRAPH = (
    "<p>（示例稿件）城南区卫生健康局宣布，全区 23 家社区卫生服务中心全部接入电子健康档案平台。"
    "项目负责人说：“过去靠病人带着纸袋子跑，现在打开屏幕就能看到。”平台自2025年3月上线以来，"
    "累计调阅 41.6 万次，HL7 FHIR 接口让“检查检验结果互认”落到了实处，医生喆某、㛃某参与试点。</p>"
)
TABLE = (
    "<table><caption>表1 接入情况</caption><tr><th>区</th><th>机构数</th></tr>"
    "<tr><td>城南区</td><td>23</td></tr></table>"
)
LISTS = "<ul><li>统一标识</li><li>分级授权</li></ul><blockquote><p>示例引文。</p></blockquote>"

LONG_URL = (
    "https://news.example.com/content/2024-03/27/" + "content_17630273_" * 8 + "end.html?id=1&a=2"
)


def sample_document(*bodies: str, number: int | None = 568) -> Document:
    """Give an issue with one item for each body."""
    return Document(
        masthead=MASTHEAD,
        number=number,
        issue_date=date(2024, 3, 29),
        window_start=date(2024, 3, 23),
        window_end=date(2024, 3, 29),
        items=tuple(_item(position, body) for position, body in enumerate(bodies, start=1)),
    )


def rich_document(pictures: Path) -> Document:
    """Give an issue of three items with all that a body may hold, and store its pictures."""
    wide = store_picture(pictures, (1200, 700), "jpg")
    tall = store_picture(pictures, (500, 1500), "png")
    document = sample_document(
        PARAGRAPH * 3 + _figure(wide) + "<h2>小标题</h2>" + PARAGRAPH * 3,
        PARAGRAPH + TABLE + LISTS + _figure(tall) + PARAGRAPH * 4,
        PARAGRAPH * 6,
    )
    first, second, third = document.items
    long_title = "“让数据多跑路、患者少跑路” 一项信息互联标准体系研究助力跨省就诊信息共享"
    return replace(document, items=(replace(first, title=long_title, url=LONG_URL), second, third))


def store_picture(
    pictures: Path, size: tuple[int, int], extension: str, *, mode: str = "RGB"
) -> str:
    """Draw a picture of one colour, store it as intake does, and give its address."""
    buffer = BytesIO()
    image = Image.new("RGBA", size, (40, 90, 140, 120)).convert(mode)
    image.save(buffer, {"jpg": "JPEG", "png": "PNG"}[extension])
    digest = hashlib.sha256(buffer.getvalue()).hexdigest()
    path = pictures / digest[:2] / f"{digest}.{extension}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())
    return f"/pictures/{path.name}"


def _figure(src: str) -> str:
    return (
        f'<figure><img src="{src}" alt="示例图"><figcaption>示例图：平台首页</figcaption></figure>'
    )


def _item(position: int, body: str) -> DocumentItem:
    return DocumentItem(
        position=position,
        title=f"示例标题之{position}",
        source_name="示例网",
        url=f"https://news.example.com/{position}.html",
        published_on=date(2024, 3, 25) + timedelta(position),
        body_html=body,
    )
