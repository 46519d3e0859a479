from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from demo.newsroom import TOPIC
from demo.samples import ARTICLES, NOTICE, Sample, samples
from monitor.pipeline.match import Texts, matcher_of

SATURDAY, FRIDAY = date(2026, 11, 14), date(2026, 11, 20)


def text(article: Sample) -> str:
    return article.title + "".join(block for block in article.blocks if isinstance(block, str))


def test_samples_on_a_friday_spread_over_the_week():
    assert [each.published.date().day for each in samples(FRIDAY)] == [20, 19, 18, 18, 17, 16, 15]


def test_samples_on_a_saturday_are_all_of_that_day():
    assert {each.published.date() for each in samples(SATURDAY)} == {SATURDAY}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_samples_lie_between_saturday_and_today(today):
    days = {each.published.date() for each in samples(today)}
    saturday = max(
        today - timedelta(days=n) for n in range(7) if (today - timedelta(n)).weekday() == 5
    )
    assert saturday <= min(days)
    assert max(days) == today


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_reprint_appears_after_its_original(today):
    by_number = {each.number: each for each in samples(today)}
    assert by_number[2003].published > by_number[1002].published


def test_reprint_has_the_text_and_source_of_the_original():
    by_number = {each.number: each for each in samples(FRIDAY)}
    original, reprint = by_number[1002], by_number[2003]
    assert reprint.blocks == original.blocks
    assert reprint.source == original.source == "示例健康报"
    assert reprint.title == f"转载：{original.title}"
    assert reprint.outlet != original.outlet


def test_every_article_says_that_it_is_a_sample():
    assert {each.blocks[-1] for each in samples(FRIDAY)} == {NOTICE}


def test_articles_have_five_to_ten_paragraphs():
    for each in samples(FRIDAY):
        assert 5 <= len(each.blocks) - len(each.pictures) - 1 <= 10


def test_every_picture_file_is_used():
    used = {picture.file for each in samples(FRIDAY) for picture in each.pictures}
    assert used | {"blank.gif"} == {
        path.name for path in ARTICLES.iterdir() if path.suffix != ".toml"
    }


def test_topic_matches_all_articles_but_the_marathon():
    words = matcher_of(TOPIC.expression)

    def matches(of: str) -> bool:
        return words(Texts.of(of)) is not None

    for of in (text, lambda article: article.title):
        missed = [each.number for each in samples(FRIDAY) if not matches(of(each))]
        assert missed == [1004]
