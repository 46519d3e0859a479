"""Pages that hold no article are refused with their reason; short news is not."""

import pytest

from monitor.pipeline.extract import ExtractionError, extract_page

NAV = "".join(f'<li><a href="/c{i}/">栏目名称{i}</a></li>' for i in range(12))
ROWS = "".join(
    f'<li><a href="/n/{i}.html">示例新闻标题，第{i}条</a>2024-03-25</li>' for i in range(15)
)
SUMMARIES = "".join(
    f'<div><h3><a href="/n/{i}.html">示例新闻标题，这是第{i}条新闻</a></h3>'
    f"<p>这是第{i}条新闻的摘要，说的是小学的热水，写得比较长，有几十个字，还有逗号和句号。</p></div>"
    for i in range(10)
)

GONE = "The page says that the article is not there (any more)."
CAPTCHA = "The page wants proof that a person asks (captcha)."
LOG_IN = "The page shows its text only after a log-in."
SCRIPTS = "The page shows its text only to browsers that run its scripts."
LIST = "The page is a list of articles, not an article."
NOTHING = "No article was found on the page."


def read(body, title="示例网"):
    page = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>"
        f"<ul class=menu>{NAV}</ul>{body}<p>主办单位：示例市政府 京ICP备0000号</p></body></html>"
    )
    return extract_page(page.encode(), "https://www.example.com/a/1.html")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<h1>404</h1><p>抱歉，您访问的页面不存在或者已被删除，请返回首页。</p>", GONE),
        ("<div><p>很抱歉，您要查看的内容已经下线啦，去首页看看吧！</p></div>", GONE),
        ("<h2>该内容已被发布者删除</h2>", GONE),
        ("<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p>", CAPTCHA),
        ("<p>您的访问过于频繁，请输入验证码后继续访问本站，谢谢配合。</p>", CAPTCHA),
        ("<h1>Just a moment...</h1><p>Checking your browser, please wait.</p>", CAPTCHA),
        ("<h2>用户登录</h2><p>请先登录，登录后可以查看全文内容，没有账号请注册。</p>", LOG_IN),
        ("<h1>示例市部署医疗服务</h1><p>订阅后可阅读全文，已订阅用户请登录。</p>", LOG_IN),
        ("<p>您的浏览器需要启用JavaScript才能正常显示本页内容，请检查设置。</p>", SCRIPTS),
        (f"<div>{SUMMARIES}</div>", LIST),
        (f"<ul>{ROWS}</ul>", LIST),
        (f"<ul>{ROWS * 3}</ul><p>示例网成立于一九九九年，竭诚为您服务，欢迎光临。</p>", LIST),
        ("", NOTHING),
    ],
)
def test_page_without_an_article_is_refused_with_its_reason(body, reason):
    with pytest.raises(ExtractionError) as refused:
        read(body)
    assert str(refused.value) == reason


def test_threads_of_a_forum_are_a_list():
    row = "<p><a href='/t/{}.html'>这里有一个讨论的题目，第{}个</a></p><p>作者，3天前回复。</p>"
    rows = "".join(row.format(i, i) for i in range(20))
    with pytest.raises(ExtractionError, match="list of articles"):
        read(f"<div><p>示例论坛，今日发帖八篇，欢迎参加讨论。</p>{rows}</div>")


def test_dated_news_that_lists_links_is_news():
    headline = "本周要闻一览：三所小学用上热水等"
    links = "".join(
        f"<li><a href='/n/{i}.html'>本周的要闻，这是第{i}条</a></li>" for i in range(20)
    )
    page = read(
        f"<h1>{headline}</h1><p>2024-03-25 来源：示例报</p>"
        f"<div><p>本周要闻如下，一共二十条。</p><ul>{links}</ul><p>以上是本周的要闻。</p></div>",
        title=headline,
    )
    assert page.title == headline


def test_news_about_captchas_and_log_ins_is_news():
    text = "示例市警方今天提醒，请勿向他人透露验证码，请先登录账户查看是否异常。"
    page = read(
        f"<h1>警方提醒：看好验证码</h1><p>2024-03-25 来源：示例报</p><div><p>{text}</p></div>"
    )
    assert page.body_text == text


def test_short_news_without_a_date_is_news():
    text = "示例市三所小学今天用上了太阳能热水，孩子们很高兴。"
    headline = "三所小学用上太阳能热水"
    page = read(f"<h1>{headline}</h1><div><p>{text}</p></div>", title=headline)
    assert (page.title, page.body_text) == (headline, text)
