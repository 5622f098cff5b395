"""Periods and deadlines: 2025 · 2025Q2 · 2021..2025 · 十四五 · 2025年底.

A span is two inclusive days. What a text leaves out is never filled in from today's
date; relative words need the day they are relative to, and are resolved once.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import cache
from typing import NamedTuple

from targetcli.errors import Unreadable
from targetcli.model.numerals import read_numeral
from targetcli.model.quantity import plain

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
    "last-month",
)
ACCEPTED_DAYS = ("2025-06-30", "2025-06", "2025", "2025年6月30日", "today")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MONTHS_A_QUARTER, _MONTHS_A_YEAR = 3, 12
_SIXTH_PLAN, _SIXTH_PLAN_STARTS, _YEARS_A_PLAN = 6, 1981, 5


class Span(NamedTuple):
    """A stretch of whole days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1

    def holds(self, other: Span) -> bool:
        """Say whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Relatives(NamedTuple):
    """The days that relative words are relative to; None where there is none."""

    today: date | None = None
    announced: date | None = None


NOTHING = Relatives()


class Deadline(NamedTuple):
    """A deadline, and the first day of its window where the words give one."""

    window_start: date | None
    day: date


def year_span(year: int) -> Span:
    """Return the calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def read_period(text: str, relatives: Relatives = NOTHING) -> Span:
    """Read a period.

    Raises `Unreadable` for what is not one, for an ambiguous date such as 01/02/2024,
    and for a relative word without the day it is relative to.
    """
    span = _read(plain(text).strip("“”\"'"), relatives)
    if span is None:
        raise Unreadable("period", text, ACCEPTED)
    return span


def read_day(text: str, relatives: Relatives = NOTHING) -> Span:
    """Read a day, or a month or year where no more is known.

    Such a partial date counts as its last day. Raises `Unreadable` for anything else.
    """
    words = plain(text)
    span = _calendar(words) or _named_by_today(words, relatives.today)
    if span is None or period_text(span).count("Q") or "H" in period_text(span):
        raise Unreadable("date", text, ACCEPTED_DAYS)
    return span


def read_deadline(text: str, relatives: Relatives = NOTHING) -> Deadline:
    """Read a deadline: a year means its last day, "before 2025" 2024-12-31.

    Raises `Unreadable` as `read_period` does.
    """
    words = plain(text)
    for pattern in _before():
        if match := pattern.fullmatch(words):
            span = read_period(match["period"], relatives)
            return Deadline(None, span.start - timedelta(days=1))
    bare = _by().sub("", words).removesuffix("之前").removesuffix("前")
    span = read_period(bare or text, relatives)
    return Deadline(span.start if _is_window(bare) else None, span.end)


def period_text(span: Span) -> str:
    """Write a span in its shortest form; reading it again gives the same span."""
    start, end = span
    if start == end:
        return start.isoformat()
    for length, name in ((12, ""), (6, "H"), (3, "Q"), (1, "-")):
        if (start.month - 1) % length == 0 and span == _months(start, length):
            return f"{start.year}{_part(name, start.month, length)}"
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years:
        return f"{start.year}..{end.year}"
    return f"{start.isoformat()}..{end.isoformat()}"


def months_between(start: date, end: date) -> int:
    """Count the whole months from the first day of one to the last day of another."""
    after = end + timedelta(days=1) if end < date.max else end
    months = (after.year - start.year) * 12 + after.month - start.month
    return months - (after.day < start.day)


def _part(name: str, month: int, length: int) -> str:
    if not name:
        return ""
    return f"-{month:02d}" if name == "-" else f"{name}{(month - 1) // length + 1}"


def _months(start: date, count: int) -> Span:
    first = date(start.year, start.month, 1)
    month = start.month + count - 1
    return Span(first, date(start.year, month, monthrange(start.year, month)[1]))


def _read(words: str, relatives: Relatives) -> Span | None:
    return (
        _calendar(words)
        or _end_of(words)
        or _part_of_year(words)
        or _plan(words)
        or _named_by_today(words, relatives.today)
        or _range(words, relatives)
        or _named_by_announcement(words, relatives.announced)
    )


