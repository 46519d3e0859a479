"""Texts as news pages have them print, and what is read back is what they say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletins.rendering.composition import manifest_of
from bulletins.rendering.html import render_html
from bulletins.rendering.press import presses
from content.sanitising import clean_article_body
from tests.bulletins.rendering.samples import sample_document

WORDS = st.sampled_from(
    """
    wifi WiFi Wi-Fi office staff efficient workflow ffi HL7 FHIR COVID-19 DeepSeek-R1 GB/T mRNA CO₂
    41.6万 3,456.78 100% 10%—20% 36.5℃ 5～10 2024年3月29日 2024-03-29 10:30 1. （1） ① 一、 ±
    ㎡ μg/L www.example.cn https://a.example/x_y-z/%E4%BD%A0?q=1&amp;p=2 zhang_san@office.example.cn
    ISBN 〔2024〕3号 é ǖ か Ａ １２３ © ©️ ℡ ※ ● —— ⸺ …… · - – ~ ' " ” “ ’ ‘ 《 》 （ ） ( )
    「 」 【 】
    """.split()  # noqa: SIM905 - a hundred quoted words are hard to read
)
HAN = st.text(
    "国家卫生健康委近日印发通知要求各地加快推进平台建设，。、；：？！", min_size=1, max_size=12
)
TEXTS = st.lists(HAN | WORDS | st.just(" "), min_size=1, max_size=12).map("".join)


def _within(*tags: str) -> st.SearchStrategy[str]:
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(tags), TEXTS)


LINES = st.lists(TEXTS | _within("strong", "em", "sup"), min_size=1, max_size=3).map("".join)
CELLS = st.lists(st.builds("<td>{}</td>".format, TEXTS), min_size=3, max_size=3).map("".join)
BLOCKS = st.one_of(
    st.builds("<p>{}</p>".format, LINES),
    st.builds("<p><a href='https://a.example/1'>{}</a></p>".format, TEXTS),
    _within("h3", "h4", "blockquote", "figcaption"),
    st.lists(st.builds("<li>{}</li>".format, LINES), min_size=1, max_size=4).map(
        lambda lines: f"<ol>{''.join(lines)}</ol>"
    ),
    st.lists(st.builds("<tr>{}</tr>".format, CELLS), min_size=1, max_size=4).map(
        lambda rows: f"<table>{''.join(rows)}</table>"
    ),
)
BODIES = st.lists(BLOCKS, min_size=3, max_size=6).map("".join).map(clean_article_body)


@settings(max_examples=25)
@given(BODIES)
def test_what_news_pages_say_is_read_back(tmp_path_factory, body):
    document = sample_document(body)
    order = {
        "html": render_html(document),
        "pictures": str(tmp_path_factory.getbasetemp()),
        "issue": {"content": "{}", "manifest": manifest_of(document, {})},
    }
    # In a process of its own, which has the program's faces, wherever the tests run.
    report, _pdf = presses.print("bulletins.rendering.printer", order, 60)
    assert report["differences"] == []
