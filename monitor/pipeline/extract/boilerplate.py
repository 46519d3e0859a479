"""Lines that stand in the article's box without being part of the article."""

from __future__ import annotations

import re

# Marks that lines are dressed with.
_OPEN = r"[\s\[【(（「*·▌●■◆>]*"
_CLOSE = r"[\s\]】）)>:：.。…]*"

#: Those who worked on the text, not those who wrote it.
_EDITORS = (
    "责任编辑|責任編輯|责编|编 辑|责任校对|校 对|审 核|初 审|复 审|终 审|一 审|二 审|三 审|监 制|"
    "总 监 制|值班编委|值班主任|流程编辑|执行主编|主 编|排 版|编 审|审 签"
)
#: What the text was called elsewhere, and where it was taken from.
_ORIGINS = "原标题|原题为?|标题|文章来源|本文来源|来源|稿源|信息来源|稿件来源|原文链接|转载自|转自"
#: Buttons, codes to scan, notes of the site: whole lines, with what may follow each.
_FURNITURE = (
    "分享(?:到|至|让更多人看到)?|打印|关闭(?:窗口|本页)?|纠错|收藏|点赞|在看|举报|图集|[+]1|查看更多|阅读全文",
    "返回(?:首页|顶部|列表|.{2,6}[，,]\\s*查看更多)|阅读原文|展开(?:全文|阅读全文)|加载(?:中|更多).{0,5}|正在加载.{0,6}",
    "字[号体].{0,12}|扫一扫.{0,30}|扫码.{0,20}|(?:用|打开)?微信扫.{0,40}|关注.{0,12}公众号.{0,20}",
    "打开.{0,12}(?:APP|客户端).{0,20}|点击(?:查看|进入|加载|展开|下载|播放|图片).{0,20}",
    "播放视频|play video|(?:我要|网友)?评论区?|已显示全部.{0,6}|转播到.{0,6}微博",
    "本文来自.{2,20}(?:下载|关注).{0,30}",
    "转载(?:请|时).{0,4}注明.{0,40}|[(（]?完[)）]?|-?\\s*the end\\s*-?",
)
#: Headings of what follows an article.
_AFTERMATH = (
    "(?:相关|推荐|延伸|拓展|更多|热门|精彩|往期|关联|猜你喜欢|大家都在看|为你推荐|最新)的?"
    "(?:阅读|新闻|快讯|消息|动态|报道|链接|推荐|文章|资讯|专题|内容|热点|回顾|评论|精彩|导读|视频|搜索|"
    "关键词)?"
    "\\s*(?:[:：】\\]>＞»]|$)",
    "[上下]一[篇条页]|阅读下一篇|跟贴|网友(?:跟贴|热评)|所属分类|文章标签|标签[:：]|关键词[:：]",
    "(?:特别|免责|版权|郑重|重要)声明|声明\\s*[:：]|版权所有",
    "本网站?声明|凡本网|以上内容.{0,20}用户上传",
)


def _spaced(words: str) -> str:
    """Let a space in the words stand for any white space, or none."""
    return words.replace(" ", r"\s*")


_NO_WORD = re.compile(r"[^\w.…。]+|_+")
_EDITOR_LINE = re.compile(
    rf"{_OPEN}(?:本文|本期)?(?:{_spaced(_EDITORS)})\s*[:：|丨｜/／\s].{{0,60}}"
    r"|[\[【(（].{0,30}(?:责任编辑|责编)\s*[:：].{0,30}[\]】)）]"
)
_ORIGIN_LINE = re.compile(rf"{_OPEN}(?:本文)?(?:{_ORIGINS})\s*[:：|丨｜《].{{0,80}}")
_FURNITURE_LINE = re.compile(rf"{_OPEN}(?:{'|'.join(_FURNITURE)}){_CLOSE}", re.IGNORECASE)
_AFTERMATH_LINE = re.compile(rf"{_OPEN}(?:{'|'.join(_AFTERMATH)})")


def is_boilerplate(text: str) -> bool:
    """Say whether a whole line is no part of an article: editors, buttons, codes to scan."""
    return any(
        pattern.fullmatch(text)
        for pattern in (_NO_WORD, _EDITOR_LINE, _ORIGIN_LINE, _FURNITURE_LINE)
    )


def ends_article(text: str) -> bool:
    """Say whether what follows from this line on is no longer the article."""
    return bool(_AFTERMATH_LINE.match(text))