@cache
def _patterns(name: str) -> re.Pattern[str]:
    year = r"(?P<year>[0-9]{4})"
    return re.compile(
        {
            "calendar": rf"{year}(?:年|-(?P<m>[0-9]{{2}})(?:-(?P<d>[0-9]{{2}}))?"
            r"|年(?P<cm>[0-9]{1,2})月(?:(?P<cd>[0-9]{1,2})[日号])?)?",
            "end": rf"{year}(?:年(?:(?P<m>[0-9]{{1,2}})月)?)?(?:年?[底末]|年终)",
            "end_en": rf"(?:the )?end(?: of|-) ?{year}",
            "half": rf"{year}(?:-?H(?P<h>[12])|年(?P<ch>[上下])半年)",
            "quarter": rf"{year}(?:-?Q(?P<q>[1-4])"
            r"|年第?(?P<cq>[一二三四1-4])季度)",
            "to_date": rf"{year}年(?:前(?P<q>[二两三23])季度"
            r"|前(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})个月"
            r"|1月?[-–—~至到](?P<m>[0-9]{1,2})月)",
            "plan": r"[“\"']?(?P<n>十?[一二三四五六七八九]|十)五[”\"']?"
            r"(?:规划)?(?P<when>期间|时期|末|期末|年末)?",
            "plan_en": r"(?P<n>[0-9]{1,2})(?:st|nd|rd|th) five-year plan",
            "dots": r"(?P<from>.+?) ?\.\. ?(?P<to>.+)",
            "years": r"(?P<from>[0-9]{4})年? ?[-–—~至到] ?(?P<to>[0-9]{4})年?",
            "span": r"(?P<from>[0-9].*?[月日季度年]) ?[-–—~至到] ?(?P<to>[0-9]{4}年.*)",
            "coming": r"(?:未来|今后|接下来)(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]+)"
            r"(?P<unit>年|个月)",
            "within": r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]+)(?P<unit>年|个月)"
            r"(?:之内|以内|内)",
            "within_en": r"(?:within|in the next|next) (?:the next )?"
            r"(?P<n>[0-9]{1,3}) (?P<unit>year|month)s?",
            "bare": r"第?[一二三四1-4]季度|前[二两三23]季度|[上下]半年"
            r"|前(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})个月|1月?[-–—~至到][0-9]{1,2}月"
            r"|[0-9]{1,2}月(?:[0-9]{1,2}日)?底?|年?[底末]",
        }[name],
        re.IGNORECASE,
    )


def _match(name: str, words: str) -> re.Match[str] | None:
    return _patterns(name).fullmatch(words)


def _calendar(words: str) -> Span | None:
    match = _match("calendar", _western_years(words))
    if match is None:
        return None
    year, month = int(match["year"]), match["m"] or match["cm"]
    day = match["d"] or match["cd"]
    return _dated(year, int(month) if month else None, int(day) if day else None)


def _dated(year: int, month: int | None, day: int | None) -> Span | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None:
        return year_span(year)
    if not 1 <= month <= _MONTHS_A_YEAR:
        return None
    if day is None:
        return _months(date(year, month, 1), 1)
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Span(date(year, month, day), date(year, month, day))


def _western_years(words: str) -> str:
    """Turn 二〇二五年 into 2025年; leave everything else."""
    head, year_sign, tail = words.partition("年")
    if year_sign and len(head) == 4 and not head.isascii():  # noqa: PLR2004
        number = read_numeral(head)
        return words if number is None else f"{number}年{tail}"
    return words


def _end_of(words: str) -> Span | None:
    match = _match("end", words) or _match("end_en", words)
    if match is None:
        return None
    month = match.groupdict().get("m")
    span = _dated(int(match["year"]), int(month) if month else None, None)
    return None if span is None else Span(span.end, span.end)


def _part_of_year(words: str) -> Span | None:
    if match := _match("half", words):
        second = match["h"] == "2" or match["ch"] == "下"
        return _piece(match["year"], 7 if second else 1, 6)
    if match := _match("quarter", words):
        quarter = _small(match["q"] or match["cq"])
        return _piece(match["year"], 3 * quarter - 2, 3)
    if match := _match("to_date", words):
        months = (
            3 * _small(match["q"]) if match["q"] else _small(match["n"] or match["m"])
        )
        return _piece(match["year"], 1, months)
    return None


