"""An invented newsroom: news on health informatics, and what only looks like it.

Texts are words in no order, drawn anew for each: nothing can be learned by heart. The same seed
gives the same news. What makes the task as hard as life:

- most words of any text are common to all kinds, some belong to another kind than the text;
- tenders, job advertisements and praise of products hold more of the topic's words than news does;
- one piece of news in five holds none of them, and other texts mention them in passing;
- subjects and words come and go: what is news in the first month is told otherwise in the third.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from benchmarks._articles import Writer

#: What the newsroom watches: the words an editor would write down on the first day.
WORDS = (
    "电子病历", "互联互通", "医院信息化", "智慧医院", "互联网医院", "健康档案", "远程医疗",
    "医疗大数据", "检查检验结果互认", "信息系统", "信息中心", "医疗人工智能",
)  # fmt: skip
EXPRESSION = " 或 ".join(WORDS)

#: What news speaks of, in the order in which it comes up.
_SUBJECTS = [
    line.split()
    for line in """
    病历书写 结构化录入 病案质控 评级专家 临床数据中心 五级评审 医嘱闭环 病历共享
    影像云 重复检查 互认目录 胶片 跨院调阅 质控同质化 检验报告 影像归档
    线上复诊 处方流转 送药上门 图文问诊 号源池 实名就诊 在线支付 预约挂号
    居民健康卡 全民健康信息平台 随访 档案开放 区域平台 公卫数据 基层系统 一人一档
    医保电子凭证 移动支付 床旁结算 诊间结算 无感支付 一码通行 刷脸就医 窗口排队
    辅助诊断 结节识别 大模型导诊 智能预问诊 病历生成 算法备案 人机协同 训练语料
    数据要素 分级分类 隐私计算 可信空间 脱敏共享 授权运营 数据入表 数据治理
    物联网病房 智慧后勤 机器人配送 智能输液 数字孪生 能耗监测 一站式管理 院内导航
    远程会诊 医共体 县乡一体 心电中心 影像中心 专家在线 偏远乡镇 双向转诊
    成熟度测评 数据集标准 接口规范 共享文档 四级甲等 术语统一 主索引 标准符合性
    等级保护 勒索病毒 数据备份 应急切换 漏洞通报 安全运营 攻防演习 容灾
    按病种付费 分组器 编码映射 首页上传 结算清单 智能审核 费用预警 支付改革
    """.strip().splitlines()
]
_KINDS = {
    kind: words.split()
    for kind, words in {
        "news": """
            上线 打通 印发通知 考核 启用 覆盖全部科室 推进会 部署 统一标准 通报进展 试点
            卫生健康委 建设指南 验收 接口 平台 调阅 实时 汇聚 归集 便民 联网 升级 改造 流程再造
            数据共享 测评 全省 辖区 三级医院 基层 一体化 牵头 规范 监管 目录 协同 专班""",
        "health": """
            手术 患者康复 流感 疫苗接种 义诊 血压 血糖 科普讲座 糖尿病 新院区 床位 急诊 营养
            饮食 护理 竞赛 筛查 临床试验 不良反应 睡眠门诊 献血 康复科 腰椎 儿科 肿瘤 化疗
            门诊量 专家团队 心脏 罕见病 微创 移植 中药 针灸 体检 慢病 感染 发热 孕产妇 心理""",
        "industry": """
            智慧城市 交通信号 算法 手机客户端 数字人民币 芯片 处理器 算力 公共数据 气象 融资
            估值 工业互联网 工厂 设备故障 电商 直播带货 智慧课堂 运营商 基站 无人驾驶 试乘
            数据安全法 违规应用 开源 操作系统 开发者 软件园 大模型 云计算 服务器 人工智能
            物联网 平台 数据共享 升级 接口 上线""",
        "tender": """
            招标公告 预算金额 采购人 采购内容 软硬件 维保 投标人 独立承担民事责任 联合体
            招标文件 售价 截止时间 开标地点 逾期 评标办法 综合评分 技术部分 商务部分 中标候选人
            公示期 异议 业绩证明 供应商 资格审查 履约保证金 包号 最高限价 接口 平台 建设 改造
            验收""",
        "job": """
            公开招聘 工作人员 应聘者 本科以上学历 周岁 优先 工作经历 薪酬 五险一金 食宿
            个人简历 学历证书 身份证 邮箱 笔试 面试 试用期 劳动合同 报名表 岗位 编制 计算机专业
            运维 资格审查 体检 服务器""",
        "advertising": """
            领军品牌 匠心 解决方案 赋能 数字化转型 好评 创始人 深耕 赛道 标杆 售后服务
            最具影响力 市场占有率 遥遥领先 扫码 客服 白皮书 名额有限 展台 签约金额 代理商
            合作共赢 客户 产品线 全栈 国产化 荣获 发布会 一体化 平台 大模型 智能 升级""",
        "civic": """
            经济工作会议 重点项目 老旧小区 马拉松 选手 环保督察 举报电话 招商 签约 高速公路
            通车 丰收节 农产品 养老服务 社区食堂 供暖 物业 垃圾分类 河长 文旅 景区 非遗 学校
            交通 消防 就业 防汛 文明 部署 推进会 统一标准 专班 辖区 考核 试点""",
    }.items()
}
#: Made-up words that each kind has besides; they are the rarer ones.
_RARE = 120
#: How often each kind comes in, news on the topic first.
_SHARES = {
    "news": 15, "health": 30, "industry": 18, "tender": 6, "job": 4, "advertising": 8, "civic": 19,
}  # fmt: skip
#: How many of the topic's words a text of a kind holds, by chance.
_MENTIONS = {
    "news": (0, 1, 2, 2, 3), "tender": (1, 2, 2), "job": (0, 1, 1), "advertising": (0, 1, 2, 3),
    "health": (0,) * 5 + (1, 2), "industry": (0,) * 6 + (1,), "civic": (0,) * 11 + (1,),
}  # fmt: skip
#: Share of a text's words that belong to its kind, and that belong to another; from, to.
_OWN, _OTHER = (0.04, 0.16), (0.0, 0.08)
#: How many subjects, and which part of a kind's words, are current; after how many texts they move.
_SUBJECTS_AT_A_TIME, _PART_AT_A_TIME, _TURN = 4, 0.6, 60


@dataclass(frozen=True)
class News:
    """One text, and what it is."""

    title: str
    text: str
    kind: str

    @property
    def is_wanted(self) -> bool:
        """Whether the editors want it."""
        return self.kind == "news"


class Newsroom:
    """Writes what comes in, one after the other."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._writer = Writer(seed)
        common, rest = self._writer.words[:2000], iter(self._writer.words[2000:])
        self._common = [word for word in common if word not in WORDS]
        self._subjects = self._random.sample(_SUBJECTS, len(_SUBJECTS))
        self._vocabulary = {
            kind: self._random.sample(words, len(words)) + list(islice(rest, _RARE))
            for kind, words in _KINDS.items()
        }
        self._written = 0

    def incoming(self, count: int) -> Iterator[News]:
        """Write so many texts."""
        for _number in range(count):
            kind = self._random.choices(list(_SHARES), list(_SHARES.values()))[0]
            yield self._write(kind)
            self._written += 1

    def _write(self, kind: str) -> News:
        words = self._words(kind)
        title = "".join(self._random.sample(words, 6))
        self._random.shuffle(words)
        lines = [words[start : start + 10] for start in range(0, len(words), 10)]
        return News(title, "".join("".join(line) + "。" for line in lines), kind)

    def _words(self, kind: str) -> list[str]:
        count = self._random.randint(60, 250)
        own = int(count * self._random.uniform(*_OWN)) + 2
        strange = int(count * self._random.uniform(*_OTHER))
        other = self._random.choice(list(_KINDS))
        return [
            *self._random.sample(WORDS, self._random.choice(_MENTIONS[kind])),
            *self._drawn(self._vocabulary[kind], own),
            *self._drawn(self._vocabulary[other], strange),
            *self._subject(kind),
            *(word for word in self._writer.draw(count) if word not in WORDS),
        ]

    def _subject(self, kind: str) -> list[str]:
        """Words of a subject: in news some, in the sales of it one or two, elsewhere seldom one."""
        start = self._written // _TURN
        at = (start + self._random.randrange(_SUBJECTS_AT_A_TIME)) % len(self._subjects)
        most = {"news": 4, "tender": 2, "job": 1, "advertising": 2}.get(kind, 0)
        by_chance = int(not most and self._random.random() < 0.2)
        return self._random.sample(self._subjects[at], self._random.randint(0, most) or by_chance)

    def _drawn(self, vocabulary: Sequence[str], count: int) -> list[str]:
        """Draw words of the part that is current, the first of them most often."""
        part = int(len(vocabulary) * _PART_AT_A_TIME)
        start = self._written // _TURN
        return [
            vocabulary[(start + int(part * self._random.random() ** 2)) % len(vocabulary)]
            for _number in range(count)
        ]
