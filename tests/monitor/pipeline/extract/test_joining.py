"""Several pages, one text."""

from dataclasses import replace
from datetime import date

from monitor.pipeline.extract import Author, Page, PageImage
from monitor.pipeline.extract.joining import continues, join

IMAGES = [PageImage(f"https://www.example.com/{name}.jpg", "") for name in "ab"]


def page(*paragraphs, **fields):
    return Page(
        url="https://www.example.com/1.html", title="示例：水房里的热水", source_name="示例报",
        published_on=date(2024, 3, 25), published_at=None,
        body_html="\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        body_text="\n".join(paragraphs), images=(), charset="utf-8", date_evidence=(), **fields,
    )  # fmt: skip


def test_pages_are_joined_without_what_they_repeat_at_their_ends():
    joined = join([
        page("导语", "甲", "乙", "声明"),
        page("导语", "丙", "甲", "丁", "声明"),
        page("导语", "戊"),
    ])  # fmt: skip
    assert joined.body_text.split("\n") == ["导语", "甲", "乙", "声明", "丙", "甲", "丁", "戊"]
    assert joined.body_html.count("<p>") == 8
    assert joined.body_html.startswith("<p>导语</p>\n<p>甲</p>")


def test_pictures_authors_and_outlets_of_all_pages_are_kept_once():
    first = replace(page("甲"), images=(IMAGES[0],), next_url="x")
    last = replace(
        page("乙"), images=tuple(IMAGES), authors=(Author("editor", "张三"),),
        original_outlet="示例社", origin="转自示例社",
    )  # fmt: skip
    joined = join([first, last])
    assert (joined.images, joined.next_url) == (tuple(IMAGES), "")
    assert joined.authors == (Author("editor", "张三"),)
    assert (joined.original_outlet, joined.origin) == ("示例社", "转自示例社")


def test_structure_of_later_pages_is_kept():
    later = replace(page(), body_html="<ul>\n<li>一</li>\n<li>二</li>\n</ul>", body_text="一\n二")
    assert join([page("甲"), later]).body_html == "<p>甲</p>\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>"


def test_page_of_another_article_or_of_the_same_text_does_not_continue():
    first = page("甲")
    assert continues(page("乙"), [first])
    assert not continues(page("甲 "), [first])
    assert not continues(replace(page("乙"), title="别的文章，说的是别的事情"), [first])
    assert continues(replace(page("乙"), title="示例：水房里的热水（2）"), [first])
