"""Admission: all that may be set against a target, said directly or solved for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from targetcli.judging.arithmetic import Scale
from targetcli.judging.gate import (
    Gate,
    Refusal,
    Surroundings,
    one_a_period,
    turned_away,
)
from targetcli.judging.identities import solved
from targetcli.judging.readings import Reading
from targetcli.model.bound import Bound
from targetcli.model.records import Figure, Target


class Admitted(NamedTuple):
    """One reading a period, the figures that passed, and those turned away."""

    readings: tuple[Reading, ...]
    passed: tuple[Figure, ...]
    refused: tuple[Refusal, ...]
    scale: Scale


def admit(
    target: Target, bound: Bound, figures: tuple[Figure, ...], around: Surroundings
) -> Admitted:
    """Let through what says the same kind of thing of the same place."""
    gate = Gate(target, bound, _scale(bound, figures))
    passed = gate.readings(figures)
    direct = one_a_period(passed)
    there = {(reading.span, reading.at_date) for reading in direct}
    derived = one_a_period(solved(gate, figures, around.identities))
    missing = [r for r in derived if (r.span, r.at_date) not in there]
    return Admitted(
        (*direct, *missing),
        tuple(figure for reading in passed for figure in reading.figures),
        turned_away(gate, figures, around),
        gate.scale,
    )


def _scale(bound: Bound, figures: Iterable[Figure]) -> Scale:
    units = {
        figure.bound.unit
        for figure in figures
        if figure.bound and figure.bound.unit.is_convertible_to(bound.unit)
    }
    return Scale(bound.unit, tuple(units))