def _piece(year_text: str, month: int, count: int) -> Span | None:
    year = int(year_text)
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= count <= _MONTHS_A_YEAR):
        return None
    return _months(date(year, month, 1), count)


def _small(text: str) -> int:
    return int(text) if text.isascii() else int(read_numeral(text) or 0)


def _plan(words: str) -> Span | None:
    match = _match("plan", words) or _match("plan_en", words)
    number = _small(match["n"]) if match else 0
    # The plans before the sixth did not follow each other every five years.
    if match is None or number < _SIXTH_PLAN:
        return None
    start = _SIXTH_PLAN_STARTS + _YEARS_A_PLAN * (number - _SIXTH_PLAN)
    span = Span(date(start, 1, 1), date(start + _YEARS_A_PLAN - 1, 12, 31))
    ends = (match.groupdict().get("when") or "").endswith("末")
    return Span(span.end, span.end) if ends else span


def _named_by_today(words: str, today: date | None) -> Span | None:
    if today is None:
        return None
    name = words.casefold()
    if name == "today":
        return Span(today, today)
    when, _, what = name.partition("-")
    lengths = {"year": 12, "half": 6, "quarter": 3, "month": 1}
    if when not in ("this", "last") or what not in lengths:
        return None
    this = _holding(today, lengths[what])
    return (
        this
        if when == "this"
        else _holding(this.start - timedelta(days=1), lengths[what])
    )


def _holding(day: date, length: int) -> Span:
    """Return the year, half, quarter or month that holds the day."""
    month = (day.month - 1) // length * length + 1
    return _months(date(day.year, month, 1), length)


def _range(words: str, relatives: Relatives) -> Span | None:
    for name in ("dots", "years", "span"):
        if match := _match(name, words):
            first, last = _read(match["from"], relatives), _read(match["to"], relatives)
            if first is None or last is None or first.start > last.end:
                return None
            return Span(first.start, last.end)
    return None


def _named_by_announcement(words: str, announced: date | None) -> Span | None:
    if announced is None:
        return None
    for name, years in (
        ("今年", 0),
        ("本年", 0),
        ("明年", 1),
        ("后年", 2),
        ("去年", -1),
    ):
        if words.startswith(name):
            rest = words.removeprefix(name)
            return _read(f"{announced.year + years}年{rest}", NOTHING)
    if words.casefold() in ("年内", "this year", "the year"):
        return year_span(announced.year)
    if words.casefold() in ("next year", "last year"):
        return year_span(announced.year + (1 if words[:1] in "nN" else -1))
    if _match("bare", words):
        return _read(f"{announced.year}年{words.removeprefix('年')}", NOTHING)
    return _from_announcement(words, announced)


def _from_announcement(words: str, announced: date) -> Span | None:
    match = _match("coming", words) or _match("within", words)
    match = match or _match("within_en", words)
    if match is None:
        return None
    yearly = match["unit"] in ("年", "year")
    return Span(
        announced, _later(announced, _small(match["n"]) * (12 if yearly else 1))
    )


def _later(day: date, months: int) -> date:
    """Return the day so many months on: the last of the month where it has no such."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - rarely needed

    if day.year + months // 12 >= MAXYEAR:
        return date.max
    return day + relativedelta(months=months)


@cache
def _before() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"before (?P<period>.+)", re.IGNORECASE),
        re.compile(r"(?P<period>[0-9]{4}年(?:[0-9]{1,2}月)?)(?:以前|之前|前)"),
    )


@cache
def _by() -> re.Pattern[str]:
    return re.compile(r"^(?:by |until |到|至|截至|截止到?)", re.IGNORECASE)


def _is_window(words: str) -> bool:
    """Say whether the words name a window and not only its end."""
    return bool(
        _match("dots", words)
        or _match("years", words)
        or _match("coming", words)
        or ((plan := _match("plan", words)) and not (plan["when"] or "").endswith("末"))
    )
