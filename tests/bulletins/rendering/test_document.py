import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.rendering.document import Document, DocumentItem, Masthead
from bulletins.rendering.look import Layout, Look, Section
from tests.bulletins.rendering.looks import OTHER
from tests.bulletins.rendering.samples import sample_document

DOCUMENTS = st.builds(
    Document,
    masthead=st.builds(Masthead),
    number=st.none() | st.integers(min_value=1),
    items=st.lists(st.builds(DocumentItem), max_size=3).map(tuple),
)


def test_foreword_names_count_window_and_scope():
    assert sample_document("<p>甲</p>", "<p>乙</p>", "<p>丙</p>").foreword == (
        "本期周报共收集 3 篇卫生健康大数据与政策研究相关信息，"
        "时间从 2024 年 3 月 23 日到 2024 年 3 月 29 日，监测范围包括全国主流媒体及政府网站等。"
    )


def test_sections_without_a_word_are_left_out():
    document = replace(sample_document("<p>甲</p>"), look=OTHER)
    bare = replace(document, window_start=None, look=replace(OTHER, imprint=""))
    assert bare.sections == [Section.CONTENTS, Section.ARTICLES]
    assert replace(document, notices=("更正。",)).sections == list(OTHER.sections)


@pytest.mark.parametrize(("number", "text"), [(568, "第五六八期"), (1, "第一期"), (None, "预览")])
def test_number_text(number, text):
    assert sample_document(number=number).number_text == text


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/", True),
        ("http://a.example/", True),
        ("javascript:x", False),
        ("", False),
    ],
)
def test_has_web_address(url, expected):
    assert replace(sample_document("<p>甲</p>").items[0], url=url).has_web_address is expected


@given(DOCUMENTS)
def test_document_survives_json(document):
    assert Document.from_json(json.loads(json.dumps(document.to_json()))) == document


def test_to_json_writes_dates_as_text():
    plain = sample_document("<p>甲</p>").to_json()
    assert plain["issue_date"] == "2024-03-29"
    assert plain["items"][0]["published_on"] == "2024-03-26"
    assert plain["masthead"]["source_label"] == "来源"


@pytest.mark.parametrize("plain", [{}, {"masthead": {}}, {"masthead": {"title": "甲"}}])
def test_from_json_refuses_what_is_no_document(plain):
    with pytest.raises((KeyError, TypeError)):
        Document.from_json(plain)


def test_from_json_keeps_the_look():
    look = Look(Layout.COMPACT, qr_codes=True)
    document = replace(sample_document("<p>甲</p>"), look=look)
    plain = document.to_json()["look"]
    assert (plain["layout"], plain["qr_codes"], plain["date_form"]) == ("compact", True, "spaced")
    assert Document.from_json(document.to_json()).look == look


def test_from_json_sets_documents_without_a_look_compact():
    plain = sample_document("<p>甲</p>").to_json()
    del plain["look"]
    assert Document.from_json(plain).look == Look(Layout.COMPACT)
