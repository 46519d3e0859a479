import pytest
from weasyprint import HTML

from bulletins.rendering.stylesheets import take_stylesheets


def page(*heads):
    return HTML(string=f"<!doctype html><head>{''.join(heads)}</head><body><p>甲</p></body>")


def test_a_stylesheet_is_parsed_once():
    text = "<style>p { color: red } @page :left { @bottom-left { content: counter(page) } }</style>"
    first, second = page(text), page(text)
    assert take_stylesheets(first) == take_stylesheets(second) != []
    assert first.etree_element.find("head/style") is None


def test_other_texts_are_other_stylesheets():
    red, blue = (page(f"<style>p {{ color: {colour} }}</style>") for colour in ("red", "blue"))
    assert take_stylesheets(red) != take_stylesheets(blue)


@pytest.mark.parametrize(
    "element",
    [
        '<style>@import "a.css";</style>',
        "<style>@font-face { font-family: a; src: url(a.ttf) }</style>",
        "<style>@counter-style a { symbols: a b }</style>",
        "<style>@im\\70ort 'a.css';</style>",
        '<style media="screen">p { color: red }</style>',
        '<link rel="stylesheet" href="a.css">',
    ],
)
def test_what_does_not_stand_for_itself_stays(element):
    other = page(element)
    assert take_stylesheets(other) == []
    assert len(other.etree_element.find("head")) == 1


def test_a_page_may_have_no_stylesheet():
    assert take_stylesheets(page()) == []
    assert take_stylesheets(page("<style></style>")) == []
