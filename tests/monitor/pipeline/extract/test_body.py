"""What belongs to the article and what does not, and the HTML that comes of it."""

import pytest

from monitor.pipeline.extract import ExtractionError, extract_page
from monitor.pipeline.extract.boilerplate import ends_article, is_boilerplate

FIRST = "这是测试用的第一段示例文字，说的是小学的热水，写得足够长。"
SECOND = "这是测试用的第二段示例文字，说的是水房的龙头，写得也够长。"


def read(body, head="<title>示例：水房里的热水</title>"):
    page = f"<html><head>{head}</head><body><h1>示例：水房里的热水</h1>{body}</body></html>"
    return extract_page(page.encode(), "https://www.example.com/a/1.html")


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：某某",
        "【责任编辑:某某】",
        "(责编：某某、某某)",
        "[作者: 某某 责任编辑: 某某 ]",
        "编 辑：某某",
        "（原标题：别的标题）",
        "原标题：别的标题",
        "本文来源：示例网 责任编辑：某某",
        "扫一扫在手机打开当前页",
        "分享到：",
        "【纠错】",
        "返回搜狐，查看更多",
        "转载请注明出处：示例网",
        "(本文来自示例新闻，更多资讯请下载“示例”APP)",
        "|",
    ],
)
def test_boilerplate_lines_are_known(line):
    assert is_boilerplate(line)
    assert read(f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{line}</p></div>").body_text == (
        f"{FIRST}\n{SECOND}"
    )


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑某某说，这本书编了三年，改了七遍。",
        "来源很多，去向也很多。",
        "分享是一种快乐，他这样说。",
        "编辑部里的灯一直亮到深夜。",
        "……",
        "相关部门表示，将于明年完工。",
    ],
)
def test_lines_of_the_text_are_kept(line):
    assert not is_boilerplate(line)
    assert not ends_article(line)


@pytest.mark.parametrize(
    "heading", ["相关新闻", "相关阅读：", "【延伸阅读】", "上一篇：别的", "版权声明："]
)
def test_what_follows_the_article_is_cut_off(heading):
    page = read(
        f"<div><p>{FIRST * 3}</p><p>{SECOND}</p><p>{heading}</p><p>别的文章，别的内容。</p></div>"
    )
    assert page.body_text == f"{FIRST * 3}\n{SECOND}"


def test_an_article_in_several_boxes_is_read_whole():
    page = read(f"<div><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div></div>")
    assert page.body_text == f"{FIRST}\n{SECOND}"


def test_a_lead_above_the_article_box_is_kept_once():
    lead = "核心提示：这是测试用的导语，它说的是全文的要点，下面不再重复它的话。"
    box = f"<div><p>{FIRST}</p><p>{SECOND}</p>" + f"<p>{SECOND}</p>" * 3 + "</div>"
    assert read(f"<div>{lead}</div>{box}").body_text.split("\n")[0] == lead
    assert read(f"<div>{FIRST}</div>{box}").body_text.count(FIRST) == 1


def test_a_form_around_the_whole_page_does_no_harm():
    assert read(f"<form><div><p>{FIRST}</p></div></form>").body_text == FIRST


def test_a_closing_tag_in_the_middle_does_not_end_the_page():
    assert read(f"</body></html><div><p>{FIRST}</p></div>").body_text == FIRST


def test_the_body_keeps_its_structure_in_few_elements():
    page = read(
        f"<div><h2>小标题</h2><p style=x>{FIRST}<b>粗<i>斜</i></b>H<sub>2</sub>O<br>{SECOND}</p>"
        "<ul><li>一，甲</li><li>二，乙</li></ul><blockquote><p>引文。</p></blockquote>"
        '<p>附件：<a href="/1.pdf">文件.pdf</a></p></div>'
    )
    assert page.body_html == "\n".join(
        [
            "<h2>小标题</h2>",
            f"<p>{FIRST}<strong>粗<em>斜</em></strong>H<sub>2</sub>O</p>",
            f"<p>{SECOND}</p>",
            "<ul>",
            "<li>一，甲</li>",
            "<li>二，乙</li>",
            "</ul>",
            "<blockquote>",
            "<p>引文。</p>",
            "</blockquote>",
            '<p>附件：<a href="https://www.example.com/1.pdf" rel="noopener nofollow">文件.pdf</a>'
            "</p>",
        ]
    )


def test_a_link_around_a_picture_leaves_no_empty_element():
    page = read(f"<div><p>{FIRST}<a href=/2.html><img src=/1.jpg></a>{SECOND}</p></div>")
    assert page.body_html == (
        f"<p>{FIRST}</p>\n"
        '<figure><img src="https://www.example.com/1.jpg" alt=""></figure>\n'
        f"<p>{SECOND}</p>"
    )


def test_a_caption_stays_with_its_picture():
    page = read(
        f"<div><p>{FIRST}</p><p><img src=1.jpg></p><p>图为示例水房。</p><p>{SECOND}</p></div>"
    )
    assert page.body_html == (
        f"<p>{FIRST}</p>\n"
        '<figure><img src="https://www.example.com/a/1.jpg" alt="图为示例水房。">'
        "<figcaption>图为示例水房。</figcaption></figure>\n"
        f"<p>{SECOND}</p>"
    )


def test_centred_paragraphs_are_no_captions_where_all_are_centred():
    centred = "<p align=center>{}</p>"
    page = read(
        "<div>" + "".join(map(centred.format, ["<img src=1.jpg>", FIRST, SECOND])) + "</div>"
    )
    assert page.images[0].caption == ""
    assert page.body_text == f"{FIRST}\n{SECOND}"


def test_a_page_of_links_is_no_article():
    links = "".join(f'<li><a href="/{i}">示例新闻标题，第{i}条</a> 3小时前</li>' for i in range(40))
    with pytest.raises(ExtractionError, match="list of articles"):
        read(f"<ul>{links}</ul>")
