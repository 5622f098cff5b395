"""Laws of growth, levels and repeated figures, against fractions as an oracle."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from targetcli.judging.judge import judge
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.model.bound import Bound, Relation
from targetcli.model.period import Span, year_span
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Figure,
    Metric,
    MetricKind,
    Target,
)
from targetcli.model.units import MULTIPLE, PERCENTAGE, Unit

PERCENT, TIMES = Unit("%", PERCENTAGE, 10, 1), Unit("倍", MULTIPLE, 1, 1)
TONNES = Unit("吨", "mass", 10**12, 1)
BASE = year_span(2020)
LATER = date(2026, 6, 1)
METRIC = Metric("m", kind=MetricKind.FLOW, better=Better.MORE)

percentages = st.decimals(-90, 300, places=2)
levels = st.decimals(Decimal("0.1"), 900, places=1)
sided = st.sampled_from((Relation.AT_LEAST, Relation.OVER, Relation.AT_MOST))


def to_times(percentage: Decimal) -> Decimal:
    return 1 + percentage / 100


def grow(relation: Relation, value: Decimal, unit: Unit) -> Target:
    bound = Bound(relation, value, None, unit)
    deadline = date(2025, 12, 31)
    target = Target(1, "r", "", METRIC, Basis.GROWTH, bound, deadline=deadline)
    return target._replace(base_period=BASE)


def report(
    value: Decimal, unit: Unit, year: int, basis: Basis, published: date | None = None
) -> Figure:
    bound = Bound(Relation.EQUAL, value, None, unit)
    span = year_span(year)
    figure = Figure(None, "r", "", METRIC, basis, bound, span.start, span.end)
    if published is not None:
        figure = figure._replace(published=Span(published, published))
    return figure._replace(base_period=BASE if basis is Basis.GROWTH else None)


def settle(target: Target, *figures: Figure) -> Verdict:
    numbered = [figure._replace(id=at) for at, figure in enumerate(figures, 1)]
    return judge(target, numbered, LATER)


def is_satisfied(relation: Relation, value: Fraction, asked: Decimal) -> bool:
    match relation:
        case Relation.OVER:
            return value > Fraction(asked)
        case Relation.AT_MOST:
            return value <= Fraction(asked)
    return value >= Fraction(asked)


@given(sided, percentages, percentages)
def test_per_cent_and_multiples_of_one_base_have_one_outcome(
    relation: Relation, asked: Decimal, reported: Decimal
) -> None:
    in_percent = report(reported, PERCENT, 2025, Basis.GROWTH)
    in_times = report(to_times(reported), TIMES, 2025, Basis.GROWTH)
    targets = (
        grow(relation, asked, PERCENT),
        grow(relation, to_times(asked), TIMES),
    )

    outcomes = {
        settle(target, figure).outcome
        for target in targets
        for figure in (in_percent, in_times)
    }

    satisfied = is_satisfied(relation, Fraction(reported), asked)
    assert outcomes == {Outcome.MET if satisfied else Outcome.MISSED}


@given(sided, percentages, levels, levels)
def test_growth_of_two_levels_is_their_exact_quotient(
    relation: Relation, asked: Decimal, base: Decimal, level: Decimal
) -> None:
    target = grow(relation, asked, PERCENT)
    last = report(level, TONNES, 2025, Basis.LEVEL)
    announced = target._replace(baseline=Baseline(base, TONNES, BASE))

    from_levels = settle(target, report(base, TONNES, 2020, Basis.LEVEL), last)
    from_baseline = settle(announced, last)

    growth = (Fraction(level) / Fraction(base) - 1) * 100
    satisfied = is_satisfied(relation, growth, asked)
    expected = Outcome.MET if satisfied else Outcome.MISSED
    assert from_levels.outcome is from_baseline.outcome is expected
    asked_level = from_baseline.asked_level
    assert asked_level is not None
    assert Fraction(asked_level.value) == Fraction(base) * (1 + Fraction(asked) / 100)


published_days = st.lists(
    st.dates(date(2026, 1, 1), date(2026, 5, 1)), min_size=3, max_size=3, unique=True
)


@given(levels, st.lists(levels, min_size=3, max_size=3), published_days)
def test_the_order_of_the_records_is_no_order_of_their_publication(
    asked: Decimal, values: list[Decimal], days: list[date]
) -> None:
    bound = Bound(Relation.AT_LEAST, asked, None, TONNES)
    deadline = date(2025, 12, 31)
    target = Target(1, "r", "", METRIC, Basis.LEVEL, bound, deadline=deadline)
    figures = [
        report(value, TONNES, 2025, Basis.LEVEL, day)._replace(id=at)
        for at, (value, day) in enumerate(zip(values, days, strict=True), 1)
    ]

    verdicts = {judge(target, order, LATER) for order in permutations(figures)}

    assert len(verdicts) == 1


@given(levels, levels, st.integers(0, 2))
def test_a_rounded_repetition_never_turns_a_verdict(
    asked: Decimal, exact: Decimal, places: int
) -> None:
    bound = Bound(Relation.AT_LEAST, asked, None, TONNES)
    deadline = date(2025, 12, 31)
    target = Target(1, "r", "", METRIC, Basis.LEVEL, bound, deadline=deadline)
    first = report(exact, TONNES, 2025, Basis.LEVEL, date(2026, 2, 1))
    rounded = Decimal(round(exact, 0)) if places == 0 else round(exact, places)
    later = report(rounded, TONNES, 2025, Basis.LEVEL, date(2026, 3, 1))

    alone, both = settle(target, first), settle(target, first, later)

    assert both.outcome in (alone.outcome, Outcome.UNDETERMINED)
