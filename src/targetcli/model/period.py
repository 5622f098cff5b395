"""Read and write periods and deadlines: 2025 · 2025Q2 · 2021..2025 · 十四五 · 2025年底.

Nothing that a text leaves out is filled in from today's date; relative words need the
day they refer to.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.model.english_dates import rewrite_date
from targetcli.model.financial_year import (
    FinancialYear,
    explain_missing,
    read_months,
)
from targetcli.model.numerals import read_numeral
from targetcli.model.other_date_forms import (
    explain_day_or_month,
    explain_other_form,
)
from targetcli.model.quantity import has_raised_digits, normalize_text
from targetcli.model.unclear_dates import explain_unclear
from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ReadingProblem

ACCEPTED = (
    "2025",
    "2025-06",
    "2025-06-30",
    "2025Q2",
    "2025H1",
    "2021..2025",
    "2025年底",
    "2025年上半年",
    "2025年前三季度",
    "十四五",
    "March 2025",
    "31 March 2025",
    "end of 2025",
    "Q3 2025",
    "first half of 2025",
    "last-month",
)
ACCEPTED_DAYS = ("2025-06-30", "2025-06", "2025", "2025年6月30日", "today")
FIRST_YEAR, LAST_YEAR = 1900, 2199
_MAX_LENGTH = 64
_ISO_LENGTHS = (4, 7, 10)
_MONTHS_A_QUARTER, _MONTHS_A_YEAR = 3, 12
_SIXTH_PLAN, _SIXTH_PLAN_STARTS, _YEARS_A_PLAN = 6, 1981, 5


class Span(NamedTuple):
    """Stretch of whole days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1

    def contains(self, other: Span) -> bool:
        """Return True where the other span lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class ReferenceDays(NamedTuple):
    """Days that relative words such as "last month" and 明年 refer to, where known.

    `financial_year` is how the years of the place are counted where it is not by the
    calendar.
    """

    today: date | None = None
    announced: date | None = None
    financial_year: FinancialYear | None = None


NO_REFERENCE_DAYS = ReferenceDays()


def year_span(year: int) -> Span:
    """Return the calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def read_period(text: str, reference_days: ReferenceDays = NO_REFERENCE_DAYS) -> Span:
    """Read a period.

    Raises `Unreadable` for any other text, for an ambiguous date such as 01/02/2024,
    and for a relative word without the day it is relative to.
    """
    span = read_iso_period(text)
    if span is None:
        span = read_span(strip_inside(normalize_period(text)), reference_days)
    if span is None:
        problem = find_problem(text, reference_days)
        if problem is ReadingProblem.RELATIVE_DAY:
            problem = ReadingProblem.NO_YEAR
        raise Unreadable("period", text, ACCEPTED, problem)
    return span


def read_day(text: str, reference_days: ReferenceDays = NO_REFERENCE_DAYS) -> Span:
    """Read a day, a month or a year.

    A month or year counts as its last day. Raises `Unreadable` for anything else.
    """
    words, span = text, read_iso_period(text)
    if span is None:
        words = normalize_period(text)
        span = _read_calendar(words)
    if span is None:
        span = _read_relative_to_today(words, reference_days.today)
    if span is None or format_period(span).count("Q") or "H" in format_period(span):
        raise Unreadable("date", text, ACCEPTED_DAYS, _find_problem_of_day(words, span))
    return span


def read_iso_period(text: str) -> Span | None:
    """Return the span of 2025, 2025-06 or 2025-06-30; None for any other text.

    Stores and most files write them so; they need none of the patterns, which take
    longer to prepare than a short command to run.
    """
    year, month, day, marks = text[:4], text[5:7], text[8:], text[4::3]
    digits = year + month + day
    if len(text) not in _ISO_LENGTHS or marks.strip("-"):
        return None
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return _calendar_span(
        int(year), int(month) if month else None, int(day) if day else None
    )


def _find_problem_of_day(words: str, span: Span | None) -> FailureReason:
    if _ambiguous_pattern().fullmatch(words):
        return explain_day_or_month(words)
    if span is not None or not words:
        return FailureReason(ReadingProblem.UNKNOWN_FORM)
    return explain_other_form(words)


