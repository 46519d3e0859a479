"""Sample list pages, written for these tests after the ways in which Chinese sites build theirs."""

from __future__ import annotations

TITLES = (
    "示例市三家医院实现检查结果互认",
    "示例省推进电子病历互联互通",
    "样例县建成基层卫生信息平台",
    "示例区发布互联网医院管理办法",
    "样例医院上线影像云服务",
    "示例市开展医疗数据安全检查",
)
NAV = "".join(
    f'<li><a href="/{path}/">{label}</a></li>'
    for path, label in (
        ("", "首页"), ("jg", "机构概况"), ("xw", "新闻中心"), ("zw", "政务公开"),
        ("fw", "政务服务"), ("hd", "互动交流"), ("zt", "专题专栏专区"),
    )
)  # fmt: skip


def numbered(row: str) -> str:
    """Give one row for each title: {n}, {title}, {day}."""
    return "".join(
        row.format(n=20260 + number, title=title, day=f"2026-11-{18 - number:02d}")
        for number, title in enumerate(TITLES)
    )


def page(body: str) -> str:
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>样例</title></head><body>
    <div class="header"><ul class="nav">{NAV}</ul></div>{body}
    <div class="footer"><ul><li><a href="http://a.example/">友情链接样例网站一</a></li>
    <li><a href="http://b.example/">友情链接样例网站二</a></li>
    <li><a href="http://c.example/">友情链接样例网站三</a></li></ul></div></body></html>"""


GOVERNMENT = page(
    '<div class="con"><ul class="zx_list">'
    + numbered('<li><a href="/xw/t{n}.html" title="{title}">{title}</a><span>{day}</span></li>')
    + "</ul></div>"
)
SPLIT = page(
    '<div class="list_box"><ul>'
    + numbered(
        '<li><a href="./t{n}.shtml">{title}</a> <span class="time">{day}</span></li>'
    ).replace("</li>", "</li></ul><ul>", 3)
    + '</ul></div><div class="page"><a href="2.html">下一页</a></div>'
)
TABLE = page(
    '<table width="90%"><tr><td><table class="tb">'
    + numbered('<tr><td>·<a href="show.asp?id={n}">{title}</a></td><td>[{day}]</td></tr>')
    + "</table></td></tr></table>"
)
PICTURE_FIRST = page(
    '<div id="feed">'
    + numbered(
        '<div class="item"><a href="/a/{n}.html" class="pic"><img src="{n}.jpg"></a>'
        '<h3><a href="/a/{n}.html">{title}</a></h3><p>样例摘要。</p>'
        '<div class="info"><a href="/u/1/">作者样例甲乙丙丁戊己庚</a><i>{day}</i></div></div>'
    )
    + "</div>"
)
WHOLE_ROW = page(
    '<section class="news">'
    + numbered(
        '<a class="card" href="/news/{n}"><h4>{title}</h4><p>样例摘要：{title}的经过与下一步打算，'
        "详见正文，这里只是摘要。</p><em>{day}</em></a>"
    )
    + "</section>"
)
DATE_IN_TITLE = page(
    '<ul class="list">'
    + numbered(
        '<li><a href="/yq/{n}.html">2025年1月8日：{title}</a><span class="rq">{day}</span></li>'
    )
    + "</ul>"
)
UNNAMED = page(
    "<div><div>" + numbered('<p><a href="/art/{n}">{title}</a> {day}</p>') + "</div></div>"
)
FRONT = page(
    '<div class="hot"><ul>'
    + numbered('<li><a href="/hot/{n}.html">{title}回顾</a></li>')
    + '</ul></div><div class="main"><div class="news_list"><ul>'
    + numbered('<li><a href="/xw/{n}.html">{title}</a><span>{day}</span></li>')
    + '</ul></div><div class="tz_list"><ul>'
    + numbered('<li><a href="/tz/{n}.html">关于{title}的通知</a><span>{day}</span></li>')
    + "</ul></div></div>"
)
NO_LIST = page("<p>请打开脚本以浏览本网站。</p><div id=app></div>")
IN_SCRIPT = page(
    '<div id="list"><script type="text/xml"><datastore><recordset>'
    + numbered(
        '<record><![CDATA[<li><a href="/art/{n}.html">{title}</a><span>{day}</span></li>]]>'
        "</record>"
    )
    + "</recordset></datastore></script></div>"
)
