"""Rewrite dates as English texts print them: 31 March 2024, Mar-24, Q3 2024."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_Write = Callable[[re.Match[str]], str] | str
_LAST_CENTURY, _THIS_CENTURY = 1900, 2000
_FIRST_OF_LAST_CENTURY = 70
_NUMBER_WORDS = (
    *("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
_LAST_PARTS = {"quarter": 4, "half": 2}
_DAYS_BEFORE_WEEK_END = 6
# Words that the grammar of periods reads with the number of a month or quarter.
_SPAN = r"\g<first>..\g<last>"
_TO_MONTH, _TO_QUARTER = r"\g<year>年前\g<count>个月", r"\g<year>年前\g<count>季度"


def rewrite_date(text: str) -> str:
    """Return a text with the dates in it as in ISO, which have one reading.

    >>> rewrite_date("before 31 March 2024"), rewrite_date("Mar-24")
    ('before 2024-03-31', '2024-03')
    >>> rewrite_date("2025/12/31"), rewrite_date("Q3 2024")
    ('2025-12-31', '2024Q3')
    >>> rewrite_date("third quarter of 2024"), rewrite_date("within three years")
    ('2024Q3', 'within 3 years')
    """
    for pattern, write in _rules():
        text = pattern.sub(write, text)
    return text


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Write], ...]:
    month = r"(?P<month>[a-z]{3,9})\.?"
    day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>[0-9]{4})"
    numbers_of_day = r"(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    numbers = r"(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
    months = rf"(?P<first>[a-z]{{3,9}})\.?(?: ?[-–—] ?| to | through ){month} {year}"
    months_of_years = (
        rf"(?:from )?(?P<first>[a-z]{{3,9}})\.? (?P<start>[0-9]{{4}})"
        rf"(?: ?[-–—] ?| to | through ){month} {year}"
    )
    iso = r"(?P<first>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)"
    last_iso, until = iso.replace("first", "last"), "(?:to|through|until)"
    ordinal = rf"(?P<number>{'|'.join(_ORDINALS)}|last)"
    count = rf"(?P<count>an|one|{'|'.join(_NUMBER_WORDS)})"
    parts = r"(?P<part>[QH])(?P<first>[1-4]) ?(?:[-–—]|to) ?[QH](?P<last>[1-4])"
    units = r"(?:years?|months?|quarters?|weeks?|days?)"
    rules = (
        (
            rf"\b{count}(?= {units}\b(?! plan))",
            _write_count,
        ),
        (
            rf"\b(?:the )?{ordinal}[ -](?P<part>quarter|half) (?:of |in )?{year}\b",
            _write_part,
        ),
        (rf"\b{year} {ordinal}[ -](?P<part>quarter|half)\b", _write_part),
        (rf"\b(?:the )?first (?P<count>[0-9]{{1,2}}) months of {year}\b", _TO_MONTH),
        (rf"\b(?:the )?first (?P<count>[23]) quarters of {year}\b", _TO_QUARTER),
        (rf"\b{months}\b", _write_months),
        (rf"\b{months_of_years}$", _write_months_of_years),
        (rf"(?<![0-9])(?:the )?{day} (?:of )?{month},? {year}\b", _write_day),
        (rf"(?<![0-9]){day}(?P<sep>[-/]){month}(?P=sep){year}\b", _write_day),
        (rf"^{year}-?M(?P<month>0[1-9]|1[0-2])$", r"\g<year>-\g<month>"),
        (rf"^{year}[:-]?S(?P<half>[12])$", r"\g<year>H\g<half>"),
        (rf"^{year}:(?P<part>[QH][1-4])$", r"\g<year>\g<part>"),
        (rf"\b{month} {day},? {year}\b", _write_day),
        (rf"\b{month}(?:[ -]|, ?| of ){year}\b", _write_month),
        (rf"^{year} {month}$", _write_month),
        (r"\b(?P<month>[a-z]{3,4}) ?'(?P<year>[0-9]{2})$", _write_month),
        (r"\b(?P<month>[a-z]{3})-(?P<year>[0-9]{2})\b", _write_month),
        (
            rf"^{parts} {year}$",
            r"\g<year>\g<part>\g<first>..\g<year>\g<part>\g<last>",
        ),
        (rf"\b(?P<part>[QH][1-4])[ -]{year}\b", r"\g<year>\g<part>"),
        (rf"(?<![0-9]){year}(?P<sep>[-/.]){numbers}(?![0-9])", _write_numbers),
        (rf"\b{year} (?P<part>[QH][1-4])\b", r"\g<year>\g<part>"),
        (
            rf"\b(?P<number>[1-4])(?P<part>[QH]) ?{year}\b",
            r"\g<year>\g<part>\g<number>",
        ),
        (r"^(?P<number>[1-4])(?P<part>[QH]) ?'?(?P<year>[0-9]{2})$", _write_short_part),
        (r"^(?P<part>[QH])(?P<number>[1-4]) ?'?(?P<year>[0-9]{2})$", _write_short_part),
        (r"^(?P<year>[0-9]{2})(?P<part>[QH])(?P<number>[1-4])$", _write_short_part),
        (
            rf"\b{year}(?P<part>[QH])(?P<first>[1-4]) ?[-–—] ?[QH]?(?P<last>[1-4])$",
            r"\g<year>\g<part>\g<first>..\g<year>\g<part>\g<last>",
        ),
        (r"^in (?=[0-9]{1,3} (?:year|month|week|day)s?$)", "within "),
        (
            rf"(?<!cal )(?<!cial )\b(?:(?:the )?(?:calendar )?year |CY ?){year}$",
            r"\g<year>",
        ),
        (rf"\b(?:year[- ]end|end of (?:the )?year|end) {year}\b", r"end of \g<year>"),
        (rf"^(?:from )?{year} {until} (?P<last>[0-9]{{4}})$", r"\g<year>..\g<last>"),
        (rf"^between {year} and (?P<last>[0-9]{{4}})$", r"\g<year>..\g<last>"),
        (rf"^(?:from )?{iso} ?(?:{until}|[至到~–—]) ?{last_iso}$", _SPAN),
        (rf"^between {iso} and {last_iso}$", _SPAN),
        (r"\bhalf[ -]year (?=to|end)", "6 months "),
        (
            rf"\b(?:the )?week (?:to|ending|ended) {year}-{numbers_of_day}\b",
            _write_week,
        ),
        (rf"\b(?P<end>(?:the )?end of |end-)?(?:{day} )?{month}$", _write_yearless),
    )
    return tuple((re.compile(rule, re.IGNORECASE), write) for rule, write in rules)


def _read_month(name: str) -> int | None:
    """Return the number of a month by its name, in full or by its first letters."""
    folded = name.casefold()
    for number, full_name in enumerate(_MONTHS, 1):
        if folded in (full_name, full_name[:3]) or (folded, number) == ("sept", 9):
            return number
    return None


def _write_day(match: re.Match[str]) -> str:
    month = _read_month(match["month"])
    if month is None:
        return match[0]
    return f"{match['year']}-{month:02d}-{int(match['day']):02d}"


def _write_month(match: re.Match[str]) -> str:
    month, year = _read_month(match["month"]), int(match["year"])
    if month is None:
        return match[0]
    if year < _FIRST_OF_LAST_CENTURY:
        year += _THIS_CENTURY
    elif year < _LAST_CENTURY:
        year += _LAST_CENTURY
    return f"{year}-{month:02d}"


def _write_numbers(match: re.Match[str]) -> str:
    return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"


def _write_count(match: re.Match[str]) -> str:
    word = match["count"].casefold()
    number = 1 if word in ("an", "one") else _NUMBER_WORDS.index(word) + 1
    return str(number)


def _write_part(match: re.Match[str]) -> str:
    part, word = match["part"].casefold(), match["number"].casefold()
    last = _LAST_PARTS[part]
    number = last if word == "last" else _ORDINALS[word]
    if number > last:
        return match[0]
    return f"{match['year']}{part[0].upper()}{number}"


def _write_months(match: re.Match[str]) -> str:
    first, last = _read_month(match["first"]), _read_month(match["month"])
    if first is None or last is None or first > last:
        return match[0]
    return f"{match['year']}-{first:02d}..{match['year']}-{last:02d}"


def _write_months_of_years(match: re.Match[str]) -> str:
    first, last = _read_month(match["first"]), _read_month(match["month"])
    if first is None or last is None:
        return match[0]
    return f"{match['start']}-{first:02d}..{match['year']}-{last:02d}"


def _write_short_part(match: re.Match[str]) -> str:
    """Write 1Q24, Q1'24 and 24Q1 with the whole year."""
    year = int(match["year"])
    if year >= _FIRST_OF_LAST_CENTURY:
        return match[0]
    return f"{_THIS_CENTURY + year}{match['part'].upper()}{match['number']}"


def _write_week(match: re.Match[str]) -> str:
    """Write the seven days of a week that ends on a day."""
    try:
        end = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return match[0]
    return f"{end - timedelta(_DAYS_BEFORE_WEEK_END)}..{end}"


def _write_yearless(match: re.Match[str]) -> str:
    """Write a month or day without a year as the grammar of periods reads it."""
    month = _read_month(match["month"])
    if month is None or (match["end"] and match["day"]):
        return match[0]
    day = f"{int(match['day'])}日" if match["day"] else ""
    return f"{month}月{'底' if match['end'] else day}"
