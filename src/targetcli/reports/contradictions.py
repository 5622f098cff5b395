"""Find figures of one thing, day and status that cannot both be true."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from itertools import accumulate, groupby
from typing import NamedTuple

from targetcli.judging.arithmetic import EXACT_CONTEXT, UnitConverter
from targetcli.judging.intervals import Interval, point_interval, to_interval
from targetcli.model.bound import format_bound
from targetcli.model.period import format_period
from targetcli.model.records import EventAnswer, Figure, format_figure_id
from targetcli.model.units import NO_UNIT
from targetcli.problems.findings import FindingProblem
from targetcli.problems.problem import FailureReason
from targetcli.reports.record_finding import RecordFinding, group_figures

# Two answers exclude each other as two numbers do.
_ANSWERS = {answer: Decimal(number) for number, answer in enumerate(EventAnswer)}
_End = tuple[Decimal, bool]


def find_contradictions(figures: Iterable[Figure]) -> Iterator[RecordFinding]:
    """Yield figures that exclude another of the same thing, day and status.

    Figures that share place, metric, scope and last day must stand together. Each is
    named with the first that it excludes, since the pairs grow with the square of the
    figures; a pair is named once.
    """
    found: list[tuple[int, RecordFinding]] = []
    for _, of_a_day in groupby(figures, key=_day_key):
        ordered = sorted(of_a_day, key=_row_id)
        for same in group_figures(ordered, _statement_key):
            for earlier, later in _pair_excluded(same):
                finding = _describe(same[earlier], same[later])
                found.append((_row_id(same[0]), finding))
    found.sort(key=lambda item: item[0])
    return (finding for _, finding in found)


def _pair_excluded(figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """Return the places of figures that exclude each other, each with the first."""
    first: dict[int, int] = {}
    for statements in _group_comparable(figures) if len(figures) > 1 else ():
        for place, excluded in _find_first_excluded(statements):
            first[place] = min(excluded, first.get(place, excluded))
    return sorted({(min(pair), max(pair)) for pair in first.items()})


class _Statement(NamedTuple):
    """Values that a figure allows, in base units, and its place among its like."""

    place: int
    values: Interval

    @property
    def low(self) -> _End:
        """The low end; of two at one value the open one is higher."""
        low = self.values.low
        return Decimal("-Infinity") if low is None else low, self.values.low_open

    @property
    def high(self) -> _End:
        """The high end; of two at one value the open one is lower."""
        high = self.values.high
        return Decimal("Infinity") if high is None else high, not self.values.high_open


def _group_comparable(figures: Sequence[Figure]) -> Iterator[list[_Statement]]:
    """Yield the answers, and the amounts of each dimension; nothing is of every one."""
    yield [
        _Statement(place, point_interval(_ANSWERS[figure.answer]))
        for place, figure in enumerate(figures)
        if figure.bound is None
    ]
    units = {figure.bound.unit for figure in figures if figure.bound}
    for dimension in {unit.dimension for unit in units - {NO_UNIT}} or {""}:
        own = {unit for unit in units if unit.dimension == dimension} or {NO_UNIT}
        converter = UnitConverter(min(own), tuple(own))
        own.add(NO_UNIT)
        with localcontext(EXACT_CONTEXT):
            yield [
                _Statement(
                    place,
                    converter.find_map(figure.bound.unit).apply_to_interval(
                        to_interval(figure.bound)
                    ),
                )
                for place, figure in enumerate(figures)
                if figure.bound and figure.bound.unit in own
            ]


def _find_first_excluded(
    statements: Sequence[_Statement],
) -> Iterator[tuple[int, int]]:
    """Yield the place of each statement that excludes another, and the first such."""
    by_high = sorted(statements, key=lambda statement: statement.high)
    by_low = sorted(statements, key=lambda statement: statement.low)
    highs = [statement.high for statement in by_high]
    lows = [statement.low for statement in by_low]
    first_below = list(accumulate((s.place for s in by_high), min))
    first_above = list(accumulate((s.place for s in reversed(by_low)), min))
    for statement in statements:
        below = bisect_right(highs, statement.low)
        above = len(lows) - bisect_left(lows, statement.high)
        if below:
            yield statement.place, first_below[below - 1]
        if above:
            yield statement.place, first_above[above - 1]


def _describe(figure: Figure, other: Figure) -> RecordFinding:
    reason = FailureReason(
        FindingProblem.CONTRADICTION,
        {
            "value": _value_text(figure),
            "period": format_period(figure.span),
            "other": format_figure_id(other.id),
            "other_value": _value_text(other),
        },
    )
    return RecordFinding(format_figure_id(figure.id), reason)


def _value_text(figure: Figure) -> str:
    return format_bound(figure.bound) if figure.bound else figure.answer.value


def _row_id(figure: Figure) -> int:
    return figure.id or 0


def _day_key(figure: Figure) -> Hashable:
    return figure.region, figure.metric.name, figure.scope, figure.end


def _statement_key(figure: Figure) -> Hashable:
    return (
        *(figure.basis, figure.start, figure.base_period),
        *(figure.status, figure.known_since),
    )
