"""Placeholders: filled once, told when unknown, found again when printed."""

from hypothesis import given
from hypothesis import strategies as st

from bulletins.rendering.placeholders import (
    NAMES,
    filled,
    has_stray_brace,
    printed_pattern,
    unknown_names,
)

VALUES = st.fixed_dictionaries({name: st.text(max_size=20) for name in NAMES})
PLAIN = st.text(alphabet=st.characters(exclude_characters="{}", exclude_categories=["Cs"]))


@given(VALUES, st.lists(st.one_of(PLAIN, st.sampled_from(NAMES).map(lambda name: f"{{{name}}}"))))
def test_known_names_are_filled_and_all_else_is_kept(values, parts):
    text = "".join(parts)
    wanted = "".join(values[part[1:-1]] if part[1:-1] in NAMES and part[0] == "{" else part
                     for part in parts)  # fmt: skip
    assert filled(text, values) == wanted
    assert unknown_names(text) == []
    assert not has_stray_brace(text)


@given(st.text(max_size=60))
def test_any_text_is_filled_or_told(text):
    filled(text, dict.fromkeys(NAMES, "{期号}"))
    assert has_stray_brace(text) or text.count("{") == text.count("}")


def test_values_are_not_filled_again():
    assert filled("{单位}", {"单位": "{期号}", "期号": "1"}) == "{期号}"


def test_unknown_names_are_told_once_each():
    assert unknown_names("{篇數}{篇数}{}{篇數}") == ["篇數", ""]
    assert has_stray_brace("共 {篇数 篇")
    assert has_stray_brace("{{篇数}}")


@given(st.text(alphabet="甲乙丙 1-", max_size=40))
def test_what_was_printed_is_found_again(value):
    text = "{单位}主办　地址：示例路 1 号"
    assert printed_pattern(text).fullmatch(filled(text, {"单位": value}))
    assert not printed_pattern(text).fullmatch("与此无关的一行")
