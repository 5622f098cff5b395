"""Admit the figures that a target may be compared with, reported or reckoned."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.arithmetic import UnitConverter
from targetcli.judging.context import TargetContext
from targetcli.judging.from_levels import find_base_levels, reckon_growth
from targetcli.judging.gate import (
    Gate,
    SeparatedFigures,
    choose_per_period,
    separate_figures,
)
from targetcli.judging.identities import solve_identities
from targetcli.judging.own_baseline import find_own_baseline, is_growth_of_levels
from targetcli.judging.readings import Reading, prefer_reported
from targetcli.judging.reasons import Refusal
from targetcli.model.bound import Bound
from targetcli.model.records import Basis, Figure, Target
from targetcli.model.units import Unit


class Admission(NamedTuple):
    """The readings to judge by, one a period, and what became of each figure.

    `base_levels` are levels for the base of growth: shown, and no evidence themselves.
    `latest` is the last reading, which is shown whatever its period.
    """

    readings: tuple[Reading, ...]
    admitted: tuple[Figure, ...]
    refusals: tuple[Refusal, ...]
    converter: UnitConverter
    base_levels: tuple[Reading, ...] = ()
    latest: Reading | None = None


def admit_figures(
    target: Target, bound: Bound, figures: tuple[Figure, ...], context: TargetContext
) -> Admission:
    """Separate the figures that fit a target from those refused.

    What is reported for a period competes with what follows from an identity: whole
    less the other parts, or the sum of the parts; and growth with what follows from
    levels (docs/design.md §5.2 and §5.3).
    """
    gate = Gate(target, bound, build_converter(target, bound.unit, figures))
    separated = separate_figures(gate, figures, context)
    return admit_separated(gate, separated, figures, context)


def admit_separated(
    gate: Gate,
    separated: SeparatedFigures,
    figures: tuple[Figure, ...],
    context: TargetContext,
) -> Admission:
    """Add to the figures that pass a gate what is reckoned from all of them."""
    reported, refusals = separated
    readings = _add_solved(reported, gate, figures, context)
    levels = _read_levels(gate, figures, context)
    growth = [reading for each in levels for reading in each.growth]
    base_levels = tuple(reading for each in levels for reading in each.base_levels)
    admitted = [
        figure for r in (*reported, *growth, *base_levels) for figure in r.figures
    ]
    if levels:
        contests = find_own_baseline(gate.target) is not None
        readings = prefer_reported(readings, growth, may_contest=contests)
        used_for_levels = frozenset(admitted)
        refusals = [
            refusal for refusal in refusals if refusal.figure not in used_for_levels
        ]
    return Admission(
        tuple(readings),
        tuple(admitted),
        tuple(refusals),
        gate.converter,
        base_levels,
        max(readings, key=_order_by_time, default=None),
    )


def _order_by_time(reading: Reading) -> tuple[date, date]:
    return reading.span.end, reading.known_from


def _add_solved(
    reported: Iterable[Reading],
    gate: Gate,
    figures: tuple[Figure, ...],
    context: TargetContext,
) -> list[Reading]:
    """Return a reading for each period, reported or solved from an identity."""
    chosen = choose_per_period(reported)
    if not context.identities:
        return chosen
    solved = choose_per_period(solve_identities(gate, figures, context.identities))
    return prefer_reported(chosen, solved, may_contest=True)


class _Levels(NamedTuple):
    """The levels for the base of a growth target, and the growth that follows."""

    base_levels: list[Reading]
    growth: list[Reading]


def _read_levels(
    gate: Gate, figures: tuple[Figure, ...], context: TargetContext
) -> list[_Levels]:
    """Return the levels of a growth target's metric, one entry a dimension."""
    if gate.target.basis is not Basis.GROWTH:
        return []
    return [
        _read_levels_in(unit, gate, figures, context)
        for unit in _list_level_units(gate, figures)
    ]


def _read_levels_in(
    unit: Unit, gate: Gate, figures: tuple[Figure, ...], context: TargetContext
) -> _Levels:
    """Return the levels in units like a given one, and the growth that follows."""
    target = gate.target._replace(basis=Basis.LEVEL)
    converter = build_converter(target, unit, figures)
    level_gate = Gate(target, gate.bound._replace(unit=unit), converter)
    reported = level_gate.read_figures(figures)
    levels = _add_solved(reported, level_gate, figures, context)
    return _Levels(
        find_base_levels(gate.target, levels),
        reckon_growth(gate.target, levels, converter, gate.converter),
    )


def _list_level_units(gate: Gate, figures: Iterable[Figure]) -> list[Unit]:
    """Return one unit of each dimension in which levels may give growth."""
    target = gate.target
    baseline = find_own_baseline(target)
    if baseline is not None:
        return [baseline.unit]
    by_dimension = {
        figure.bound.unit.dimension: figure.bound.unit
        for figure in figures
        if figure.bound and figure.basis in (Basis.LEVEL, Basis.TOTAL)
    }
    return [
        unit
        for unit in by_dimension.values()
        if is_growth_of_levels(target.scope, gate.bound.unit, unit)
    ]


def build_converter(
    target: Target, unit: Unit, figures: Iterable[Figure]
) -> UnitConverter:
    """Return a converter between a unit and those of figures and baseline."""
    units = {figure.bound.unit for figure in figures if figure.bound}
    if target.baseline is not None:
        units.add(target.baseline.unit)
    return UnitConverter(
        unit, tuple(other for other in units if other.is_convertible_to(unit))
    )
