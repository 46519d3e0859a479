"""Lines that stand in the article's box without being part of the article."""

from __future__ import annotations

import re

_OPEN = r"^[\s\[【（(〔「*·▌●■◆>]*"

_NO_WORD = re.compile(r"[^\w.…。]+|_+")
# Who edited the text, not who wrote it.
_EDITOR = re.compile(
    _OPEN
    + r"(?:本文|本期)?(?:责任编辑|責任編輯|责编|编\s*辑|责任校对|校\s*对|审\s*核|初\s*审|复\s*审|终\s*审|"
    r"一审|二审|三审|监\s*制|总监制|值班编委|值班主任|流程编辑|执行主编|主\s*编|排\s*版|编审|审\s*签)"
    r"\s*[:：|丨｜/／\s].{0,60}$"
)
# What the text was called elsewhere, and where it came from.
_ORIGIN = re.compile(
    _OPEN + r"(?:本文)?(?:原标题|原题|原题为|标题|文章来源|本文来源|来源|稿源|信息来源|"
    r"稿件来源|原文链接|"
    r"转载自|转自)\s*[:：|丨｜《].{0,80}$"
)
_FURNITURE = re.compile(
    _OPEN + r"(?:分享(?:到|至|让更多人看到)?|打印|关闭(?:窗口|本页)?|纠错|收藏|点赞|在看|举报|"
    r"返回(?:首页|顶部|"
    r"列表|搜狐.*)|字号.{0,12}|字体.{0,12}|阅读原文|扫一扫.{0,30}|扫码.{0,20}|微信扫.{0,30}|用微信扫.{0,40}|"
    r"打开.{0,12}(?:APP|app|客户端).{0,20}|点击(?:查看|进入|加载|展开|下载|播放|图片).{0,20}|展开(?:全文|阅读全文)|"
    r"转载(?:请|时).{0,4}注明.{0,40}|关注.{0,12}公众号.{0,20}|查看更多|阅读全文|加载(?:中|更多).{0,5}|播放视频|play video|评论(?:区)?|我要评论|网友评论|"
    r"已显示全部|转播到腾讯微博|正在加载.{0,6}|图集|\+1|（?完）?|\(完\)|-?\s*the end\s*-?)[\s\]】）)>.。…]*$",
    re.IGNORECASE,
)
# From these words on, the rest of the box is about something else.
_END = re.compile(
    _OPEN + r"(?:(?:相关|推荐|延伸|拓展|更多|热门|精彩|往期|关联|猜你喜欢|大家都在看|为你推荐|最新)"
    r"(?:的)?(?:阅读|新闻|报道|链接|推荐|文章|资讯|专题|内容|热点|回顾|评论|精彩|导读|视频|搜索|关键词)?"
    r"\s*(?:[:：】\]>＞»]|$)|上一[篇条页]|下一[篇条页]|(?:特别|免责|版权|郑重|重要)声明|"
    r"声明\s*[:：]|版权所有|本网(?:站)?声明|凡本网|以上内容.{0,20}用户上传|跟贴|网友(?:跟贴|热评)|所属分类|文章标签|标签[:：]|关键词[:：]"
    r"|阅读下一篇)"
)


def is_editor_line(text: str) -> bool:
    """Say whether the line names editors, proof-readers or supervisors."""
    return bool(_EDITOR.match(text))


def is_boilerplate(text: str) -> bool:
    """Say whether the whole line is furniture: editors, original title, buttons, codes to scan."""
    return bool(
        _NO_WORD.fullmatch(text)
        or _EDITOR.match(text)
        or _ORIGIN.match(text)
        or _FURNITURE.match(text)
    )


def ends_article(text: str) -> bool:
    """Say whether what follows from this line on is no longer the article."""
    return bool(_END.match(text))
