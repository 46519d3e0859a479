"""Made-up Chinese prose with every mark that a news text may hold; the same for the same seed."""

from __future__ import annotations

from random import Random

_HAN = (
    "全区社区卫生服务中心接入电子健康档案平台居民在哪里就诊都能调阅负责人表示过去靠病人带着纸袋"
    "现在打开屏幕就看到检查检验结果互认落到实处医生认为下一步应当把慢性随访疫苗种与家庭约放"
)
_LATIN = (
    "AI", "CT", "MRI", "HL7", "FHIR", "5G", "COVID-19", "HIMSS", "Epic", "WeChat", "DeepSeek",
    "Transformer", "information", "interoperability", "telemedicine", "Internet", "App", "V2.0",
    "https://news.example.cn/2026/03/t20260327_2024.html", "Mini Program",
)  # fmt: skip
_NUMBERS = ("3", "23", "2025年3月", "41.6", "98.5%", "1,234.56", "10∶30", "3.5‰", "36℃", "7×24")
_AFTER = ("，", "，", "，", "、", "；", "：", "——", "……", "·", "")
_ENDS = ("。", "。", "！", "？", "……", "！”", "。）")
_PAIRS = ("“”", "‘’", "（）", "《》", "〈〉", "「」", "『』", "【】", "〔〕", "()")


def paragraphs(count: int, seed: int = 2024) -> list[str]:
    """Give so many paragraphs, of four lines on average."""
    random = Random(seed)
    return [_paragraph(random) for _number in range(count)]


def _paragraph(random: Random) -> str:
    return "".join(_sentence(random) for _number in range(random.randint(1, 4)))


def _sentence(random: Random) -> str:
    clauses = [_clause(random) + random.choice(_AFTER) for _number in range(random.randint(1, 4))]
    return "".join(clauses) + _words(random) + random.choice(_ENDS)


def _clause(random: Random) -> str:
    words = _words(random)
    kind = random.random()
    if kind < 0.25:
        pair = random.choice(_PAIRS)
        return f"{words}{pair[0]}{_words(random)}{pair[1]}"
    if kind < 0.3:
        return f"{words}“{_words(random)}（《{_words(random)}》）”"
    if kind < 0.45:
        return f"{words}{random.choice(_LATIN)}{_words(random)}"
    if kind < 0.6:
        return f"{words} {random.choice(_NUMBERS)} {_words(random)}"
    return words


def _words(random: Random) -> str:
    return "".join(random.choices(_HAN, k=random.randint(2, 9)))
