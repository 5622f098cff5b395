"""Explain times that name no last day: early 2026, 任期内, 民国113年, Q3 FY24."""

from __future__ import annotations

import re
from functools import cache

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
)
_NO_YEAR_EXAMPLE = "2030-12-31"
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


def explain_unclear(text: str) -> FailureReason | None:
    """Return why a text names no last day, with one to write; None for other texts.

    >>> explain_unclear("early 2026").facts
    {'text': 'early 2026', 'example': '2026-03-31'}
    >>> explain_unclear("民国113年").facts
    {'year': '2024'}
    """
    return (
        _explain_calendar(text)
        or _explain_financial_quarter(text)
        or _explain_part(text)
    )


def _explain_calendar(text: str) -> FailureReason | None:
    match = _calendar_pattern().search(text)
    if match is None:
        return None
    name, number = match["name"] or match["last"], match["year"] or match["first"]
    year = str(_CALENDARS[name.casefold()] + int(number))
    return FailureReason(ReadingProblem.OTHER_CALENDAR, {"year": year})


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
    is_undated = any(word in text.casefold() for word in _UNDATED)
    return _not_a_day(text, _NO_YEAR_EXAMPLE) if is_undated else None


def _not_a_day(text: str, example: str) -> FailureReason:
    return FailureReason(ReadingProblem.NO_LAST_DAY, {"text": text, "example": example})


@cache
def _part_pattern() -> re.Pattern[str]:
    english = "|".join(word for word in _EXAMPLE_DAYS if word.isascii())
    chinese = "|".join(word for word in _EXAMPLE_DAYS if not word.isascii())
    return re.compile(
        rf"\b(?P<part>{english})(?:[ -]| of | in )(?P<year>[0-9]{{4}})\b(?!s)"
        rf"|(?P<first>[0-9]{{4}})年?(?P<last>{chinese})",
        re.IGNORECASE,
    )


@cache
def _decade_pattern() -> re.Pattern[str]:
    return re.compile(r"(?P<mid>mid-)?(?P<decade>[0-9]{3})0s\b", re.IGNORECASE)


@cache
def _calendar_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _CALENDARS))
    return re.compile(
        rf"(?<![a-z])(?P<name>{names}) ?(?P<year>[0-9]{{1,4}})(?![0-9])"
        rf"|(?<![0-9])(?P<first>[0-9]{{4}}) ?(?P<last>be|b\.e\.)$",
        re.IGNORECASE,
    )


@cache
def _financial_quarter_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\bQ[1-4] (?:of )?(?:FY ?[0-9]{2}|[0-9]{4}[-/][0-9]{2}\b)", re.IGNORECASE
    )
