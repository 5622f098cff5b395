"""Admission: all that may be set against a target, said directly or solved for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from targetcli.judging.arithmetic import UnitConverter
from targetcli.judging.gate import (
    Gate,
    Refusal,
    TargetContext,
    choose_per_period,
    refuse_figures,
)
from targetcli.judging.identities import solve_identities
from targetcli.judging.readings import Reading
from targetcli.model.bound import Bound
from targetcli.model.records import Figure, Target


class Admission(NamedTuple):
    """One reading a period, the figures that passed, and those turned away."""

    readings: tuple[Reading, ...]
    admitted: tuple[Figure, ...]
    refusals: tuple[Refusal, ...]
    converter: UnitConverter


def admit_figures(
    target: Target, bound: Bound, figures: tuple[Figure, ...], context: TargetContext
) -> Admission:
    """Let through what says the same kind of thing of the same place."""
    gate = Gate(target, bound, _build_converter(bound, figures))
    readings = gate.read_figures(figures)
    direct = choose_per_period(readings)
    direct_periods = {(reading.span, reading.is_at_date) for reading in direct}
    derived = choose_per_period(solve_identities(gate, figures, context.identities))
    missing = [r for r in derived if (r.span, r.is_at_date) not in direct_periods]
    return Admission(
        (*direct, *missing),
        tuple(figure for reading in readings for figure in reading.figures),
        refuse_figures(gate, figures, context),
        gate.converter,
    )


def _build_converter(bound: Bound, figures: Iterable[Figure]) -> UnitConverter:
    units = {
        figure.bound.unit
        for figure in figures
        if figure.bound and figure.bound.unit.is_convertible_to(bound.unit)
    }
    return UnitConverter(bound.unit, tuple(units))
