"""Explain how to write a time that is written otherwise: 2024-W13, 45473, '24.

Each has one reading or two that can be named; none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem

_DAYS_A_WEEK = 7
_MONTHS_A_YEAR = 12
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# Day 1 of a spreadsheet's calendar, which counts a day that was none.
_SPREADSHEET_START = date(1899, 12, 30)
_FIRST_PLAUSIBLE_DAY, _LAST_PLAUSIBLE_DAY = 20_000, 80_000
_CENTURY, _SHORTEST_FULL_YEAR = 2000, 1000
_YEARS_OF_EXAMPLE = 5
_LEAP_YEAR = 2000
_TWO_TIMES = (
    r"^(?:by |到)?(?P<first>(?:19|20|21)[0-9]{2}年?)(?: ?[、,和或&] ?| and | or )"
    r"(?P<second>(?:19|20|21)[0-9]{2}年?)[底末]?$"
)
_Explain = Callable[[re.Match[str]], FailureReason | None]


def explain_other_form(text: str) -> FailureReason:
    """Return the reason that a text is no time, with a form to write in its place.

    >>> explain_other_form("2024-W13").facts
    {'example': '2024-03-25..2024-03-31'}
    >>> explain_other_form("20240630").facts
    {'example': '2024-06-30'}
    """
    for pattern, explain in _forms():
        match = pattern.search(text)
        reason = explain(match) if match else None
        if reason is not None:
            return reason
    return _explain_part(text)


def explain_day_or_month(text: str) -> FailureReason:
    """Return the readings of 01/02/2024, and the only one of 31/03/2024."""
    first, second, year = (int(number) for number in re.split("[/.-]", text))
    year += _CENTURY if year < _SHORTEST_FULL_YEAR else 0
    days = sorted(
        {
            day
            for day in (_find_day(year, second, first), _find_day(year, first, second))
            if day
        },
        reverse=True,
    )
    if not days:
        return FailureReason(ReadingProblem.NO_SUCH_DAY)
    example, *others = map(date.isoformat, days)
    if not others:
        return FailureReason(ReadingProblem.YEAR_LAST, {"example": example})
    return FailureReason(
        ReadingProblem.DAY_OR_MONTH, {"first": example, "second": others[0]}
    )


def _explain_week(match: re.Match[str]) -> FailureReason | None:
    year, week = int(match["year"]), int(match["week"])
    try:
        start = date.fromisocalendar(year, week, 1)
    except ValueError:
        return FailureReason(ReadingProblem.NO_SUCH_DAY)
    end = start + timedelta(_DAYS_A_WEEK - 1)
    return FailureReason(ReadingProblem.WEEK, {"example": f"{start}..{end}"})


def _explain_month_or_day(match: re.Match[str]) -> FailureReason | None:
    """Explain Mar 24 and 24-Mar: a day of March, or March of 2024."""
    parts = match.groupdict()
    number = int(parts.get("number") or parts["before"])
    name = (parts.get("month") or parts["behind"]).capitalize()
    month = _MONTHS.split("|").index(name[:3].lower()) + 1
    if _find_day(_LEAP_YEAR, month, number) is None:
        return FailureReason(ReadingProblem.NO_SUCH_DAY)
    first = f"{_CENTURY + number}-{month:02d}"
    return FailureReason(
        ReadingProblem.DAY_OR_YEAR, {"first": first, "second": f"{number} {name}"}
    )


def _explain_compact(match: re.Match[str]) -> FailureReason | None:
    year, month, day = match["year"], match["month"], match["day"]
    if not 1 <= int(month) <= _MONTHS_A_YEAR:
        return None
    if day and _find_day(int(year), int(month), int(day)) is None:
        return FailureReason(ReadingProblem.NO_SUCH_DAY)
    example = "-".join(filter(None, (year, month, day)))
    return FailureReason(ReadingProblem.COMPACT_DATE, {"example": example})


def _explain_day_number(match: re.Match[str]) -> FailureReason | None:
    days = int(match[0])
    if not _FIRST_PLAUSIBLE_DAY <= days <= _LAST_PLAUSIBLE_DAY:
        return None
    day = _SPREADSHEET_START + timedelta(days)
    return FailureReason(ReadingProblem.DAY_NUMBER, {"example": day.isoformat()})


def _explain_time_of_day(match: re.Match[str]) -> FailureReason | None:
    return FailureReason(
        ReadingProblem.TIME_OF_DAY, {"example": match["day"] or "2025-06-30"}
    )


def _explain_loose_month(match: re.Match[str]) -> FailureReason | None:
    month = int(match["month"])
    if not 1 <= month <= _MONTHS_A_YEAR:
        return None
    example = f"{match['year']}-{month:02d}"
    # A spreadsheet saves 2024.10 as 2024.1.
    if match[0].endswith(".1"):
        return FailureReason(
            ReadingProblem.TWO_MONTHS,
            {"first": example, "second": f"{match['year']}-10"},
        )
    return FailureReason(ReadingProblem.LOOSE_MONTH, {"example": example})


def _explain_short_year(match: re.Match[str]) -> FailureReason | None:
    parts = match.groupdict("")
    year = f"{_CENTURY + int(parts['year'])}"
    example = f"{parts['day']} {year}" if "day" in parts else f"{year}{parts['rest']}"
    return FailureReason(ReadingProblem.SHORT_YEAR, {"example": example})


def _explain_two_times(match: re.Match[str]) -> FailureReason | None:
    return FailureReason(
        ReadingProblem.TWO_TIMES, {"first": match["first"], "second": match["second"]}
    )


def _explain_open_end(match: re.Match[str]) -> FailureReason | None:
    year = int(match["year"])
    example = f"{year}..{year + _YEARS_OF_EXAMPLE}"
    return FailureReason(ReadingProblem.OPEN_END, {"example": example})


def _explain_school_year(match: re.Match[str]) -> FailureReason | None:
    year = int(re.sub(r"^.*?([0-9]{4}).*$", r"\1", match[0]))
    return FailureReason(
        ReadingProblem.SCHOOL_YEAR, {"example": f"{year}-09..{year + 1}-08"}
    )


def _explain_no_such_day(_: re.Match[str]) -> FailureReason | None:
    return FailureReason(ReadingProblem.NO_SUCH_DAY)


def _explain_no_year(_: re.Match[str]) -> FailureReason | None:
    return FailureReason(ReadingProblem.NO_YEAR)


def _explain_length(match: re.Match[str]) -> FailureReason | None:
    length = match.groupdict().get("length")
    example = f"{length}内" if length else f"within {match['english']}"
    return FailureReason(ReadingProblem.LENGTH_OF_TIME, {"example": example})


def _explain_part(text: str) -> FailureReason:
    """Return the part of a text that was read: its year, where it has one."""
    match = _year_pattern().search(text)
    if match is None:
        return FailureReason(ReadingProblem.NO_TIME)
    left = (text[: match.start()].strip(" ,，"), text[match.end() :].strip(" ,，年"))
    unread = " … ".join(filter(None, left))
    if not unread:
        return FailureReason(ReadingProblem.NO_TIME)
    later = int(match[0]) + _YEARS_OF_EXAMPLE
    return FailureReason(
        ReadingProblem.YEAR_READ, {"year": match[0], "unread": unread, "later": later}
    )


def _find_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _year_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")


@cache
def _forms() -> tuple[tuple[re.Pattern[str], _Explain], ...]:
    year, one_year = r"(?P<year>(?:19|20|21)[0-9]{2})", r"(?:19|20|21)[0-9]{2}年?"
    month, week = rf"(?:{_MONTHS})[a-z]*\.?", r"(?P<week>[0-9]{1,2})"
    weeks = (
        rf"{year}-?W{week}(?:-?[1-7])?$",
        rf"\bweek {week},? (?:of |in )?{year}",
        rf"{year}年第?{week}周",
    )
    month_or_day = (
        rf"^(?P<month>{month}) ?(?P<number>[0-9]{{2}})$",
        rf"^(?P<before>[0-9]{{2}})-(?P<behind>{month})$",
    )
    day_of_month = rf"(?P<day>[0-9]{{1,2}} {month}|{month} [0-9]{{1,2}})"
    short_years = (
        r"^'(?P<year>[0-9]{2})(?P<rest>.*)$",
        r"^(?P<year>[0-9]{2})(?P<rest>年.*)$",
        rf"^{day_of_month},? '?(?P<year>[0-9]{{2}})$",
    )
    open_ends = (
        rf"^(?:since|after|from) {year}$",
        rf"^{year}年?(?:以后|之后|后|起|以来| onwards?| and after)$",
    )
    school_years = (
        rf"(?:academic|school) year.*{one_year}",
        rf"{one_year}.*(?:学年|(?:academic|school) year)",
    )
    no_such_days = (
        rf"^{one_year}(?:-?[QH][0-9]|-[0-9]{{2}}(?:-[0-9]{{2}})?)$",
        rf"^{one_year}[0-9]{{1,2}}月(?:[0-9]{{1,2}}[日号])?$",
        rf"^[0-9]{{1,2}} {month} {one_year}$|^{month} [0-9]{{1,2}}$",
    )
    chinese_number = "[0-9一二两三四五六七八九十]{1,3}"
    lengths = (
        rf"^(?:连续|这)?(?P<length>{chinese_number}(?:年|个月|天|周))(?:行动.*)?$",
        r"^(?P<english>[0-9]{1,3} (?:year|month|week|day)s?)$",
    )
    forms: tuple[tuple[tuple[str, ...], _Explain], ...] = (
        (weeks, _explain_week),
        (month_or_day, _explain_month_or_day),
        ((rf"^{year}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})?$",), _explain_compact),
        ((r"^[0-9]{5}$",), _explain_day_number),
        (
            (r"(?P<day>[0-9-]{10})?[T ]?(?<![0-9])[0-9]{1,2}:[0-9]{2}",),
            _explain_time_of_day,
        ),
        ((rf"^{year}[./-](?P<month>[0-9]{{1,2}})$",), _explain_loose_month),
        (short_years, _explain_short_year),
        ((_TWO_TIMES,), _explain_two_times),
        (open_ends, _explain_open_end),
        (school_years, _explain_school_year),
        (no_such_days, _explain_no_such_day),
        ((r"^(?:Q[1-4]|H[12])$",), _explain_no_year),
        (lengths, _explain_length),
    )
    return tuple(
        (re.compile(pattern, re.IGNORECASE), explain)
        for patterns, explain in forms
        for pattern in patterns
    )
