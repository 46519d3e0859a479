import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.match import TopicWords, match, words_of


def one(word: str) -> TopicWords:
    return TopicWords(any=(word,))


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
        ("HIS", "医院HIS系统", True),
        ("HIS", "THIS", False),
        ("HIS", "HISTORY", False),
        ("5G", "5G+智慧医疗", True),
        ("5G", "15G", False),
        ("5G+智慧医疗", "推广5G+智慧医疗", True),
        ("AI", "ＡＩ影像", True),
        ("ＡＩ", "AI影像", True),
        ("医院（集团）", "某医院(集团)", True),
        ("C++", "C++语言", True),
        (".", "样例", False),
        ("a.c", "abc", False),
        ("Epic Systems", "the epic systems company", True),
        ("　", "任何 文字", False),
        ("", "任何文字", False),
    ],
)
def test_word_occurs(word, text, found):
    assert match(one(word), text) == ((word,) if found else None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (TopicWords(), None),
        (TopicWords(no=("招聘",)), None),
        (TopicWords(must=("医院",)), ("医院",)),
        (TopicWords(must=("医院", "病历")), ("医院", "病历")),
        (TopicWords(must=("医院", "疫苗")), None),
        (TopicWords(must=("医院",), any=("疫苗",)), None),
        (TopicWords(must=("医院",), any=("疫苗", "病历")), ("医院", "病历")),
        (TopicWords(must=("医院",), any=("医院", "病历")), ("医院", "病历")),
        (TopicWords(any=("疫苗", "病历", "电子病历")), ("病历", "电子病历")),
        (TopicWords(must=("医院",), no=("招聘",)), ("医院",)),
        (TopicWords(must=("医院",), no=("病历",)), None),
    ],
)
def test_rule_gives_the_words_that_matched(words, expected):
    assert match(words, "示例医院上线", "电子病历") == expected


def test_phrase_does_not_reach_from_title_into_text():
    assert match(one("电子病历"), "电子", "病历") is None


def test_words_are_one_a_line_without_empty_or_repeated_ones():
    assert words_of(" 电子病历 \r\n\n AI\nAI\n互联网 医院") == ("电子病历", "AI", "互联网 医院")
    assert words_of("") == ()


_TEXT = st.text(max_size=40)
_WORDS = st.lists(_TEXT, max_size=4).map(tuple)


@given(_WORDS, _WORDS, _WORDS, _TEXT, _TEXT)
def test_match_gives_only_words_of_the_topic_and_all_that_must_occur(must, wanted, no, title, text):
    found = match(TopicWords(must, wanted, no), title, text)
    if found is not None:
        assert found
        assert set(must) <= set(found) <= {*must, *wanted}
        assert len(found) == len(set(found))


@given(st.text(alphabet="医院电子病历互联AI5G", min_size=1, max_size=6), _TEXT, _TEXT)
def test_word_among_spaces_is_always_found(word, before, after):
    assert match(one(word), f"{before} {word} {after}") == (word,)
    assert match(TopicWords(any=(word,), no=(word,)), f"{before} {word} {after}") is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=6))
def test_latin_word_is_not_found_inside_another(word):
    assert match(one(word), f"x{word}医院", f"医院{word}9", f"a{word}a") is None