def names_state(text: str) -> bool:
    """Return True for words of how things stand on a day: 2023年底, as at."""
    words = normalize_period(text)
    as_at = match_form("as_at", words)
    return bool(
        as_at
        or match_form("end", words)
        or match_form("end_en", words)
        or match_form("quarter_end", words)
        or words.endswith(("底", "末", "年终"))
    )


def find_problem(
    text: str, reference_days: ReferenceDays
) -> ReadingProblem | FailureReason:
    """Return the reason that a text is no period: ambiguous, or without its day."""
    words = normalize_period(text)
    if not words:
        return _explain_unmatched(text)
    if _ambiguous_pattern().fullmatch(words):
        return explain_day_or_month(words)
    missing = explain_missing(words, reference_days.financial_year)
    if missing is not None:
        return missing
    unclear = explain_unclear(normalize_text(text))
    if unclear is not None:
        return unclear
    return (
        _explain_deadline_words(words)
        or _explain_relative(words, reference_days)
        or explain_other_form(normalize_text(text))
    )


def _explain_unmatched(text: str) -> ReadingProblem | FailureReason:
    """Return the reason for not reading a text: empty, too long, with raised digits."""
    if len(text) > _MAX_LENGTH:
        return FailureReason(ReadingProblem.TOO_LONG, {"longest": _MAX_LENGTH})
    if has_raised_digits(text):
        return ReadingProblem.RAISED_DIGITS
    return ReadingProblem.NO_TIME if text.strip() else ReadingProblem.EMPTY


def _explain_deadline_words(words: str) -> FailureReason | None:
    """Return the problem of deadline words (by, before, 前) in a period."""
    match = _of_deadline_pattern().fullmatch(words)
    named = (match["behind"] or match["before"]) if match else ""
    span = read_span(named, NO_REFERENCE_DAYS) if named else None
    if span is None:
        return None
    return FailureReason(ReadingProblem.OF_DEADLINE, {"example": format_period(span)})


def _explain_relative(
    words: str, reference_days: ReferenceDays
) -> ReadingProblem | None:
    if reference_days.announced is not None:
        return None
    some_day = reference_days._replace(announced=date(2000, 6, 15))
    is_relative = read_span(strip_by(words), some_day) is not None
    return ReadingProblem.RELATIVE_DAY if is_relative else None


def strip_by(words: str) -> str:
    """Return the words of a deadline without the "by" before them."""
    return _by_pattern().sub("", words)


def strip_inside(words: str) -> str:
    """Return the words of a period without the "in" before them."""
    return _inside_pattern().sub("", words)


@cache
def _of_deadline_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:by|before|until|no later than|not later than|up to|through|到|至|最[迟晚])"
        r" ?(?P<behind>.+)|(?P<before>.+?)(?:以前|之前|前| or earlier| at the latest)",
        re.IGNORECASE,
    )


@cache
def _inside_pattern() -> re.Pattern[str]:
    return re.compile(r"^(?:in|during) ", re.IGNORECASE)


@cache
def _by_pattern() -> re.Pattern[str]:
    return re.compile(
        r"^(?:by |until |through |up to |到|至|截至|截止到?)", re.IGNORECASE
    )


def format_period(span: Span) -> str:
    """Write a span in its shortest form, which reads back as the same span."""
    start, end = span
    if start == end:
        return start.isoformat()
    for length, name in ((12, ""), (6, "H"), (3, "Q"), (1, "-")):
        if (start.month - 1) % length == 0 and span == _span_of_months(start, length):
            return f"{start.year}{_format_part(name, start.month, length)}"
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years:
        return f"{start.year}..{end.year}"
    return f"{start.isoformat()}..{end.isoformat()}"


def months_between(start: date, end: date) -> int:
    """Count the whole months from the first day of one to the last day of another."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months - (after.day < start.day)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month."""
    # The standard library's `calendar` takes longer to load than all of this module.
    if month == _MONTHS_A_YEAR:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def _format_part(name: str, month: int, length: int) -> str:
    if not name:
        return ""
    return f"-{month:02d}" if name == "-" else f"{name}{(month - 1) // length + 1}"


