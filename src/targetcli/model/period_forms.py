"""Match the forms in which a period is written: 2025年上半年, "within 3 years"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from targetcli.model.english_dates import rewrite_date
from targetcli.model.numerals import read_numeral
from targetcli.model.quantity import has_raised_digits, normalize_text

MAX_LENGTH = 64
"""Number of characters of the longest text that may be a period."""
_YEAR = r"(?P<year>[0-9]{4})"
_COUNT = r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十百]{1,3})"
_FORMS = {
    "calendar": rf"{_YEAR}(?:年(?:内|全年|度)?|全年"
    r"|-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?"
    r"|年(?P<cm>[0-9]{1,2})月(?:(?P<cd>[0-9]{1,2})[日号])?)?",
    "end": rf"{_YEAR}(?:年(?P<m>[0-9]{{1,2}})月[底末]|年?年?[底末]|年?年终)",
    "end_en": rf"(?:the )?end(?: of|-) ?{_YEAR}(?:-(?P<m>[0-9]{{2}}))?",
    "as_at": r"(?:截至|截止到?|as at|as of|at the|at) ?(?P<period>.+)",
    "quarter_end": rf"(?P<period>{_YEAR}年?"
    r"(?:第?[一二三四1-4]季度|[上下]半年))末",
    "months_to": r"(?:the )?(?:year|(?P<n>[0-9]{1,2}) months) "
    r"(?:to|ending|ended) (?P<last>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)",
    "half": rf"{_YEAR}(?:-?H(?P<h>[12])|年?(?P<ch>[上下])半年)",
    "quarter": rf"{_YEAR}(?:年?-?Q(?P<q>[1-4])"
    r"|年?第?(?P<cq>[一二三四1-4])季度)",
    "to_date": rf"{_YEAR}年?(?:前(?P<q>[二两三23])季度"
    r"|前(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})个月)"
    rf"|{_YEAR.replace('year', 'of')}年1月?[-–—~至到](?P<m>[0-9]{{1,2}})月",
    "months": rf"{_YEAR}年(?P<first>[0-9]{{1,2}})月?[-–—~至到]"
    r"(?P<last>[0-9]{1,2})月",
    "plan": r"[“\"']?(?P<n>十?[一二三四五六七八九]|十)五[”\"']?"
    r"(?:规划)?(?P<when>期间|时期|末|期末|年末)?",
    "plan_en": r"(?:the )?(?P<n>[0-9]{1,2})(?:st|nd|rd|th) five[- ]year plan"
    r"(?: period)?",
    "dots": r"(?P<from>.+?) ?\.\. ?(?P<to>.+)",
    "years": r"(?P<from>[0-9]{4})年? ?[-–—~至到] ?(?P<to>[0-9]{4})年?",
    "span": r"(?P<from>[0-9].*?[月日季度年]) ?[-–—~至到] ?(?P<to>[0-9]{4}年.*)",
    "coming": rf"(?:未来|今后|接下来){_COUNT}(?P<unit>年|个月|天|日|周)",
    "coming_en": r"(?:in |over )?(?:the )?next (?P<n>[0-9]{1,3}) "
    r"(?P<unit>year|month|week|day)s?",
    "within": rf"{_COUNT}(?P<unit>年|个月|天|日|周)(?:之内|以内|内)",
    "within_en": r"within (?:the next )?(?P<n>[0-9]{1,3}) "
    r"(?P<unit>year|month|week|day)s?",
    "year_end_en": r"(?:the )?end of (?P<year>(?:the|this|next|last) year)",
    "bare": r"(?:第?[一二三四1-4]季度|[上下]半年)末?|前[二两三23]季度|全年"
    r"|前(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})个月"
    r"|1月?[-–—~至到][0-9]{1,2}月"
    r"|[0-9]{1,2}月(?:[0-9]{1,2}日|[底末])?|年?[底末]|年终",
}
"""Patterns of every form by its name; one is compiled when it is first tried."""


def normalize_period(text: str) -> str:
    """Return the text ready to be matched; nothing where it is too long.

    English dates become those of ISO: 31 March 2024 is 2024-03-31.
    """
    if len(text) > MAX_LENGTH or has_raised_digits(text):
        return ""
    return _rewrite_period(text)


@lru_cache(4096)
def _rewrite_period(text: str) -> str:
    words = _chinese_number_pattern().sub(
        _to_arabic, normalize_text(text).strip("“”‘’\"'").replace("○", "〇")
    )
    words = words.replace("月份", "月").replace("年元月", "年1月").removesuffix("累计")
    words = words.replace("个季度", "季度").replace("首季度", "1季度")
    words = words.replace("首季", "1季度")
    words = _until_quarter_pattern().sub(r"年前\1季度", words)
    words = _short_quarter_pattern().sub(r"\g<0>度", words)
    return rewrite_date(_until_month_pattern().sub(r"年1-\1月", words))


def _to_arabic(match: re.Match[str]) -> str:
    """Turn the 二〇二五 of 二〇二五年 into 2025, the 三十 of 三十日 into 30."""
    number = read_numeral(match[0])
    return match[0] if number is None else str(number)


def strip_by(words: str) -> str:
    """Return the words of a deadline without the "by" before them."""
    return _by_pattern().sub("", words)


def strip_inside(words: str) -> str:
    """Return the words of a period without the "in" before them."""
    return _inside_pattern().sub("", words)


def match_form(name: str, text: str) -> re.Match[str] | None:
    """Match a whole normalized text with one form of a period."""
    return _pattern(name).fullmatch(text)


def match_coming(text: str) -> re.Match[str] | None:
    """Match words for the time that begins with the announcement: 未来三年."""
    return match_form("coming", text) or match_form("coming_en", text)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_FORMS[name], re.IGNORECASE)


@cache
def _chinese_number_pattern() -> re.Pattern[str]:
    return re.compile(r"[〇零一二三四五六七八九十廿卅]{1,4}(?=[年月日号])")


@cache
def _until_month_pattern() -> re.Pattern[str]:
    return re.compile(r"年([0-9]{1,2})月止$")


@cache
def _until_quarter_pattern() -> re.Pattern[str]:
    return re.compile(r"年[1一](?:季度)?[-–—~至到]([23二三])季度$")


@cache
def _short_quarter_pattern() -> re.Pattern[str]:
    return re.compile(r"第[一二三四1-4]季$")


@cache
def _inside_pattern() -> re.Pattern[str]:
    return re.compile(r"^(?:in|during) ", re.IGNORECASE)


@cache
def _by_pattern() -> re.Pattern[str]:
    return re.compile(
        r"^(?:by |until |through |up to |到|至|截至|截止到?)", re.IGNORECASE
    )
