"""Values and dates that others collected: read as they say, otherwise, or refused.

Every case that is read otherwise is so for a reason that docs/reliability.md gives, and
the counts there are those of this test: none can pass by reading nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Context, Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from support.paths import CHECKOUT
from targetcli.errors import Contradiction, Unreadable
from targetcli.model.bound import Relation
from targetcli.model.bound_words import read_wording
from targetcli.model.deadline import read_deadline
from targetcli.model.period import ReferenceDays, Span
from targetcli.model.period_reader import read_day, read_period
from targetcli.model.quantity import format_digits
from targetcli.model.unit_table import UnitTable
from targetcli.model.units import COUNT, POINTS
from targetcli.model.wording import RecordRole, Wording

PAGE = CHECKOUT / "docs" / "reliability.md"
TABLE = UnitTable()
DAY = timedelta(days=1)

SAME, REFUSED = "read the same", "refused"
ODD = "余 and 多 keep what they leave open; there it is the round number"
NO_POINTS = "百分点 are points; there they are per cent"
CLOSED = "a range holds both its ends; there it leaves the upper one out"
HELD = "以上 holds its number (Civil Code, article 1259); there it does not"
UPPER = "余 and 多 end at the next round number; there they have no end"
SLIP = "20万 is 200,000; there it is 20,000"
COINED = "a noun that is no unit yet is a count, and said so"
RANKED = "位 is a place in a ranking; there it is a bit"
LAST_YEAR = "a span of years holds its last year; there it leaves it out"
WHOLE_YEAR = "今年 is the whole year; there it ends on the day of reading"
DAY_HELD = "6月30日前 holds that day, 截止到2018年 that year; there they do not"
COMING = "未来两天 begin on the day they are said; there on the next"
BARE_MONTH = (
    "a bare month is one of the announcement's year; there it is a day of today's"
)

Said = Any
Case = tuple[str, Said]


def specs(shared: Path, part: str, *names: str) -> Iterator[dict[str, Any]]:
    folder = shared / "naughty" / "recognizers-text" / "Specs" / part / "Chinese"
    for name in names:
        yield from json.loads((folder / f"{name}.json").read_text("utf-8-sig"))


def results(part: str, name: str, shared: Path) -> Iterator[Case]:
    for spec in specs(shared, part, name):
        for result in spec["Results"]:
            yield result["Text"], result["Resolution"]


def read(text: str, unit: str = "") -> Wording | None:
    try:
        wording = read_wording(text, RecordRole.FIGURE, unit)
    except (Unreadable, Contradiction):
        return None
    try:
        TABLE.read(wording.unit)
    except Unreadable:
        return wording if TABLE.find_unknown_noun(wording.unit) else None
    return wording


def amount(wording: Wording) -> Decimal:
    unit = TABLE.read(wording.unit)
    return wording.value * unit.numerator / unit.denominator


def is_coined(wording: Wording) -> bool:
    try:
        unit = TABLE.read(wording.unit)
    except Unreadable:
        return True
    return unit.text.startswith("个") and unit.dimension == COUNT


FLOAT = Context(prec=15)
ALL_DIGITS = "all digits are kept; there they are those of a float"


def number(text: str, said: Said) -> str:
    wording = read(text, "个")
    if wording is None:
        return REFUSED
    assert amount(wording) == Decimal(said["value"])
    return ODD if wording.value_high else SAME


def percentage(text: str, said: Said) -> str:
    wording = read(text)
    if wording is None:
        return REFUSED
    unit = TABLE.read(wording.unit)
    base = 1 if unit.dimension == POINTS else 10
    assert amount(wording) / base == Decimal(said["value"].removesuffix("%"))
    return NO_POINTS if unit.dimension == POINTS else SAME


def currency(text: str, said: Said) -> str:
    wording = read(text)
    if wording is None:
        return REFUSED
    if is_coined(wording):
        return COINED
    assert TABLE.read(wording.unit).dimension == f"money {said['isoCurrency']}"
    if amount(wording) == Decimal(said["value"]):
        return SAME
    assert FLOAT.plus(amount(wording)) == FLOAT.plus(Decimal(said["value"]))
    return ALL_DIGITS


BASES = {
    "Mu": "亩",
    "Kilogram": "公斤",
    "Centimeter": "厘米",
    "Ton": "吨",
    "Meter": "米",
    "Kilometer": "公里",
    "Gram": "克",
    "Microgram": "微克",
}


def dimension(text: str, said: Said) -> str:
    wording = read(text)
    if wording is None:
        return REFUSED
    if is_coined(wording):
        return COINED
    if wording.unit == "位":
        return RANKED
    base = TABLE.read(BASES[said["unit"]])
    assert TABLE.read(wording.unit).is_convertible_to(base)
    assert amount(wording) == Decimal(said["value"]) * base.numerator
    return SAME


def number_range(text: str, said: Said) -> str:
    wording = read(text, "个") or read(text)
    if wording is None:
        return REFUSED
    ours, theirs = interval(wording), said["value"]
    if ours == theirs:
        return SAME
    if "万次" in text:
        return SLIP
    if wording.relation is Relation.RANGE:
        assert ours == f"{theirs[:-1]}]"
        return CLOSED
    if wording.value_high:
        assert ours.startswith(theirs[:-1])
        return UPPER
    assert ours == theirs.replace("(", "[")
    return HELD


def interval(wording: Wording) -> str:
    scaled = wording.unit not in ("%", "万次")
    scale = TABLE.read(wording.unit).numerator if scaled else 1
    low = format_digits(wording.value * scale)
    high = format_digits(wording.value_high * scale) if wording.value_high else ""
    return {
        Relation.OVER: f"({low},{high})",
        Relation.AT_LEAST: f"[{low},)",
        Relation.AT_MOST: f"(,{low}]",
        Relation.UNDER: f"(,{low})",
        Relation.RANGE: f"[{low},{high}]",
        Relation.EQUAL: f"[{low},{low}]",
    }[wording.relation or Relation.EQUAL]


def ordinal(text: str, said: Said) -> str:
    wording = read(text)
    if wording is None:
        return REFUSED
    assert format_digits(wording.value) == said["value"]
    return SAME


def periods(shared: Path) -> Iterator[Case]:
    """Each period or day, with the day it is relative to and what it may be."""
    for spec in specs(shared, "DateTime", "DatePeriodParser", "DateParser"):
        for result in spec["Results"]:
            value = result.get("Value") or {}
            said = [value.get(f"{when}Resolution") or {} for when in ("Future", "Past")]
            yield result["Text"], (reference(spec), [*map(days_of, said)])
    for spec in specs(shared, "DateTime", "DateTimeModel"):
        for result in spec["Results"]:
            said = (result.get("Resolution") or {}).get("values") or []
            yield result["Text"], (reference(spec), [*map(days_of, said)])


def reference(spec: dict[str, Any]) -> date:
    told = spec.get("Context", {}).get("ReferenceDateTime", "2017-03-22")
    return date.fromisoformat(told[:10])


def days_of(said: dict[str, str]) -> tuple[str, str]:
    """The first day and the one after the last, as they say it."""
    day = said.get("date") or (said.get("value") if said.get("type") == "date" else "")
    if day and day != "not resolved":
        return day, (date.fromisoformat(day) + DAY).isoformat()
    start, end = (said.get(f"{key}Date") or said.get(key, "") for key in _ENDS)
    return start, end


_ENDS = ("start", "end")


def period(text: str, said: Said) -> str:
    today, expected = said
    span = read_span(text, ReferenceDays(today, today))
    if span is None:
        return REFUSED
    start, end = span.start.isoformat(), (span.end + DAY).isoformat()
    if (start, end) in expected or ("", end) in expected:
        return SAME
    if text == "今年":
        return WHOLE_YEAR
    first, last = expected[0]
    if text.startswith("未来"):
        assert (first, last) == ((span.start + DAY).isoformat(), end)
        return COMING
    if re.fullmatch(r"\d{4}年?[-–到至]\d{4}年?", text.replace(" ", "")):
        assert (first, last) == (start, f"{span.end.year}-01-01")
        return LAST_YEAR
    assert first == ""
    assert date.fromisoformat(last) == span.end or last == f"{span.end.year}-01-01"
    return DAY_HELD


def read_span(text: str, relatives: ReferenceDays) -> Span | None:
    for reader in (read_period, read_to_deadline):
        try:
            return reader(text, relatives)
        except Unreadable:
            continue
    return None


def read_to_deadline(text: str, relatives: ReferenceDays) -> Span:
    start, day, *_ = read_deadline(text, relatives)
    return Span(start or date(1900, 1, 1), day)


def dateutil_strings(shared: Path) -> Iterator[Case]:
    file = shared / "naughty" / "dateutil" / "parser_strings.json"
    for case in json.loads(file.read_text("utf-8")):
        yield case["input"], case["expected_as_written"] or ""


def day_of_dateutil(text: str, said: Said) -> str:
    """What is read is the day they wrote, whatever the day of reading is."""
    found = set()
    for today in (date(2024, 1, 31), date(2024, 2, 29), date(2024, 12, 31)):
        relatives = ReferenceDays(today, date(2021, 10, 3))
        found.add(read_span(text, relatives))
        for reader in (read_day, read_deadline):
            try:
                reader(text, relatives)
            except Unreadable:
                continue
    (span,) = found
    if span is None:
        return REFUSED
    written = re.match(r"(?:datetime|date)\((\d+), (\d+), (\d+)", said)
    if written and text in ("Sep", "October"):
        assert (span.start.year, span.start.month) == (2021, int(written[2]))
        return BARE_MONTH
    if written:
        assert span.start <= date(*map(int, written.groups())) <= span.end
    return SAME


CORPORA: dict[
    str,
    tuple[Callable[[Path], Iterator[Case]], Callable[[str, Said], str]],
] = {
    "Recognizers-Text: numbers": (partial(results, "Number", "NumberModel"), number),
    "Recognizers-Text: percentages": (
        partial(results, "Number", "PercentModel"),
        percentage,
    ),
    "Recognizers-Text: ranges": (
        partial(results, "Number", "NumberRangeModel"),
        number_range,
    ),
    "Recognizers-Text: ordinals": (partial(results, "Number", "OrdinalModel"), ordinal),
    "Recognizers-Text: currencies": (
        partial(results, "NumberWithUnit", "CurrencyModel"),
        currency,
    ),
    "Recognizers-Text: dimensions": (
        partial(results, "NumberWithUnit", "DimensionModel"),
        dimension,
    ),
    "Recognizers-Text: days, periods and times": (periods, period),
    "dateutil: dates": (dateutil_strings, day_of_dateutil),
}


def judged(corpus: str, shared: Path) -> Counter[str]:
    cases, judge = CORPORA[corpus]
    return Counter(judge(text, said) for text, said in cases(shared))


def page_rows(heading: str) -> dict[str, tuple[str, ...]]:
    """The rows of the table under a heading of the page, by their first cell."""
    part = PAGE.read_text("utf-8").partition(f"| {heading} |")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in part.split("\n")[2:]]
    return {row[0]: tuple(cell.strip() for cell in row[1:]) for row in rows}


@pytest.mark.parametrize("corpus", CORPORA)
def test_a_corpus_is_read_as_the_page_says(shared: Path, corpus: str) -> None:
    counts = judged(corpus, shared)
    same, refused = counts[SAME], counts[REFUSED]
    other = counts.total() - same - refused
    said = page_rows("Corpus")[corpus]
    assert said == tuple(map(str, (counts.total(), same, other, refused, 0)))


def test_whatever_is_read_otherwise_is_on_the_page(shared: Path) -> None:
    counts: Counter[str] = Counter()
    for corpus in CORPORA:
        counts += judged(corpus, shared)
    del counts[SAME], counts[REFUSED]
    said = page_rows("Read otherwise because")
    assert said == {reason: (str(count),) for reason, count in counts.items()}
