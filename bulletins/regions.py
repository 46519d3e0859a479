"""Regions: which province a news item is about, by the places that it names first. Pure."""

from __future__ import annotations

import re

#: The provinces, and the cities whose names stand alone in headlines.
_PLACES = {
    "北京": "北京", "天津": "天津", "上海": "上海", "重庆": "重庆",
    "河北": "河北 石家庄 唐山 保定 雄安", "山西": "山西 太原 大同",
    "内蒙古": "内蒙古 呼和浩特 包头",
    "辽宁": "辽宁 沈阳 大连", "吉林": "吉林 长春", "黑龙江": "黑龙江 哈尔滨 大庆",
    "江苏": "江苏 南京 苏州 无锡 常州 徐州 南通 扬州",
    "浙江": "浙江 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 台州", "安徽": "安徽 合肥 芜湖 蚌埠",
    "福建": "福建 福州 厦门 泉州 三明 漳州", "江西": "江西 南昌 赣州 九江",
    "山东": "山东 济南 青岛 烟台 潍坊 临沂", "河南": "河南 郑州 洛阳 开封",
    "湖北": "湖北 武汉 宜昌 襄阳", "湖南": "湖南 长沙 株洲 湘潭 岳阳",
    "广东": "广东 广州 深圳 珠海 佛山 东莞 中山 惠州", "广西": "广西 南宁 桂林 柳州",
    "海南": "海南 海口 三亚", "四川": "四川 成都 绵阳 德阳", "贵州": "贵州 贵阳 遵义",
    "云南": "云南 昆明 大理", "西藏": "西藏 拉萨", "陕西": "陕西 西安 咸阳 宝鸡",
    "甘肃": "甘肃 兰州 天水", "青海": "青海 西宁", "宁夏": "宁夏 银川",
    "新疆": "新疆 乌鲁木齐 喀什", "香港": "香港", "澳门": "澳门", "台湾": "台湾 台北 高雄",
}  # fmt: skip
_PROVINCES = {name: province for province, names in _PLACES.items() for name in names.split()}
#: Longer names first; 南京路, 上海交通大学 and the like are about a place all the same.
_NAMES = re.compile("|".join(sorted(_PROVINCES, key=len, reverse=True)))


def region_of(*texts: str) -> str:
    """Give the province that is named first, text by text; empty: none is, so the whole country."""
    for text in texts:
        if found := _NAMES.search(text):
            return _PROVINCES[found[0]]
    return ""
