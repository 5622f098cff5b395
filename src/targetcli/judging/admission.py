"""Admit the figures that may be compared with a target, reported or reckoned from others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from targetcli.judging.arithmetic import UnitConverter
from targetcli.judging.context import TargetContext
from targetcli.judging.from_levels import reckon_growth
from targetcli.judging.gate import Gate, choose_per_period, refuse_figures
from targetcli.judging.identities import solve_identities
from targetcli.judging.own_baseline import find_own_baseline, is_growth_of_levels
from targetcli.judging.readings import Reading, prefer_reported
from targetcli.judging.reasons import Refusal
from targetcli.model.bound import Bound
from targetcli.model.records import Basis, Figure, Target
from targetcli.model.units import Unit


class Admission(NamedTuple):
    """The readings to judge by, one a period, and what became of each figure."""

    readings: tuple[Reading, ...]
    admitted: tuple[Figure, ...]
    refusals: tuple[Refusal, ...]
    converter: UnitConverter


def admit_figures(
    target: Target, bound: Bound, figures: tuple[Figure, ...], context: TargetContext
) -> Admission:
    """Separate the figures that fit a target from those refused.

    What is reported for a period competes with what follows from an identity: whole
    less the other parts, or the sum of the parts; and growth with what follows from
    levels (docs/design.md §5.2 and §5.3).
    """
    gate = Gate(target, bound, _build_converter(target, bound.unit, figures))
    admitted = [figure for r in gate.read_figures(figures) for figure in r.figures]
    readings = _read_place(gate, figures, context)
    growth = _reckon_growth(gate, figures, context)
    contests = find_own_baseline(target) is not None
    levels = {figure: None for reading in growth for figure in _list_figures(reading)}
    refusals = refuse_figures(gate, figures, context)
    return Admission(
        tuple(prefer_reported(readings, growth, may_contest=contests)),
        (*admitted, *levels),
        tuple(refusal for refusal in refusals if refusal.figure not in levels),
        gate.converter,
    )


def _read_place(
    gate: Gate, figures: tuple[Figure, ...], context: TargetContext
) -> list[Reading]:
    """Return a reading for each period, reported or solved from an identity."""
    reported = choose_per_period(gate.read_figures(figures))
    solved = choose_per_period(solve_identities(gate, figures, context.identities))
    return prefer_reported(reported, solved, may_contest=True)


def _reckon_growth(
    gate: Gate, figures: tuple[Figure, ...], context: TargetContext
) -> list[Reading]:
    """Return the growth that follows from the levels of a target's metric."""
    if gate.target.basis is not Basis.GROWTH:
        return []
    return [
        growth
        for unit in _list_level_units(gate, figures)
        for growth in _reckon_growth_in(unit, gate, figures, context)
    ]


def _reckon_growth_in(
    unit: Unit, gate: Gate, figures: tuple[Figure, ...], context: TargetContext
) -> list[Reading]:
    """Return the growth that follows from levels in units like a given one."""
    target = gate.target._replace(basis=Basis.LEVEL)
    converter = _build_converter(target, unit, figures)
    level_gate = Gate(target, gate.bound._replace(unit=unit), converter)
    levels = _read_place(level_gate, figures, context)
    return reckon_growth(gate.target, levels, converter, gate.converter)


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


def _list_figures(reading: Reading) -> tuple[Figure, ...]:
    """Return the figures of a reading and of the base it may also have."""
    other = reading.on_other_base
    return (*reading.figures, *(other.figures if other else ()))


def _build_converter(
    target: Target, unit: Unit, figures: Iterable[Figure]
) -> UnitConverter:
    """Return a converter between a unit and those of figures and baseline."""
    units = {figure.bound.unit for figure in figures if figure.bound}
    if target.baseline is not None:
        units.add(target.baseline.unit)
    return UnitConverter(
        unit, tuple(other for other in units if other.is_convertible_to(unit))
    )
