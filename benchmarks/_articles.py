"""Articles made up for measuring: Chinese in its lengths and frequencies, the same for each seed.

Words are drawn by Zipf's law from a vocabulary of 30,000: most have two characters, the commonest
are the real ones; the rest are put together of the 3,755 characters of GB 2312's first level, whose
own frequencies follow Zipf's law too. Nothing of it is news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

#: Real words in the places where they stand in texts on health informatics, the commonest first.
_COMMON = """
    的 和 在 了 是 医院 医疗 信息 服务 患者 对 将 与 为 健康 建设 平台
    数据 实现 管理 系统 卫生 等 有 中 通过 信息化 工作 互联网 发展 推进
    医生 国家 提供 进行 电子病历 医保 “互联网+” 推动 智慧医院 开展 检查
    远程医疗 智能 基层 结果互认 全国 完善 应用 医 互联互通 就诊 挂号 5G
    HIS 预约 家庭医生 影像 诊疗 共享 人工智能 AI 大数据 PACS 覆盖
    医共体 远程会诊 便民 LIS CT 区域 省级 健康档案 标准 安全 DRG 云
    试点 卫生健康委 分级诊疗 互联网医院 隐私 ICD-10 检验 处方流转 药品
"""
_VOCABULARY = 30_000
#: How many words have one to four characters.
_LENGTHS, _LENGTH_WEIGHTS = (1, 2, 3, 4), (4, 68, 14, 14)
_CHARACTERS_PER_TEXT, _SHORTEST = 700, 120
_MARKS, _MARK_WEIGHTS = "，。、；：", (55, 30, 9, 3, 3)


@dataclass(frozen=True)
class MadeUp:
    """One article."""

    title: str
    text: str


class Writer:
    """Writes articles; ``words`` are those it knows, the commonest first."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self.words = list(dict.fromkeys([*_COMMON.split(), *islice(self._made_up(), _VOCABULARY)]))
        # Zipf and Mandelbrot: the offset keeps the first words from filling the whole text.
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def articles(self, count: int) -> Iterator[MadeUp]:
        """Write so many articles."""
        for _number in range(count):
            title = "".join(self.draw(self._random.randint(5, 14)))
            # Lengths spread as news does: many short ones, a few long.
            length = self._random.lognormvariate(0, 0.6) * _CHARACTERS_PER_TEXT * 0.835
            yield MadeUp(title, self._text(max(_SHORTEST, int(length))))

    def draw(self, count: int) -> list[str]:
        """Give so many words as they come in a text."""
        return self._random.choices(self.words, cum_weights=self._weights, k=count)

    def _text(self, length: int) -> str:
        pieces: list[str] = []
        written = 0
        while written < length:
            piece = "".join(self.draw(self._random.randint(3, 9))) + self._mark()
            pieces.append(piece)
            written += len(piece)
        return "".join(pieces)

    def _mark(self) -> str:
        mark = self._random.choices(_MARKS, _MARK_WEIGHTS)[0]
        return f"{mark}\n" if mark == "。" and self._random.random() < 0.25 else mark

    def _made_up(self) -> Iterator[str]:
        rows = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
        characters = [row.decode("gb2312") for row in rows if row < b"\xd7\xfa"]
        self._random.shuffle(characters)
        weights = list(accumulate(1 / (rank + 30) for rank in range(len(characters))))
        while True:
            length = self._random.choices(_LENGTHS, _LENGTH_WEIGHTS)[0]
            yield "".join(self._random.choices(characters, cum_weights=weights, k=length))
