"""Contradictions inside one record, shown with both their sides."""

from __future__ import annotations

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound import Relation, bound_text
from targetcli.model.period import period_text
from targetcli.model.records import Basis, Better, Figure, Kind, Target
from targetcli.model.units import Unit

_UPWARD = (Relation.AT_LEAST, Relation.OVER)
_DOWNWARD = (Relation.AT_MOST, Relation.UNDER)


def check_target(target: Target, metric_unit: Unit | None, *, in_words: bool) -> None:
    """Refuse a target whose parts cannot all hold; raises `Contradiction`.

    `in_words` says that its relation came from words and not from a column that says
    it outright: then it must fit the way the metric should go.
    """
    start, deadline = target.window_start, target.deadline
    if start and deadline and start > deadline:
        raise Contradiction(f"the window starts {start}", f"it ends {deadline}")
    baseline = target.baseline
    if baseline and deadline and baseline.period.end > deadline:
        period = period_text(baseline.period)
        raise Contradiction(
            f"the baseline is of {period}", f"the deadline is {deadline}"
        )
    if baseline and target.bound and target.basis is Basis.LEVEL:
        _check_dimension("baseline", baseline.unit, "target", target.bound.unit)
    if in_words:
        _check_way(target)
    _check_units(target, metric_unit)


def check_figure(figure: Figure, metric_unit: Unit | None) -> None:
    """Refuse a figure whose parts cannot all hold; raises `Contradiction`."""
    if figure.start and figure.start > figure.end:
        ends = f"it ends {figure.end}"
        raise Contradiction(f"the period starts {figure.start}", ends)
    if figure.metric.kind is Kind.EVENT and not figure.answer:
        raise Unreadable("value", "", ("yes", "no"), "an event happened or did not")
    _check_units(figure, metric_unit)


def _check_way(target: Target) -> None:
    """Refuse "at most" where more is better, and the reverse, unless said outright."""
    bound, better = target.bound, target.metric.better
    if bound is None:
        return
    falls = bound.relation in _DOWNWARD and better is Better.MORE
    rises = bound.relation in _UPWARD and better is Better.LESS
    if falls or rises:
        raise Contradiction(
            f"the words say {bound_text(bound)}",
            f"of {target.metric.name}, {better} is better",
            f'if it is meant so, say --relation "{bound.relation}"',
        )


def _check_units(record: Target | Figure, metric_unit: Unit | None) -> None:
    if record.bound is None:
        return
    unit = record.bound.unit
    if record.basis is Basis.GROWTH:
        _check_growth_unit(unit)
    elif metric_unit is not None and not _is_difference(record, unit, metric_unit):
        _check_dimension("value", unit, record.metric.name, metric_unit)


def _check_growth_unit(unit: Unit) -> None:
    if unit.dimension not in (units.PERCENTAGE, units.MULTIPLE):
        raise Contradiction(
            "the basis is growth",
            f"the unit is {unit.text}",
            "growth is in %, ‰ or 倍; use change for a difference in the metric's unit",
        )


def _is_difference(record: Target | Figure, unit: Unit, metric_unit: Unit) -> bool:
    """Say whether points are given for the change of a percentage."""
    changes = record.basis is Basis.CHANGE
    points = (unit.dimension, metric_unit.dimension)
    return changes and points == (units.POINTS, units.PERCENTAGE)


def _check_dimension(one: str, unit: Unit, other: str, usual: Unit) -> None:
    if not unit.measures_the_same(usual):
        raise Contradiction(
            f"the {one} is in {unit.text}",
            f"{other} is in {usual.text}",
            "a unit converts only inside its dimension; name another metric",
        )
