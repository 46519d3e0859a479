"""A made-up press: stories with their reprints, and texts that only look like reprints.

Every sentence is invented. The same seed gives the same press.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

#: Sentences of one paragraph; an article is a list of them.
Paragraphs = list[list[str]]

_SYLLABLES = "安平宁远清河海林山阳云丰泰和永兴金华青龙石泉春明长乐南溪东江北湖西岭松柏竹梅兰桂"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹"
_GIVEN = "文武志强建国小红丽华秀英伟敏静军洋勇艳杰娟涛明超霞刚平辉鹏玉兰飞鑫波斌宇浩凯"
#: Words by kind; a line begins with the kind.
_VOCABULARY = """
bodies 卫生健康委员会 中心医院 疾病预防控制中心 医疗保障局 大数据管理局 人民医院 中医院 妇幼保健院
bodies 社区卫生服务中心 信息中心 急救中心 血液中心 医科大学 卫生学校 药品检验所
things 电子病历 检查结果 预约挂号 影像资料 处方流转 健康档案 远程会诊 家庭病床 疫苗接种 慢病随访
things 医保结算 检验报告 手术排程 床位调度 药品配送 急救调度 体检数据 转诊平台 护理记录 互联网诊疗
things 智能导诊 病理切片 院内物流 公共卫生数据 基层门诊 中药煎配 康复训练 母婴保健 献血预约
things 用药提醒 病案首页 心电监测 胸痛救治 卒中登记 肿瘤筛查 老年照护 口腔义诊 眼病普查 心理热线
things 营养指导
verbs 打通 整合 试行 推广 升级 改造 评估 完善 建成 启用 规范 优化 核查 公布 调整 扩大 引入 对接
verbs 验收 部署 梳理 补齐 开放 精简 统一 检修 延长 合并 细化 复核
effects 群众少跑路 排队时间明显缩短 重复检查逐步减少 医生填表的负担轻了 偏远乡镇也能看上专家号
effects 费用清单一目了然 急诊衔接更加顺畅 误差比过去小得多 投诉量连续下降 老人不用手机也能办理
effects 药品短缺得到缓解 数据口径终于一致 病人等床的日子少了 夜间也有人值守 转运途中就能会诊
effects 账目每天都能对上 家属可以随时查询进度 设备闲置的情况不再常见 基层医生敢接诊了
effects 随访不再靠纸条
ways 分三步走的办法 先易后难的次序 财政补助加自筹的方式 专班督办的制度 每周通报的做法
ways 第三方测评的结果 医联体牵头的模式 试点带动的路子 政府采购的程序 错峰切换的安排
ways 双轨运行的过渡期 实名登记的要求 分级授权的规则 专家评议的意见 群众评议的打分 异地备份的方案
whens 去年秋天 今年年初 上个月 春节以前 汛期过后 暑假期间 这个季度 入冬以来 年底之前 半年以后
whens 最近几周 三年之内 开学以前 国庆前后 清明时节 夜班时段
critics 不过也有人担心 一位老病人却说 同行提醒 审计人员指出 村医反映 护士们坦言 统计人员发现
critics 技术人员解释 家住附近的居民说 参加座谈的代表建议 旁听的学生问道 退休职工回忆
doubts 接口标准还不够细 旧设备的数据难以迁移 培训跟不上会留下隐患 维护经费没有着落
doubts 网络中断时缺少预案 隐私保护的边界要说清楚 乡镇一级人手仍然不足 老系统什么时候停用没有说法
doubts 考核指标定得过死 厂商更换频繁会伤筋动骨 口音重的老人用不惯语音 两套表格并行反而添乱
"""


def _words(kind: str) -> list[str]:
    lines = (line.split() for line in _VOCABULARY.splitlines() if line)
    return [word for first, *words in lines if first == kind for word in words]


_BODIES = _words("bodies")
_THINGS = _words("things")
_VERBS = _words("verbs")
_EFFECTS = _words("effects")
_WAYS = _words("ways")
_WHENS = _words("whens")
_CRITICS = _words("critics")
_DOUBTS = _words("doubts")
_NOTICE = (
    "本文内容仅供读者参考，不构成任何诊疗建议，身体不适请及时前往正规医疗机构就诊，切勿自行用药。",
    "凡注明来源为本站的稿件，版权均属本站所有，转载请保留出处和作者姓名，并不得改动标题与原意。",
    "本栏目长期征集基层见闻，来稿请附姓名、单位和联系电话，一经采用即付稿酬，来稿恕不退还原件。",
    "欢迎拨打热线反映身边的就医难题，我们将派记者核实，并把办理结果在一周之内答复给来电的读者。",
    "以上信息由各区上报汇总，个别数字可能随复核情况作出更正，最终结果以年度公报所载的数据为准。",
    "下载客户端可以查看完整图表与往期专题，首次登录的用户还能领取三个月的会员服务和电子日历一份。",
)


@dataclass(frozen=True)
class Sample:
    """One article: which story it truly is, which series it belongs to, and how it was changed."""

    story: int
    series: int | None
    kind: str
    title: str
    body: str
    hour: float


class Press:
    """Writes articles."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)

    # --- Words ----------------------------------------------------------------------------------

    def place(self) -> str:
        pick = self.random.choice
        return pick(_SYLLABLES) + pick(_SYLLABLES) + pick("市县区镇州")

    def person(self) -> str:
        pick = self.random.choice
        return pick(_SURNAMES) + pick(_GIVEN) + pick(_GIVEN)

    def number(self) -> str:
        size = self.random.choice((10, 100, 1000, 10000))
        number = self.random.randint(2, size)
        return (
            f"{number}.{self.random.randint(1, 9)}" if self.random.random() < 0.3 else str(number)
        )

    def cast(self) -> dict[str, str]:
        """Give who and what an article is about."""
        pick = self.random.choice
        place = self.place()
        return {
            "place": place, "other": self.place(), "body": place + pick(_BODIES),
            "body2": pick(_BODIES), "person": self.person(), "person2": self.person(),
            "thing": pick(_THINGS), "thing2": pick(_THINGS),
        }  # fmt: skip

    def sentence(self, cast: dict[str, str]) -> str:
        """Give a sentence with the cast's names and words of its own."""
        pick = self.random.choice
        words = cast | {
            "verb": pick(_VERBS), "verb2": pick(_VERBS), "effect": pick(_EFFECTS),
            "way": pick(_WAYS), "when": pick(_WHENS), "critic": pick(_CRITICS),
            "doubt": pick(_DOUBTS), "any": pick(_THINGS), "any2": pick(_THINGS),
            "n": self.number(), "m": self.number(), "where": self.place(), "who": self.person(),
        }  # fmt: skip
        return pick(_PATTERNS).format(**words)

    def article(self, cast: dict[str, str], sentences: int) -> Paragraphs:
        """Give paragraphs of two to four sentences."""
        paragraphs: Paragraphs = []
        while sentences > 0:
            size = min(self.random.randint(2, 4), sentences)
            paragraphs.append([self.sentence(cast) for _ in range(size)])
            sentences -= size
        return paragraphs

    def original(self, cast: dict[str, str] | None = None) -> Paragraphs:
        """Give a new article: one in six is short news of 100 to 250 characters."""
        short = self.random.random() < 1 / 6
        sentences = self.random.randint(4, 8) if short else self.random.randint(12, 40)
        return self.article(cast or self.cast(), sentences)

    # --- Changes --------------------------------------------------------------------------------

    def changed(self, text: Paragraphs, kind: str) -> Paragraphs:
        """Give a reprint that was changed in one way."""
        return _CHANGES[kind](self, [list(paragraph) for paragraph in text])

    def same_title(self, text: Paragraphs) -> Paragraphs:
        return text

    def cut_lead(self, text: Paragraphs) -> Paragraphs:
        return text[1:] if len(text) > 2 else text

    def add_editor(self, text: Paragraphs) -> Paragraphs:
        note = [f"编者按：{self.sentence(self.cast())}", self.sentence(self.cast())]
        return [note, *text, [f"（责任编辑：{self.person()}）"]]

    def truncate(self, text: Paragraphs) -> Paragraphs:
        sentences = [sentence for paragraph in text for sentence in paragraph]
        kept = sentences[: max(3, int(len(sentences) * self.random.uniform(0.45, 0.8)))]
        return [kept, ["全文请见原网页。"]]

    def merge(self, text: Paragraphs) -> Paragraphs:
        size = max(2, sum(map(len, text)) // 2)
        return [*text, *self.article(self.cast(), size)]

    def punctuate(self, text: Paragraphs) -> Paragraphs:
        table = str.maketrans("，。：（）0123456789", ",.:()０１２３４５６７８９")
        return [[f" {sentence.translate(table)}" for sentence in paragraph] for paragraph in text]

    def reorder(self, text: Paragraphs) -> Paragraphs:
        self.random.shuffle(text)
        return text

    def reword(self, text: Paragraphs) -> Paragraphs:
        def reworded(sentence: str) -> str:
            for _ in range(max(1, len(sentence) // 25)):
                at = self.random.randrange(len(sentence))
                if not sentence[at].isdigit():
                    sentence = sentence[:at] + self.random.choice(_GIVEN) + sentence[at + 1 :]
            return sentence

        return [[reworded(sentence) for sentence in paragraph] for paragraph in text]

    def abridge(self, text: Paragraphs) -> Paragraphs:
        kept = [
            [sentence for sentence in paragraph if self.random.random() > 0.3] for paragraph in text
        ]
        return kept if any(kept) else text[:1]

    def leave_over(self, text: Paragraphs) -> Paragraphs:
        notice = self.random.choice(_NOTICE)
        return [["首页 > 新闻 > 正文", "字号：大 中 小"], *text, [notice, "上一篇 下一篇"]]

    def redate(self, text: Paragraphs) -> Paragraphs:
        day = self.random.randint(1, 28)
        text[0].insert(
            0, f"{self.place()}{self.random.randint(1, 12)}月{day}日电（记者{self.person()}）"
        )
        return text

    # --- The press ------------------------------------------------------------------------------

    def samples(self, count: int) -> list[Sample]:
        """Give so many articles in the order of their appearance, a little disturbed."""
        found: list[Sample] = []
        for story in self._stories():
            found.extend(story)
            if len(found) >= count:
                break
        return sorted(found[:count], key=lambda sample: sample.hour)

    def _stories(self) -> Iterator[list[Sample]]:
        story = 0
        while True:
            draw = self.random.random()
            if draw < 0.02:
                batch = self._series(story)
            elif draw < 0.07:
                batch = self._same_event(story)
            elif draw < 0.12:
                batch = self._with_boilerplate(story)
            else:
                batch = self._reprinted(story, self.original(), None, self._copies())
            yield batch
            story = max(sample.story for sample in batch) + 1

    def _copies(self) -> int:
        draw = self.random.random()
        if draw < 0.5:
            return 0
        return (
            self.random.randint(30, 60) if draw > 0.997 else self.random.choice((1, 1, 2, 3, 5, 8))
        )

    def _reprinted(
        self,
        story: int,
        text: Paragraphs,
        series: int | None,
        copies: int,
        hour: float | None = None,
    ) -> list[Sample]:
        hour = self.random.uniform(0, 8000) if hour is None else hour
        found = [self._sample(story, series, "original", text, hour)]
        for _ in range(copies):
            kinds = [self.random.choice(list(_CHANGES))]
            if self.random.random() < 0.25:
                kinds.append(self.random.choice(list(_CHANGES)))
            changed = text
            for kind in kinds:
                changed = self.changed(changed, kind)
            # One copy in twenty or so is found before the original.
            later = hour + self.random.expovariate(1 / 20) - 1
            found.append(self._sample(story, series, kinds[0], changed, later))
        return found

    def _sample(
        self, story: int, series: int | None, kind: str, text: Paragraphs, hour: float
    ) -> Sample:
        title = f"{self.place()}{self.random.choice(_VERBS)}{self.random.choice(_THINGS)}"
        body = "\n".join("".join(paragraph) for paragraph in text if paragraph)
        return Sample(story, series, kind, title, body, hour)

    def _series(self, story: int) -> list[Sample]:
        """Reports in fixed words, with other figures each time; some are reprinted."""
        cast, start = self.cast(), self.random.uniform(0, 7000)
        words = self.random.sample(_THINGS, self.random.randint(4, 9))
        rest = [
            [sentence for sentence in paragraph if not any(map(str.isdigit, sentence))]
            for paragraph in self.article(cast, self.random.randint(0, 3))
        ]
        found: list[Sample] = []
        for member in range(self.random.choice((6, 10, 20, 40))):
            month, day = 1 + member // 28 % 12, 1 + member % 28
            lines = [
                f"{cast['body']}通报，{month}月{day}日0时至24时，全{cast['place'][-1]}情况如下。"
            ]
            lines += [
                f"新增{word}{self.number()}例，累计{self.number()}例，比前一日多{self.number()}例。"
                for word in words
            ]
            text = [*(lines[at : at + 2] for at in range(0, len(lines), 2)), *rest]
            copies = self.random.choice((0, 0, 0, 1, 2))
            found += self._reprinted(story + member, text, story, copies, start + 24 * member)
        return found

    def _same_event(self, story: int) -> list[Sample]:
        """Two or three outlets write of one event in words of their own, with one quotation."""
        cast, hour = self.cast(), self.random.uniform(0, 8000)
        quotation = self.sentence(cast)
        found = []
        for number in range(self.random.choice((2, 3))):
            text = self.original(cast)
            text[-1].append(quotation)
            found += self._reprinted(story + number, text, None, self.random.choice((0, 1)), hour)
        return found

    def _with_boilerplate(self, story: int) -> list[Sample]:
        """A short text above the long notice that all pages of an outlet carry."""
        text = self.article(self.cast(), self.random.randint(3, 8))
        notices = self.random.sample(_NOTICE, self.random.choice((1, 2)))
        return self._reprinted(story, [*text, notices], None, self.random.choice((0, 0, 1)))


_PATTERNS = (
    "{when}，{body}{verb}{thing}，采用{way}，{effect}。",
    "“{effect}，”{person}说，{thing}的{verb}还要继续。",
    "{critic}，{doubt}，{place}应当{verb}{any}再{verb2}{thing2}。",
    "记者在{where}看到，{who}正用{any}，{effect}。",
    "据介绍，{place}{when}投入{n}万元{verb}{thing2}，覆盖{m}家单位。",
    "{body2}的{person2}认为，{doubt}，关键在于{verb}{any}。",
    "按照{way}，{other}将在{when}{verb}{thing}与{any2}。",
    "数据显示，{when}{thing}使用{n}人次，{effect}。",
    "{who}家住{where}，{when}第一次用上{any}，觉得{effect}。",
    "{person}表示，{place}不会因为{doubt}就停下{verb}{thing}。",
    "{critic}：{doubt}。",
    "{other}也派人到{place}学习，想把{any}和{thing2}一并{verb}。",
    "从{where}到{other}，{any2}的{verb}花了{n}天，{effect}。",
    "{body}{verb2}了{any}的流程，{way}由此定了下来。",
    "眼下，{thing}已经{verb}，{any2}还在{verb2}，{person2}为此跑了{n}趟{where}。",
    "谈到{any}，{who}直言{doubt}，{when}才有转机。",
    "{when}召开的会上，{body}与{body2}商定{way}，由{who}负责{verb}{thing2}。",
    "有了{way}，{where}的{any}{effect}，{any2}也在{verb}。",
)  # fmt: skip

_CHANGES: dict[str, Callable[[Press, Paragraphs], Paragraphs]] = {
    "other title": Press.same_title,
    "cut lead": Press.cut_lead,
    "editor's lines": Press.add_editor,
    "truncated": Press.truncate,
    "merged": Press.merge,
    "punctuation": Press.punctuate,
    "other order": Press.reorder,
    "reworded": Press.reword,
    "abridged": Press.abridge,
    "leftovers": Press.leave_over,
    "dateline": Press.redate,
}
#: The eleven kinds of change.
KINDS = tuple(_CHANGES)
