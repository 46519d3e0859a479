"""Names of people, told from names of outlets by their surnames."""

from __future__ import annotations

import re

from monitor.pipeline.extract.spacing import words

#: Surnames of nearly all Han Chinese, the commonest first, then those of two characters.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛闫雷段史陶龙黎贺顾毛郝龚邵万覃武钱戴严莫孔"
    "向汤常温康施文牛樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关焦左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴"
    "霍涂成苗谷盛曲翁冉骆蓝游辛靳柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄"
    "窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池"
    "查麻苑迟邝俞封楚揭闻阎"
)
_PERSON = re.compile(
    rf"(?:欧阳|上官|司马|诸葛|令狐|司徒|皇甫|东方|慕容|端木|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}"
    r"|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,12}"
)
_NOBODY = words(
    "网络 网友 本站 佚名 未知 匿名 记者 编辑 作者 原创 转载 责任 官方 综合 整理 管理员 小编 无"
)
_OFFICE = re.compile(r".*[网报社台刊号院局委厅部会馆司频道]")


def may_be_person(name: str) -> bool:
    """Say whether a name that a label announces may be that of a person, a pen name included."""
    return name not in _NOBODY and not _OFFICE.fullmatch(name)


def is_person(name: str) -> bool:
    """Say whether a name looks like that of a person: a surname, and one or two characters."""
    return bool(_PERSON.fullmatch(name)) and not _OFFICE.fullmatch(name)
