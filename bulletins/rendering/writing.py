"""How a bulletin writes numbers and dates. The forms are those that an importer reads again."""

from __future__ import annotations

from datetime import date

from django.db.models import TextChoices

from bulletins.numerals import counted, issue_number_text

_HAN_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


class NumberForm(TextChoices):
    """How the number of an issue is written; the labels are examples."""

    DIGITS = "digits", "第五六八期"
    COUNTED = "counted", "第五百六十八期"
    ARABIC = "arabic", "第568期"
    TOTAL = "total", "总第568期"

    def write(self, number: int) -> str:
        """Give a number, counted from one, in this form."""
        match self:
            case NumberForm.COUNTED if number < 10_000:
                return f"第{counted(number)}期"
            case NumberForm.ARABIC:
                return f"第{number}期"
            case NumberForm.TOTAL:
                return f"总第{number}期"
            case _:
                return issue_number_text(number)


class DateForm(TextChoices):
    """How a day is written; the labels are examples."""

    #: Arabic figures: GB/T 9704-2012.
    SPACED = "spaced", "2024 年 3 月 9 日"
    CLOSE = "close", "2024年3月9日"
    HAN = "han", "二〇二四年三月九日"
    DASHED = "dashed", "2024-3-9"
    ISO = "iso", "2024-03-09"
    DOTTED = "dotted", "2024.3.9"

    def write(self, day: date | None) -> str:
        """Give a day in this form; nothing for none."""
        if day is None:
            return ""
        year, month, number = day.year, day.month, day.day
        match self:
            case DateForm.SPACED:
                return f"{year} 年 {month} 月 {number} 日"
            case DateForm.CLOSE:
                return f"{year}年{month}月{number}日"
            case DateForm.HAN:
                han_year = str(year).translate(_HAN_DIGITS)
                return f"{han_year}年{counted(month)}月{counted(number)}日"
            case DateForm.DASHED:
                return f"{year}-{month}-{number}"
            case DateForm.ISO:
                return day.isoformat()
            case DateForm.DOTTED:
                return f"{year}.{month}.{number}"
