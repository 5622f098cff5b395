"""Admit the figures that may be compared with a target, reported or derived."""

from collections.abc import Iterable
from typing import NamedTuple

from targetcli.judging.arithmetic import UnitConverter
from targetcli.judging.context import TargetContext
from targetcli.judging.gate import Gate, choose_per_period, refuse_figures
from targetcli.judging.identities import solve_identities
from targetcli.judging.readings import Reading
from targetcli.judging.reasons import Refusal
from targetcli.model.bound import Bound
from targetcli.model.records import Figure, Target


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

    A period for which nothing is reported may be derived from an identity: whole less
    the other parts, or the sum of the parts (docs/design.md §5.2).
    """
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
    """Return a converter between the target's unit and those of the figures."""
    units = {
        figure.bound.unit
        for figure in figures
        if figure.bound and figure.bound.unit.is_convertible_to(bound.unit)
    }
    return UnitConverter(bound.unit, tuple(units))
