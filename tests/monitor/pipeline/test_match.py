import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.expression import Term, all_of, any_of, none_of, read
from monitor.pipeline.match import Texts, fold, matcher, matcher_of, wants_anything


def words(expression: str, title: str = "", body: str = "", **texts: str):
    return matcher_of(expression)(Texts.of(title, body=body, **texts))


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("电子病历", "示例市推进电子病历互联互通", True),
        ("电子病历", "电子 病历", False),
        ("AI", "AI医疗", True),
        ("AI", "用ai诊断", True),
        ("AI", "MAIL", False),
        ("AI", "OpenAI", False),
        ("AI", "AI2", False),
        ("AI", "MAIL与AI", True),
        ("HIS", "医院HIS系统", True),
        ("HIS", "THIS", False),
        ("HIS", "HISTORY", False),
        ("5G", "5G+智慧医疗", True),
        ("5G", "15G", False),
        ("5G+智慧医疗", "推广5G+智慧医疗", True),
        ("AI", "ＡＩ影像", True),
        ("ＡＩ", "AI影像", True),
        ("“医院（集团）”", "某医院(集团)", True),
        ("C++", "C++语言", True),
        (".", "样例", False),
        ("a.c", "abc", False),
        ('"Epic Systems"', "the epic systems company", True),
        ("《样例》", "《样例》", True),
    ],
)
def test_word_occurs(word, text, found):
    term = read(word)
    assert isinstance(term, Term)
    assert words(word, text) == ((term.word,) if found else None)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("医院", ("医院",)),
        ("医院 病历", ("医院", "病历")),
        ("医院 疫苗", None),
        ("医院 (疫苗 或 病历)", ("医院", "病历")),
        ("疫苗 或 病历 或 电子病历", ("病历", "电子病历")),
        ("医院 (医院 或 病历)", ("医院", "病历")),
        ("医院 非 招聘", ("医院",)),
        ("医院 非 病历", None),
        ("医院 非 (病历 且 疫苗)", ("医院",)),
        ("(医院 疫苗) 或 病历", ("病历",)),
        ("标题:医院", ("医院",)),
        ("标题:病历", None),
        ("正文:病历", ("病历",)),
        ("正文:医院", None),
        ("来源:健康报", ("健康报",)),
        ("健康报", None),
        ("标题:(上线 非 病历) 来源:健康报", ("上线", "健康报")),
    ],
)
def test_expression_gives_the_words_that_matched(expression, expected):
    assert words(expression, "示例医院上线", "电子病历", outlet="示例健康报") == expected


def test_summary_counts_as_text():
    assert matcher_of("正文:病历")(Texts.of("标题", summary="病历")) == ("病历",)


def test_phrase_does_not_reach_from_title_into_text():
    assert words("电子病历", "电子", "病历") is None


@pytest.mark.parametrize(
    ("expression", "anything"),
    [("甲", False), ("非 甲", True), ("甲 非 乙", False), ("甲 或 非 乙", True)],
)
def test_expression_that_wants_anything_is_known(expression, anything):
    assert wants_anything(read(expression)) is anything


@given(st.text() | st.text(alphabet="医院，：；！？（）　Ａa"))
def test_folded_text_is_nfkc_without_case(text):
    assert fold(text) == unicodedata.normalize("NFKC", text).casefold()


_WORDS = st.text(min_size=1, max_size=6).map(str.strip).filter(bool)
_TERMS = _WORDS.map(Term)
_TEXT = st.text(max_size=40)


@given(st.lists(_TERMS, min_size=1, max_size=4), _TERMS, _TEXT, _TEXT)
def test_matcher_gives_each_wanted_word_once(terms, unwanted, title, body):
    expression = all_of([any_of(terms), none_of(unwanted)])
    found = matcher(expression)(Texts.of(title, body=body))
    if found is not None:
        assert found
        assert set(found) <= {term.word for term in terms}
        assert len(found) == len(set(found))


@given(st.text(alphabet="医院电子病历互联AI5G", min_size=1, max_size=6), _TEXT, _TEXT)
def test_word_among_spaces_is_always_found(word, before, after):
    texts = Texts.of("", body=f"{before} {word} {after}")
    assert matcher(Term(word))(texts) == (word,)
    assert matcher(all_of([Term(word), none_of(Term(word))]))(texts) is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=6))
def test_latin_word_is_not_found_inside_another(word):
    texts = Texts.of(f"x{word}医院", body=f"医院{word}9\na{word}a")
    assert matcher(Term(word))(texts) is None
