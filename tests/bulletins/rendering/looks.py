"""Looks for the tests: one that differs from the standard in every choice."""

from bulletins.rendering.look import Layout, Look, Section
from bulletins.rendering.writing import DateForm, NumberForm

OTHER = Look(
    layout=Layout.COMPACT,
    qr_codes=True,
    above_title="内部资料　注意保管",
    below_title="{单位}编印",
    number_form=NumberForm.TOTAL,
    date_form=DateForm.HAN,
    item_date_form=DateForm.HAN,
    sections=(
        Section.CONTENTS, Section.FOREWORD, Section.NOTICES, Section.ARTICLES, Section.IMPRINT,
    ),
    foreword_heading="编者按",
    notices_heading="",
    contents_heading="本期要目",
    articles_heading="信息摘编",
    imprint_heading="版记",
    foreword="本期收录{主题}信息 {篇数} 篇，自{起始日期}至{截止日期}。",
    imprint="{单位}主办\n地址：示例县示例路 1 号",
    title_label="题名",
    link_label="原文地址",
    content_label="摘要",
    masthead_colour="#00695c",
    rule_colour="#00695c",
    heading_colour="#004d40",
)  # fmt: skip
