"""Spans as verdicts need them."""

from __future__ import annotations

import pytest

from support.judged_records import build_metric, build_target
from targetcli.judging.settling_periods import (
    find_settling_spans,
    get_deadline_period,
    is_within_a_year,
    measure_length,
    name_financial_year,
    normalize_growth_base,
)
from targetcli.model.period_reader import read_period
from targetcli.model.records import Target


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("2024", True),
        ("2023-07-01..2024-06-30", True),
        ("2024-01-01..2025-01-01", False),
        ("2023-02-28..2024-02-27", True),
        ("2023-02-28..2024-02-28", False),
        ("2021..2022", False),
        ("2024-05-01", True),
    ],
)
def test_at_most_a_year(text: str, *, within: bool) -> None:
    assert is_within_a_year(read_period(text)) is within


@pytest.mark.parametrize(
    ("text", "months_or_days"),
    [
        ("2024", 12),
        ("2024Q1", 3),
        ("2024-01-15..2024-01-31", -17),
        ("2024-01-01..2024-01-30", -30),
        ("2024-05-01", -1),
    ],
)
def test_the_length_of_a_span(text: str, months_or_days: int) -> None:
    assert measure_length(read_period(text)) == months_or_days


@pytest.mark.parametrize(
    ("base", "span", "usual"),
    [
        ("2023", "2024", True),
        ("2022", "2024", False),
        ("2023Q1", "2024Q1", True),
        ("2023", "2024Q1", False),
        ("2023-02", "2024-02", True),
        ("2024-02", "2025-02", True),
        ("2023-02-28", "2024-02-29", True),
        ("2016..2020", "2021..2025", False),
        ("2020..2024", "2021..2025", False),
    ],
)
def test_a_base_a_year_earlier_is_the_usual_one(
    base: str, span: str, *, usual: bool
) -> None:
    expected = normalize_growth_base(read_period(base), read_period(span))

    assert expected == (None if usual else read_period(base))


def target_of(kind: str, by: str, start: str = "", basis: str = "level") -> Target:
    bound = "5 %" if kind == "ratio" or basis == "growth" else "5 亿元"
    metric = build_metric(kind, "more")
    return build_target(metric, bound, by, start=start, basis=basis)


@pytest.mark.parametrize(
    ("kind", "by", "start", "spans"),
    [
        # A year, half, quarter or month names itself.
        ("ratio", "2024", "", ["2024"]),
        ("ratio", "2024H1", "", ["2024H1"]),
        ("ratio", "2024Q1", "", ["2024Q1"]),
        ("ratio", "2024-03", "", ["2024-03"]),
        ("ratio", "2024-12", "", ["2024-12"]),
        # A day names no period but itself.
        ("ratio", "2024-03-31", "", []),
        ("ratio", "2024-12-31", "", []),
        # Of a flow only a year is named, and the end of a year names it.
        ("flow", "2024", "", ["2024"]),
        ("flow", "2024-12-31", "", ["2024"]),
        ("flow", "2024-12", "", ["2024"]),
        ("flow", "2024Q4", "", ["2024"]),
        ("flow", "2023-04..2024-03", "", ["2023-04..2024-03"]),
        ("flow", "2024H1", "", []),
        ("flow", "2024-03", "", []),
        ("flow", "2024-03-31", "", []),
        # The window comes first, then the year named beyond it.
        ("flow", "2025", "2021", ["2021..2025", "2025"]),
        ("flow", "2025", "2025", ["2025"]),
        ("flow", "2025", "2025-07", ["2025H2"]),
        ("flow", "2025-06", "2025", ["2025H1"]),
        ("ratio", "2025-06", "2021", ["2021-01..2025-06", "2025-06"]),
        ("ratio", "2025", "2025-07", ["2025H2"]),
        ("ratio", "2025-06-30", "2021", ["2021-01..2025-06"]),
    ],
)
def test_the_periods_that_settle_a_level(
    kind: str, by: str, start: str, spans: list[str]
) -> None:
    found = find_settling_spans(target_of(kind, by, start))

    assert found == tuple(map(read_period, spans))


@pytest.mark.parametrize("kind", ["flow", "stock", "ratio"])
@pytest.mark.parametrize(
    ("by", "span"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("2024Q4", "2024Q4"),
        # At a day growth is that of the year so far.
        ("2024-09-30", "2024-01..2024-09"),
        ("2024-12-31", "2024"),
    ],
)
def test_the_period_that_settles_growth(kind: str, by: str, span: str) -> None:
    target = target_of(kind, by, basis="growth")

    assert find_settling_spans(target) == (read_period(span),)


def test_without_a_deadline_nothing_is_named() -> None:
    target = target_of("flow", "", "2021")

    assert find_settling_spans(target) == ()
    assert get_deadline_period(target) is None
    assert name_financial_year(target, 4) == target


@pytest.mark.parametrize(
    ("by", "named"),
    [("2024", "2024"), ("2024-12-31", "2024"), ("2024-11-30", "2024-11-30")],
)
def test_a_period_that_was_not_kept_is_the_year_or_the_day(by: str, named: str) -> None:
    target = target_of("ratio", by)._replace(deadline_period=None)

    assert get_deadline_period(target) == read_period(named)


@pytest.mark.parametrize(
    ("kind", "basis", "by", "first_month", "named"),
    [
        ("flow", "level", "2024-03-31", 4, "2023-04..2024-03"),
        ("flow", "level", "2024-03", 4, "2023-04..2024-03"),
        ("flow", "total", "2024-03", 4, "2023-04..2024-03"),
        ("flow", "level", "2024-06", 7, "2023-07..2024-06"),
        ("flow", "level", "2024-02-29", 3, "2023-03..2024-02"),
        ("ratio", "level", "2024-03-31", 4, "2023-04..2024-03"),
        ("ratio", "growth", "2024-03-31", 4, "2023-04..2024-03"),
        # A month that was named is a month, but of a flow it might be the year so far.
        ("ratio", "level", "2024-03", 4, "2024-03"),
        ("flow", "growth", "2024-03", 4, "2024-03"),
        # Other days end no financial year.
        ("flow", "level", "2024-03-31", 7, "2024-03-31"),
        ("flow", "level", "2024-03-30", 4, "2024-03-30"),
        ("flow", "level", "2024", 4, "2024"),
        ("flow", "level", "2024-12-31", 1, "2024"),
        ("flow", "level", "2023-04..2024-03", 4, "2023-04..2024-03"),
        ("flow", "level", "2024-03-31", None, "2024-03-31"),
    ],
)
def test_the_end_of_a_financial_year_names_it(
    kind: str, basis: str, by: str, first_month: int | None, named: str
) -> None:
    target = name_financial_year(target_of(kind, by, basis=basis), first_month)

    assert target.deadline_period == read_period(named)
