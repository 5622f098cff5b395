"""Explain times that name no last day: early 2026, 任期内, 民国113年, Q3 FY24."""

from __future__ import annotations

import re
from functools import cache

from targetcli.model.numerals import read_numeral
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem

# Last month and day that each part of a year might mean, shown as an example.
_EXAMPLE_DAYS = {
    **dict.fromkeys(("early", "beginning", "start", "初", "年初"), "03-31"),
    **dict.fromkeys(("spring", "春季", "春天"), "05-31"),
    **dict.fromkeys(("mid", "middle", "中", "年中"), "06-30"),
    **dict.fromkeys(("summer", "夏季", "夏天"), "08-31"),
    **dict.fromkeys(("autumn", "fall", "秋季", "秋天"), "11-30"),
    **dict.fromkeys(("late", "winter", "冬季", "冬天", "around", "about"), "12-31"),
    **dict.fromkeys(("前后", "左右"), "12-31"),
}
_UNDATED = (
    *("decade", "parliament", "term", "century", "working days", "christmas"),
    *("中叶", "任期内", "届末", "工作日", "春节", "过去", "近三年", "年累计", "近年"),
    *(
        "soon",
        "tbd",
        "tbc",
        "ongoing",
        "every year",
        "annually",
        "each year",
        "last month",
        "this month",
        "next month",
    ),
    *("近期", "尽快", "待定", "适时", "每年", "每月", "逐年", "上月", "本月", "下月"),
    *("个月前", "长期", "常年", "持续"),
)
_NO_YEAR_EXAMPLE = "2030"
# Years to add to a year of another calendar.
_CALENDARS = {
    "民国": 1911,
    "民國": 1911,
    "roc": 1911,
    "令和": 2018,
    "reiwa": 2018,
    "平成": 1988,
    "heisei": 1988,
    "昭和": 1925,
    "showa": 1925,
    "大正": 1911,
    "明治": 1867,
    "佛历": -543,
    "佛曆": -543,
    "be": -543,
    "b.e.": -543,
}
_CALENDARS_BY_INITIAL = {"r": 2018, "h": 1988}
_LUNAR_CALENDARS = (
    *("hijri", "a.h.", "ah", "h", "伊斯兰历", "回历", "希吉来历", "هـ"),
)
# A year of the Hijri calendar is so many of ours; its first began in July 622.
_LUNAR_YEAR, _LUNAR_START = 0.970224, 621.5774


def explain_unclear(text: str) -> FailureReason | None:
    """Return the reason that a text names no last day, with one to write, or None.

    >>> explain_unclear("early 2026").facts
    {'text': 'early 2026', 'example': '2026-03-31'}
    >>> explain_unclear("民国113年").facts
    {'year': '2024'}
    """
    return (
        _explain_calendar(_write_numerals(text))
        or _explain_lunar(text)
        or _explain_financial_quarter(text)
        or _explain_part(text)
    )


def _explain_calendar(text: str) -> FailureReason | None:
    match = _calendar_pattern().search(text)
    if match is None:
        return None
    if initial := match["initial"]:
        start, number = _CALENDARS_BY_INITIAL[initial.casefold()], match["of"]
    else:
        start = _CALENDARS[(match["name"] or match["last"]).casefold()]
        number = match["year"] or match["first"]
    year = str(start + int(number))
    return FailureReason(ReadingProblem.OTHER_CALENDAR, {"year": year})


def _write_numerals(text: str) -> str:
    """Write the year of 民國一一三年 and 令和元年 in digits."""
    return _numeral_pattern().sub(_write_numeral, text.replace("元年", "一年"))


def _write_numeral(match: re.Match[str]) -> str:
    number = read_numeral(match[0])
    if number is not None:
        return str(number)
    return "".join(str(read_numeral(digit) or 0) for digit in match[0])


def _explain_lunar(text: str) -> FailureReason | None:
    match = _lunar_pattern().search(text)
    if match is None:
        return None
    first = int(int(match["year"] or match["first"]) * _LUNAR_YEAR + _LUNAR_START)
    return FailureReason(
        ReadingProblem.LUNAR_YEAR, {"first": first, "second": first + 1}
    )


def _explain_financial_quarter(text: str) -> FailureReason | None:
    if _financial_quarter_pattern().search(text) is None:
        return None
    return FailureReason(ReadingProblem.FINANCIAL_QUARTER, {})


def _explain_part(text: str) -> FailureReason | None:
    match = _part_pattern().search(text)
    example = (
        _EXAMPLE_DAYS.get((match["part"] or match["last"]).casefold(), "")
        if match
        else ""
    )
    if match and example:
        day = f"{match['year'] or match['first']}-{example}"
        return _not_a_day(text, day)
    if decade := _decade_pattern().search(text):
        return _not_a_day(
            text, f"{decade['decade']}{'5' if decade['mid'] else '9'}-12-31"
        )
    if not any(word in text.casefold() for word in _UNDATED):
        return None
    year = _year_pattern().search(text)
    return _not_a_day(text, f"{year[0] if year else _NO_YEAR_EXAMPLE}-12-31")


def _not_a_day(text: str, example: str) -> FailureReason:
    return FailureReason(ReadingProblem.NO_LAST_DAY, {"text": text, "example": example})


@cache
def _part_pattern() -> re.Pattern[str]:
    english = "|".join(word for word in _EXAMPLE_DAYS if word.isascii())
    chinese = "|".join(word for word in _EXAMPLE_DAYS if not word.isascii())
    return re.compile(
        rf"\b(?P<part>{english})(?:[ -]| of | in |, )(?P<year>[0-9]{{4}})\b(?!s)"
        rf"|(?P<first>[0-9]{{4}})年?(?P<last>{chinese})",
        re.IGNORECASE,
    )


@cache
def _year_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")


@cache
def _decade_pattern() -> re.Pattern[str]:
    return re.compile(r"(?P<mid>mid-)?(?P<decade>[0-9]{3})0s\b", re.IGNORECASE)


@cache
def _calendar_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _CALENDARS))
    return re.compile(
        rf"(?<![a-z])(?P<name>{names}) ?(?P<year>[0-9]{{1,4}})(?![0-9])"
        r"|(?<![0-9])(?P<first>[0-9]{4}) ?(?P<last>be|b\.e\.)$"
        # H1 and H2 are halves of a year.
        r"|^(?P<initial>R(?=[1-9])|H(?=[3-9]|[1-3][0-9]))(?P<of>[0-9]{1,2})(?:年度?)?$",
        re.IGNORECASE,
    )


@cache
def _financial_quarter_pattern() -> re.Pattern[str]:
    quarter = r"(?:Q[1-4]|[1-4]Q)"
    year = r"(?:(?:FY|fiscal|financial)(?: year)? ?'?[0-9]{2}|[0-9]{4}[-/][0-9]{2}\b)"
    behind = rf"\b{year}[0-9]*(?:[-/][0-9]{{2,4}})?[ -]?{quarter}"
    return re.compile(rf"\b{quarter},? ?(?:of )?{year}|{behind}", re.IGNORECASE)


@cache
def _lunar_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _LUNAR_CALENDARS))
    return re.compile(
        rf"^(?:{names}) ?(?P<year>1[0-9]{{3}})(?![0-9])"
        rf"|(?<![0-9])(?P<first>1[34][0-9]{{2}}) ?(?:{names})(?![a-z])",
        re.IGNORECASE,
    )


@cache
def _numeral_pattern() -> re.Pattern[str]:
    return re.compile(r"[〇零一二三四五六七八九十]{1,4}(?=年)")
