"""place: the name of two places, with nothing in the text to tell which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

#: Districts and counties that several cities or provinces have.
_SHARED = {
    "朝阳": ("北京", "辽宁", "长春"), "通州": ("北京", "南通"),
    "鼓楼": ("南京", "福州", "徐州", "开封"),
    "和平": ("天津", "沈阳"), "河东": ("天津", "临沂"), "长安": ("西安", "石家庄", "东莞"),
    "西湖": ("杭州", "南昌"), "普陀": ("上海", "舟山"), "宝山": ("上海", "双鸭山", "保山"),
    "南山": ("深圳", "鹤岗"), "青山": ("武汉", "包头"), "江北": ("重庆", "宁波"),
    "白云": ("广州", "贵阳"), "城关": ("兰州", "拉萨"), "铁西": ("沈阳", "鞍山", "四平"),
    "桥西": ("石家庄", "邢台", "张家口"), "海州": ("连云港", "阜新"), "东湖": ("武汉", "南昌"),
}  # fmt: skip
_PLACE = re.compile(rf"({'|'.join(_SHARED)})(?:区|县|市)")


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Ask which, unless the text, the outlet or its site names one of the larger places."""
    text = f"{item.title}\n{item.source_name}\n{item.text}"
    for name in dict.fromkeys(_PLACE.findall(text)):
        if not any(larger in text for larger in _SHARED[name]):
            message = _("“%(name)s” in “%(title)s” may lie in %(places)s.") % {
                "name": name, "title": item.title, "places": "、".join(_SHARED[name]),
            }  # fmt: skip
            yield Finding("place", Level.HINT, message, item.position, name)
