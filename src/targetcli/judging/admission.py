"""Admit the figures that a target may be compared with, reported or reckoned."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from targetcli.judging.arithmetic import UnitConverter
from targetcli.judging.from_levels import find_base_levels, reckon_growth
from targetcli.judging.gate import (
    Gate,
    SeparatedFigures,
    choose_per_period,
)
from targetcli.judging.identities import solve_identities
from targetcli.judging.own_baseline import find_own_baseline, is_growth_of_levels
from targetcli.judging.readings import Reading, prefer_reported
from targetcli.judging.reasons import Reason, Refusal
from targetcli.model.records import Basis, Figure, Identity, Target
from targetcli.model.units import Unit

FigureKey = int | Figure


def get_figure_key(figure: Figure) -> FigureKey:
    """Return the id of a figure, or itself: a hash of all of it is dear."""
    return figure.id or figure


class SourceFigures(NamedTuple):
    """The figures of a place, all that readings may rest on, and its identities.

    With identities, readings may rest on figures of other places.
    """

    own: tuple[Figure, ...]
    related: tuple[Figure, ...]
    identities: tuple[Identity, ...]


class Admission(NamedTuple):
    """The readings to judge by, one a period, and what became of each figure.

    `available` are the figures that the readings rest on; `refusals`, in the order of
    ids, are those that no target of the meaning may use, which is shared by all.
    `base_levels` are levels for the base of growth: shown, and no evidence themselves.
    """

    readings: tuple[Reading, ...]
    available: Mapping[FigureKey, Figure]
    refusals: tuple[Refusal, ...]
    converter: UnitConverter
    base_levels: tuple[Reading, ...] = ()


def admit_figures(
    gate: Gate, separated: SeparatedFigures, sources: SourceFigures
) -> Admission:
    """Add to the figures that pass a gate what is reckoned from all related ones.

    What is reported for a period competes with what follows from an identity: whole
    less the other parts, or the sum of the parts; and growth with what follows from
    levels (docs/design.md §5.2 and §5.3).
    """
    reported, refusals = separated
    readings = _add_solved(reported, gate, sources)
    levels = _read_levels(gate, sources)
    growth = [reading for each in levels for reading in each.growth]
    base_levels = tuple(reading for each in levels for reading in each.base_levels)
    if levels:
        contests = find_own_baseline(gate.target) is not None
        readings = prefer_reported(readings, growth, may_contest=contests)
    admitted = _index_figures((*reported, *growth, *base_levels))
    available = admitted
    if levels or len(readings) != len(reported):
        resting_on = _index_figures((*readings, *base_levels))
        available = {key: admitted[key] for key in admitted if key in resting_on}
    return Admission(
        tuple(readings),
        available,
        _refuse_the_rest(refusals, admitted, available),
        gate.converter,
        base_levels,
    )


def _index_figures(readings: Iterable[Reading]) -> dict[FigureKey, Figure]:
    """Return the figures of readings by their keys."""
    return {
        figure.id or figure: figure
        for reading in readings
        for figure in reading.figures
    }


def _refuse_the_rest(
    refusals: list[Refusal],
    admitted: Mapping[FigureKey, Figure],
    available: Mapping[FigureKey, Figure],
) -> tuple[Refusal, ...]:
    """Return the figures refused, with those that no reading rests on any more.

    What was refused as a growth may have been admitted as a level.
    """
    if available is admitted and not refusals:  # nothing is, at most places
        return ()
    kept = [r for r in refusals if get_figure_key(r.figure) not in admitted]
    replaced = [
        Refusal(figure, Reason.REPLACED)
        for key, figure in admitted.items()
        if key not in available
    ]
    return sort_refusals((*kept, *replaced))


def sort_refusals(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Return refusals in the order of the ids of their figures."""
    return tuple(sorted(refusals, key=lambda refusal: refusal.figure.id or 0))


def _add_solved(
    reported: Iterable[Reading], gate: Gate, sources: SourceFigures
) -> list[Reading]:
    """Return a reading for each period, reported or solved from an identity."""
    chosen = choose_per_period(reported)
    if not sources.identities:
        return chosen
    solved = solve_identities(gate, sources.related, sources.identities)
    return prefer_reported(chosen, choose_per_period(solved), may_contest=True)


class _Levels(NamedTuple):
    """The levels for the base of a growth target, and the growth that follows."""

    base_levels: list[Reading]
    growth: list[Reading]


def _read_levels(gate: Gate, sources: SourceFigures) -> list[_Levels]:
    """Return the levels of a growth target's metric, one entry a dimension."""
    if gate.target.basis is not Basis.GROWTH:
        return []
    return [
        _read_levels_in(unit, gate, sources)
        for unit in _list_level_units(gate, sources.related)
    ]


def _read_levels_in(unit: Unit, gate: Gate, sources: SourceFigures) -> _Levels:
    """Return the levels in units like a given one, and the growth that follows."""
    target = gate.target._replace(basis=Basis.LEVEL)
    converter = build_converter(target, unit, sources.related)
    level_gate = Gate(target, gate.bound._replace(unit=unit), converter)
    reported = level_gate.read_figures(sources.own)
    levels = _add_solved(reported, level_gate, sources)
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
    # Units of one text are mostly one object, which is known faster than an equal one.
    bounds = [figure.bound for figure in figures]
    units = [bound.unit for bound in bounds if bound and bound.unit is not unit]
    if target.baseline is not None and target.baseline.unit is not unit:
        units.append(target.baseline.unit)
    return _build_converter(unit, frozenset(units))


@lru_cache(256)
def _build_converter(unit: Unit, others: frozenset[Unit]) -> UnitConverter:
    convertible = (other for other in others if other.is_convertible_to(unit))
    return UnitConverter(unit, tuple(convertible))
