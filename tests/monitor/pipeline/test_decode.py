"""The right text from the bytes, whatever the label says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.decode import decode

SIMPLIFIED = "<p>这是测试用的示例，陶喆说镕水小学的水房里有热水，大家都很高兴。</p>"
TRADITIONAL = "<p>這是測試用的示例，老師說學校的水房裡有熱水，大家都很高興。</p>"


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("label", ["", "gb2312", "utf-8", "iso-8859-1", "big5", "no-such"])
def test_decode_reads_chinese_under_any_label(encoding, charset, label):
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">{SIMPLIFIED}'
    assert decode(page.encode(encoding), f"text/html; charset={label}") == (page, charset)


@pytest.mark.parametrize("label", ["", "big5", "utf-8", "gb2312"])
def test_decode_tells_big5_from_gb18030(label):
    body = TRADITIONAL.encode("big5")
    assert decode(body, f"text/html; charset={label}") == (TRADITIONAL, "big5")


def test_decode_forgives_a_cut_character_in_utf8():
    text, charset = decode(SIMPLIFIED.encode() * 3 + "中".encode()[:2])
    assert (text, charset) == (SIMPLIFIED * 3 + "\ufffd", "utf-8")


def test_decode_believes_the_label_when_the_text_is_not_chinese():
    body = "<p>Un café à la crème, s’il vous plaît</p>".encode("windows-1252")
    assert decode(body, "text/html; charset=windows-1252")[0] == (
        "<p>Un café à la crème, s’il vous plaît</p>"
    )


def test_decode_of_nothing_is_empty_text():
    assert decode(b"") == ("", "utf-8")


@given(st.binary(max_size=400), st.text(max_size=40))
def test_decode_never_raises(body, content_type):
    text, charset = decode(body, content_type)
    assert isinstance(text, str)
    assert charset


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\x00"), max_size=200))
def test_decode_reads_utf8_back(text):
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("label", ["", "gb2312", "big5", "utf-8"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("天津创业环保股份", "gbk"),
        ("江苏省苏豪控股集团有限公司", "gbk"),
        ("61、黄浦江游览精华游日航船票", "gb18030"),
        ("馬英九會見訪問團", "big5"),
    ],
)
def test_decode_tells_charsets_by_few_characters(text, encoding, label):
    page = f"<title>{text}</title>"
    assert decode(page.encode(encoding), f"text/html; charset={label}")[0] == page
