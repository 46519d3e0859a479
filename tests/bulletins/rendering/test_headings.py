from xml.etree.ElementTree import fromstring

import pytest

from bulletins.rendering.headings import mark_headings


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("<p>智慧医疗新场景</p><p>正文。</p>", ["智慧医疗新场景"]),
        ("<p><b>一、背景</b></p><p>正文。</p>", ["一、背景"]),
        ("<p>这是一句短话。</p><p>正文。</p>", []),
        ("<p>他说：</p><p>正文。</p>", []),
        ("<p>智慧医疗新场景</p><ul><li>正文</li></ul>", []),
        ("<p>智慧医疗新场景</p>", []),
        (f"<p>{'很长的一行' * 5}</p><p>正文。</p>", []),
        ("<p></p><p>正文。</p>", []),
        ('<p class="title">标题</p><p>正文。</p>', []),
    ],
)
def test_mark_headings(body, marked):
    root = fromstring(f"<body><div>{body}</div></body>")
    mark_headings(root)
    found = root.findall(".//p[@class='heading']")
    assert ["".join(element.itertext()) for element in found] == marked
