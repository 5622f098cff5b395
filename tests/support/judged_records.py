"""Make records as the judge gets them, without reading any words.

A bound is written `>= 30 亿元`, `~ 5 %`, `1..3 %` or, without a relation, `30 亿元`; a
period `2024`, `2024Q4`, `2023-04..2024-03`, or `at 2024-12-31` for the state on a day.
"""

from __future__ import annotations

from decimal import Decimal

from targetcli.model.bound import Bound, Relation
from targetcli.model.period_reader import read_period
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    Figure,
    FigureStatus,
    Metric,
    MetricKind,
    Origin,
    Target,
    When,
)
from targetcli.model.unit_table import UnitTable

PLACE = "云溪区"
_UNITS = UnitTable()
_STATE = "at "


def build_metric(
    kind: str = "",
    better: str = "",
    *,
    name: str = "指标",
    non_negative: bool | None = None,
    origin: Origin = Origin.SAID,
) -> Metric:
    """Return a metric whose meaning is empty where nobody gave it."""
    return Metric(
        name,
        kind=MetricKind(kind) if kind else None,
        better=Better(better) if better else None,
        non_negative=non_negative,
        kind_from=origin if kind else Origin.UNSAID,
        better_from=origin if better else Origin.UNSAID,
        non_negative_from=Origin.UNSAID if non_negative is None else origin,
    )


def build_bound(text: str) -> Bound:
    *sign, number, unit = text.split()
    low, _, high = number.partition("..")
    relation = Relation.RANGE if high else Relation("".join(sign))
    value_high = Decimal(high) if high else None
    return Bound(relation, Decimal(low), value_high, _UNITS.read(unit))


def build_target(
    metric: Metric,
    bound: str,
    by: str = "",
    *,
    start: str = "",
    basis: str = "",
    side: str = "",
    when: When = When.AT,
    base: str = "",
    baseline: str = "",
    announced: str = "",
) -> Target:
    """Return a target; a basis that is empty is a level that nobody said to be one."""
    deadline_period = read_period(by) if by else None
    return Target(
        id=1,
        region=PLACE,
        scope="",
        metric=metric,
        basis=Basis(basis or "level"),
        basis_from=Origin.SAID if basis else Origin.UNSAID,
        bound=build_bound(bound),
        window_start=read_period(start).start if start else None,
        deadline=deadline_period.end if deadline_period else None,
        deadline_period=deadline_period,
        base_period=read_period(base) if base else None,
        baseline=_build_baseline(baseline),
        announced=read_period(announced) if announced else None,
        side=Better(side) if side else None,
        when=when,
    )


def _build_baseline(text: str) -> Baseline | None:
    """Read `10.7 % 2020`."""
    if not text:
        return None
    number, unit, period = text.split()
    return Baseline(Decimal(number), _UNITS.read(unit), read_period(period))


def build_figure(
    metric: Metric,
    number: int,
    bound: str,
    period: str,
    *,
    basis: str = "level",
    status: str = "reported",
    published: str = "",
    base: str = "",
) -> Figure:
    """Return a figure, whose bare number is the value itself."""
    reported = build_bound(bound)
    if reported.relation is Relation.UNSAID:
        reported = reported._replace(relation=Relation.EQUAL)
    span = read_period(period.removeprefix(_STATE))
    return Figure(
        id=number,
        region=PLACE,
        scope="",
        metric=metric,
        basis=Basis(basis),
        bound=reported,
        start=None if period.startswith(_STATE) else span.start,
        end=span.end,
        base_period=read_period(base) if base else None,
        status=FigureStatus(status),
        published=read_period(published) if published else None,
    )


def build_figures(metric: Metric, *rows: str, basis: str = "level") -> list[Figure]:
    """Return figures written `2024Q4 = 15 万辆`, with ids from 1."""
    split_rows = [row.partition(" = ") for row in rows]
    return [
        build_figure(metric, number + 1, bound, period, basis=basis)
        for number, (period, _, bound) in enumerate(split_rows)
    ]


def list_years(metric: Metric, first: int, *bounds: str) -> list[Figure]:
    """Return one figure for each year from the first on."""
    return build_figures(metric, *(f"{first + n} = {b}" for n, b in enumerate(bounds)))
