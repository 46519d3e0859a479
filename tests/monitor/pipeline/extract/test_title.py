"""The headline among headings, logos and chains of names."""

import pytest
from lxml import html

from monitor.pipeline.extract import title, tree
from monitor.pipeline.extract.metadata import read_metadata
from monitor.pipeline.extract.reading import read_blocks

LONG = "示例：三所小学用上了太阳能热水"


def find(page):
    root = html.document_fromstring(page)
    blocks, _ = read_blocks(root, "")
    return title.find_title(blocks, tree.head_title(root), read_metadata(root)).value


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<title>{LONG}_国内_示例网</title><h1>示例网新闻</h1><h2>{LONG}</h2>", LONG),
        (f"<title>{LONG}-示例网</title><h1><a href=/>示例网首页</a></h1><div>{LONG}</div>", LONG),
        (f"<title>{LONG} 示例县政府</title><div class=bt>{LONG}</div>", LONG),
        (f"<title>新闻动态--示例学会</title><h3>首页 &gt; 新闻</h3><h5>{LONG}</h5>", LONG),
        (f"<title></title><meta property=og:title content={LONG}><p>x</p>", LONG),
        (f"<title>{LONG}|太阳能|热水_示例网</title><p>x</p>", LONG),
        (
            f"<title>{LONG} 孩子的手不生冻疮了-示例网</title><h1>{LONG}<br>孩子的手不生冻疮了</h1>",
            f"{LONG} 孩子的手不生冻疮了",
        ),
        (f'<title>“{LONG}”</title><h1>"{LONG}"</h1>', f'"{LONG}"'),
        (f"<title>{LONG}</title><h1><span>原创</span>{LONG}</h1>", LONG),
        ("<p>x</p>", ""),
    ],
)
def test_find_title_gives_the_headline(page, expected):
    assert find(page) == expected


def test_position_gives_the_last_line_of_the_headline():
    blocks, _ = read_blocks(html.document_fromstring(f"<p>{LONG}</p><h1>{LONG}<br>下</h1>"), "")
    assert title.position(blocks, f"{LONG} 下") == 2
    assert title.position(blocks, LONG) == 1
    assert title.position(blocks, "别的标题") == -1
