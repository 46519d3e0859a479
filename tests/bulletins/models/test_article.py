"""An article's text, as it is kept."""

from bulletins.models import Article


def test_text_is_kept_without_signs_that_do_not_print():
    article = Article(
        title=" 标\u202e题\n二 ",
        source_name="示例\u200b网",
        url="\u202ahttps://a.example/\u200b1\u202c ",
        body_html="<p>甲&#x202e;乙</p>",
    )
    article.clean_text_fields()
    kept = (article.title, article.source_name, article.url, article.body_html)
    assert kept == ("标题 二", "示例网", "https://a.example/1", "<p>甲乙</p>")