def add_months(day: date, months: int) -> date:
    """Return the day some months later, or the last of that month if it is shorter."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - rarely needed

    return day + relativedelta(months=months)


def _span_of_months(start: date, count: int) -> Span:
    first = date(start.year, start.month, 1)
    month = start.month + count - 1
    return Span(first, date(start.year, month, days_in_month(start.year, month)))


def normalize_period(text: str) -> str:
    """Return the text ready to be matched; nothing where it is too long.

    English dates become those of ISO: 31 March 2024 is 2024-03-31.
    """
    if len(text) > _MAX_LENGTH or has_raised_digits(text):
        return ""
    return _rewrite_period(text)


@lru_cache(4096)
def _rewrite_period(text: str) -> str:
    words = _chinese_number_pattern().sub(
        _to_arabic, normalize_text(text).strip("“”‘’\"'").replace("○", "〇")
    )
    words = words.replace("月份", "月").replace("年元月", "年1月").removesuffix("累计")
    words = words.replace("个季度", "季度")
    words = _until_quarter_pattern().sub(r"年前\1季度", words)
    words = _short_quarter_pattern().sub(r"\g<0>度", words)
    return rewrite_date(_until_month_pattern().sub(r"年1-\1月", words))


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


def _to_arabic(match: re.Match[str]) -> str:
    """Turn the 二〇二五 of 二〇二五年 into 2025, the 三十 of 三十日 into 30."""
    number = read_numeral(match[0])
    return match[0] if number is None else str(number)


def read_span(text: str, reference_days: ReferenceDays) -> Span | None:
    """Read a normalized period; return None for any other text."""
    return _read_single_span(text, reference_days) or _read_span_of_two(
        text, reference_days
    )


def _read_single_span(text: str, reference_days: ReferenceDays) -> Span | None:
    return (
        _read_calendar(text)
        or _read_end_of(text)
        or _read_as_at(text, reference_days)
        or _read_part_of_year(text)
        or _read_months_to(text)
        or _read_financial_year(text, reference_days.financial_year)
        or read_plan(text)
        or _read_relative_to_today(text, reference_days.today)
        or _read_relative_to_announcement(text, reference_days.announced)
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    year = r"(?P<year>[0-9]{4})"
    count = r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十百]{1,3})"
    return re.compile(
        {
            "calendar": rf"{year}(?:年(?:内|全年|度)?|全年"
            r"|-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?"
            r"|年(?P<cm>[0-9]{1,2})月(?:(?P<cd>[0-9]{1,2})[日号])?)?",
            "end": rf"{year}(?:年(?P<m>[0-9]{{1,2}})月[底末]|年?年?[底末]|年?年终)",
            "end_en": rf"(?:the )?end(?: of|-) ?{year}(?:-(?P<m>[0-9]{{2}}))?",
            "as_at": r"(?:截至|截止到?|as at|as of|at the|at) ?(?P<period>.+)",
            "quarter_end": rf"(?P<period>{year}年?"
            r"(?:第?[一二三四1-4]季度|[上下]半年))末",
            "months_to": r"(?:the )?(?:year|(?P<n>[0-9]{1,2}) months) "
            r"(?:to|ending|ended) (?P<last>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)",
            "half": rf"{year}(?:-?H(?P<h>[12])|年?(?P<ch>[上下])半年)",
            "quarter": rf"{year}(?:年?-?Q(?P<q>[1-4])"
            r"|年?第?(?P<cq>[一二三四1-4])季度)",
            "to_date": rf"{year}年?(?:前(?P<q>[二两三23])季度"
            r"|前(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})个月)"
            rf"|{year.replace('year', 'of')}年1月?[-–—~至到](?P<m>[0-9]{{1,2}})月",
            "months": rf"{year}年(?P<first>[0-9]{{1,2}})月?[-–—~至到]"
            r"(?P<last>[0-9]{1,2})月",
            "plan": r"[“\"']?(?P<n>十?[一二三四五六七八九]|十)五[”\"']?"
            r"(?:规划)?(?P<when>期间|时期|末|期末|年末)?",
            "plan_en": r"(?:the )?(?P<n>[0-9]{1,2})(?:st|nd|rd|th) five[- ]year plan"
            r"(?: period)?",
            "dots": r"(?P<from>.+?) ?\.\. ?(?P<to>.+)",
            "years": r"(?P<from>[0-9]{4})年? ?[-–—~至到] ?(?P<to>[0-9]{4})年?",
            "span": r"(?P<from>[0-9].*?[月日季度年]) ?[-–—~至到] ?(?P<to>[0-9]{4}年.*)",
            "coming": rf"(?:未来|今后|接下来){count}(?P<unit>年|个月|天|日|周)",
            "coming_en": r"(?:in |over )?(?:the )?next (?P<n>[0-9]{1,3}) "
            r"(?P<unit>year|month|week|day)s?",
            "within": rf"{count}(?P<unit>年|个月|天|日|周)(?:之内|以内|内)",
            "within_en": r"within (?:the next )?(?P<n>[0-9]{1,3}) "
            r"(?P<unit>year|month|week|day)s?",
            "year_end_en": r"(?:the )?end of (?P<year>(?:the|this|next|last) year)",
            "bare": r"(?:第?[一二三四1-4]季度|[上下]半年)末?|前[二两三23]季度|全年"
            r"|前(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})个月"
            r"|1月?[-–—~至到][0-9]{1,2}月"
            r"|[0-9]{1,2}月(?:[0-9]{1,2}日|[底末])?|年?[底末]|年终",
        }[name],
        re.IGNORECASE,
    )


def match_form(name: str, text: str) -> re.Match[str] | None:
    """Match a whole normalized text with one form of a period."""
    return _pattern(name).fullmatch(text)


def _read_calendar(text: str) -> Span | None:
    match = match_form("calendar", text)
    if match is None:
        return None
    year, month = int(match["year"]), match["m"] or match["cm"]
    day = match["d"] or match["cd"]
    return _calendar_span(
        year, int(month) if month else None, int(day) if day else None
    )


def _calendar_span(year: int, month: int | None, day: int | None) -> Span | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return year_span(year)
    if not 1 <= month <= _MONTHS_A_YEAR:
        return None
    if day is None:
        return _span_of_months(date(year, month, 1), 1)
    if not 1 <= day <= days_in_month(year, month):
        return None
    return Span(date(year, month, day), date(year, month, day))


def _read_end_of(text: str) -> Span | None:
    match = match_form("end", text) or match_form("end_en", text)
    if match is None:
        return None
    month = match["m"]
    span = _calendar_span(int(match["year"]), int(month) if month else None, None)
    return None if span is None else Span(span.end, span.end)


def _read_as_at(text: str, reference_days: ReferenceDays) -> Span | None:
    """Read 截至2024年6月 and 三季度末, which are the last day of that time."""
    match = match_form("as_at", text) or match_form("quarter_end", text)
    span = _read_single_span(match["period"], reference_days) if match else None
    return Span(span.end, span.end) if span else None


def _read_months_to(text: str) -> Span | None:
    """Read "year to March 2024", and "12 months to June 2024"."""
    match = match_form("months_to", text)
    last = _read_calendar(match["last"]) if match else None
    if match is None or last is None:
        return None
    months = int(match["n"] or _MONTHS_A_YEAR)
    if not 1 <= months <= _MONTHS_A_YEAR * _YEARS_A_PLAN:
        return None
    after = last.end + timedelta(days=1)
    return Span(add_months(after, -months), last.end)


def _read_financial_year(text: str, year: FinancialYear | None) -> Span | None:
    months = read_months(text, year)
    return Span(*months) if months else None


def _read_part_of_year(text: str) -> Span | None:
    if match := match_form("half", text):
        second = match["h"] == "2" or match["ch"] == "下"
        return _span_in_year(match["year"], 7 if second else 1, 6)
    if match := match_form("quarter", text):
        quarter = _read_small_number(match["q"] or match["cq"])
        return _span_in_year(match["year"], 3 * quarter - 2, 3)
    if match := match_form("to_date", text):
        months = (
            3 * _read_small_number(match["q"])
            if match["q"]
            else _read_small_number(match["n"] or match["m"])
        )
        return _span_in_year(match["year"] or match["of"], 1, months)
    if match := match_form("months", text):
        first, last = int(match["first"]), int(match["last"])
        if 1 <= first <= last <= _MONTHS_A_YEAR:
            return _span_in_year(match["year"], first, last - first + 1)
    return None


def _span_in_year(year_text: str, month: int, count: int) -> Span | None:
    year = int(year_text)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= count <= _MONTHS_A_YEAR):
        return None
    return _span_of_months(date(year, month, 1), count)


def _read_small_number(text: str) -> int:
    return int(text) if text.isascii() else int(read_numeral(text) or 0)


def read_plan(text: str) -> Span | None:
    """Read the years of a five-year plan, or their last day; None for other words."""
    match = match_form("plan", text) or match_form("plan_en", text)
    number = _read_small_number(match["n"]) if match else 0
    # The plans before the sixth did not follow each other every five years.
    if match is None or number < _SIXTH_PLAN:
        return None
    start = _SIXTH_PLAN_STARTS + _YEARS_A_PLAN * (number - _SIXTH_PLAN)
    span = Span(date(start, 1, 1), date(start + _YEARS_A_PLAN - 1, 12, 31))
    ends = (match.groupdict().get("when") or "").endswith("末")
    return Span(span.end, span.end) if ends else span


def _read_relative_to_today(text: str, today: date | None) -> Span | None:
    if today is None:
        return None
    name = text.casefold()
    if name == "today":
        return Span(today, today)
    direction, _, unit = name.partition("-")
    lengths = {"year": 12, "half": 6, "quarter": 3, "month": 1}
    if direction not in ("this", "last") or unit not in lengths:
        return None
    current = enclosing_span(today, lengths[unit])
    return (
        current
        if direction == "this"
        else enclosing_span(current.start - timedelta(days=1), lengths[unit])
    )


def enclosing_span(day: date, length: int) -> Span:
    """Return the year, half, quarter or month that holds the day."""
    month = (day.month - 1) // length * length + 1
    return _span_of_months(date(day.year, month, 1), length)


def _read_span_of_two(text: str, reference_days: ReferenceDays) -> Span | None:
    match = (
        match_form("dots", text)
        or match_form("years", text)
        or match_form("span", text)
    )
    if match is None:
        return None
    first = _read_single_span(match["from"], reference_days)
    last = _read_single_span(match["to"], reference_days)
    if first is None or last is None or first.start > last.end:
        return None
    return Span(first.start, last.end)


_YEARS_FROM_ANNOUNCEMENT = {
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "后年": 2,
    "去年": -1,
    "前年": -2,
}
_MONTHS_OF_UNIT = {"年": 12, "year": 12, "个月": 1, "month": 1}
_DAYS_OF_UNIT = {"天": 1, "日": 1, "day": 1, "周": 7, "week": 7}


def _read_relative_to_announcement(text: str, announced: date | None) -> Span | None:
    if announced is None:
        return None
    years = _YEARS_FROM_ANNOUNCEMENT.get(text[:2])
    if years is not None:
        return _read_single_span(
            f"{announced.year + years}年{text[2:]}", NO_REFERENCE_DAYS
        )
    if text.casefold() in ("年内", "this year", "the year"):
        return year_span(announced.year)
    if text.casefold() in ("next year", "last year"):
        return year_span(announced.year + (1 if text[:1] in "nN" else -1))
    if match := match_form("year_end_en", text):
        year = _read_relative_to_announcement(match["year"], announced)
        return Span(year.end, year.end) if year else None
    if match_form("bare", text):
        return _read_single_span(
            f"{announced.year}年{text.removeprefix('年')}", NO_REFERENCE_DAYS
        )
    return _read_span_ahead(text, announced)


def _read_span_ahead(text: str, announced: date) -> Span | None:
    if text == "半年内":
        text = "6个月内"
    match = (
        match_coming(text)
        or match_form("within", text)
        or match_form("within_en", text)
    )
    count = _read_small_number(match["n"]) if match else 0
    if match is None or count == 0:
        return None
    unit = match["unit"].casefold()
    end = add_months(announced, count * _MONTHS_OF_UNIT.get(unit, 0))
    end += timedelta(days=count * _DAYS_OF_UNIT.get(unit, 0))
    return Span(announced, end) if end.year <= LAST_YEAR else None


def match_coming(text: str) -> re.Match[str] | None:
    """Match words for the time that begins with the announcement: 未来三年."""
    return match_form("coming", text) or match_form("coming_en", text)


@cache
def _ambiguous_pattern() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")
