"""Bodies as plain text: paragraphs, lists, tables and pictures can be told apart."""

from __future__ import annotations

import pytest

from bulletins.rendering.plain import plain_text

INDENT = "\u3000\u3000"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>一段。</p><p>二段。</p>", [f"{INDENT}一段。", f"{INDENT}二段。"]),
        ("<p>首行<br>次行\n续</p>", [f"{INDENT}首行", f"{INDENT}次行 续"]),
        ("<p>前。</p><h4>小标题</h4><p>后。</p>",
         [f"{INDENT}前。", "", "小标题", f"{INDENT}后。"]),
        ("<ol><li>甲<ul><li>乙</li></ul></li><li><p>丙</p><p>丁</p></li></ol>",
         [f"{INDENT}1. 甲", f"{INDENT * 2}· 乙", f"{INDENT}2. 丙", f"{INDENT}丁"]),
        ("<table><caption>表1</caption><tr><th>区</th><th>数</th></tr>"
         "<tr><td>城南</td><td><p>2</p><p>3</p></td></tr></table>",
         [f"{INDENT}表1", f"{INDENT}区 | 数", f"{INDENT}城南 | 2 3"]),
        ('<figure><img src="a" alt="大厅"><figcaption>大厅一角</figcaption></figure>',
         [f"{INDENT}〔图：大厅一角〕"]),
        ('<p>前<img src="a" alt="大厅">后</p>',
         [f"{INDENT}前", f"{INDENT}〔图：大厅〕", f"{INDENT}后"]),
        ("<blockquote><p>引文。</p></blockquote>", [f"{INDENT * 2}引文。"]),
        ('<p>见<a href="https://a.example/">来源</a>。</p>',
         [f"{INDENT}见来源（https://a.example/）。"]),
        ('<p><a href="https://a.example/">https://a.example/</a></p>',
         [f"{INDENT}https://a.example/"]),
        ("<p>10<sup>5</sup> 与 H<sub>2</sub>O</p>", [f"{INDENT}10⁵ 与 H₂O"]),
        ("甲<ul>乙<li>丙</li></ul>", [f"{INDENT}甲", f"{INDENT}· 乙", f"{INDENT}· 丙"]),
        ("<table><tr><td>甲<table><tr><td>乙</td></tr></table></td></tr></table>",
         [f"{INDENT}甲 乙"]),
        ("<figure><table><tr><td>甲</td></tr></table></figure>", [f"{INDENT}甲"]),
    ],
)  # fmt: skip
def test_body_becomes_lines(body, lines):
    assert plain_text(body) == "\n".join(lines)
