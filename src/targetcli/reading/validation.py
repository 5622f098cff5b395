"""Refuse records that contradict themselves, showing both sides."""

from __future__ import annotations

from targetcli.errors import Contradiction, Unreadable
from targetcli.model import units
from targetcli.model.bound import Bound, Relation, format_bound
from targetcli.model.names import quote_argument
from targetcli.model.period import format_period
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    Metric,
    MetricKind,
    Origin,
    Target,
)
from targetcli.model.sides import find_own_side
from targetcli.model.units import Unit
from targetcli.problems.reading import ReadingProblem
from targetcli.problems.records import Conflict

_LIMITS = (Relation.AT_LEAST, Relation.OVER, Relation.AT_MOST, Relation.UNDER)
_AVERAGE_WORDS = ("年均", "平均每年", "annual average", "a year on average")
_CUMULATIVE_WORD = "累计"
DAYS_IN_LEAP_YEAR = 366


def check_target(
    target: Target,
    metric_unit: Unit | None,
    *,
    is_worded: bool,
    is_basis_given: bool = True,
) -> None:
    """Refuse a target that contradicts itself; raises `Contradiction`.

    A relation that was read from words (`is_worded`), and not from a column of its own,
    must fit the better side of the metric.
    """
    if not is_basis_given:
        _check_level(target)
    start, deadline = target.window_start, target.deadline
    if start and deadline and start > deadline:
        raise Contradiction(Conflict.WINDOW, start=start, end=deadline)
    baseline = target.baseline
    if baseline and deadline and baseline.period.end > deadline:
        period = format_period(baseline.period)
        raise Contradiction(Conflict.LATE_BASELINE, period=period, deadline=deadline)
    if baseline and target.bound and target.basis is Basis.LEVEL:
        _check_baseline_unit(baseline.unit, target.bound.unit)
    withdrawn, announced = target.withdrawn, target.announced
    if withdrawn and announced and withdrawn.end < announced.start:
        raise Contradiction(
            Conflict.EARLY_WITHDRAWAL,
            withdrawn=format_period(withdrawn),
            announced=format_period(announced),
        )
    if is_worded:
        _check_side(target)
    if _is_average(target) and target.window_start is None:
        raise Contradiction(Conflict.AVERAGE_WITHOUT_WINDOW)
    if is_worded:
        _check_cumulative(target)
    _check_target_unit(target, metric_unit)


def check_figure(
    figure: Figure, *, is_worded: bool, is_basis_given: bool = True
) -> None:
    """Refuse a figure that contradicts itself; raises `Contradiction`.

    `is_worded` is as in `check_target`. A figure in another unit than the usual one is
    accepted: it was reported so, and the verdict refuses it with the reason.
    """
    if not is_basis_given:
        _check_level(figure)
    if figure.start and figure.start > figure.end:
        raise Contradiction(Conflict.FIGURE_PERIOD, start=figure.start, end=figure.end)
    if figure.metric.kind is MetricKind.EVENT and not figure.answer:
        raise Unreadable("value", "", ("yes", "no"), ReadingProblem.EVENT_UNANSWERED)
    if is_worded:
        _check_span_of_years(figure)
    if figure.bound is not None and figure.basis is Basis.GROWTH:
        _check_growth_unit(figure.bound.unit)


def _is_average(record: Target | Figure) -> bool:
    as_written = record.as_written
    return record.basis is Basis.GROWTH and any(
        word in as_written for word in _AVERAGE_WORDS
    )


def _check_cumulative(target: Target) -> None:
    """Refuse cumulative growth over years without a base: it is no yearly rate."""
    start, deadline = target.window_start, target.deadline
    summed = target.basis is Basis.GROWTH and _CUMULATIVE_WORD in target.as_written
    within = start and deadline and (deadline - start).days < DAYS_IN_LEAP_YEAR
    if summed and not within and target.base_period is None:
        raise Contradiction(Conflict.GROWTH_WITHOUT_BASE)


def _check_span_of_years(figure: Figure) -> None:
    """Refuse growth over years that may be a yearly average or the whole growth."""
    years = figure.start is not None and figure.span.days > DAYS_IN_LEAP_YEAR
    if not years:
        return
    unclear = figure.basis is Basis.GROWTH and figure.base_period is None
    period = format_period(figure.span)
    if unclear and not _is_average(figure):
        raise Contradiction(Conflict.GROWTH_OF_YEARS, period=period)
    if figure.metric.kind is MetricKind.FLOW and figure.basis is Basis.LEVEL:
        raise Contradiction(Conflict.FLOW_OF_YEARS, period=period)


def _check_level(record: Target | Figure) -> None:
    """Refuse a level that is meant as growth: on a base, or a share of an amount."""
    bound, metric = record.bound, record.metric
    if bound is None or record.basis is not Basis.LEVEL:
        return
    if record.base_period is not None:
        base = format_period(record.base_period)
        value = format_bound(bound)
        raise Contradiction(Conflict.BASE_OF_LEVEL, value=value, base=base)
    is_amount = metric.kind in (MetricKind.FLOW, MetricKind.STOCK)
    if is_amount and bound.unit.dimension == units.PERCENTAGE:
        raise _refuse_share(bound, metric)


def _refuse_share(bound: Bound, metric: Metric) -> Contradiction:
    """Return the refusal of a share of an amount, which may be meant as its growth."""
    value = format_bound(bound._replace(relation=Relation.EQUAL))
    if bound.value < 0:
        return Contradiction(
            Conflict.FALL_OF_AMOUNT,
            value=value,
            metric=metric.name,
            kind=metric.kind,
            size=value.removeprefix("−"),
        )
    return Contradiction(
        Conflict.SHARE_OF_AMOUNT, value=value, metric=metric.name, kind=metric.kind
    )


def opposes_metric(target: Target) -> bool:
    """Return True where a target's own side is not the one of its metric.

    A place among others is no amount of what the metric measures.
    """
    side, better = find_own_side(target), target.metric.better
    is_place = target.bound is not None and target.bound.unit.dimension == units.RANK
    return not is_place and {side, better} == {Better.MORE, Better.LESS}


def _check_side(target: Target) -> None:
    """Refuse the words "at most" where more was said to be better, and the reverse."""
    bound, metric = target.bound, target.metric
    is_said = metric.better_from is Origin.SAID
    if bound is None or not is_said or not opposes_metric(target):
        return
    is_limited = bound.relation in _LIMITS
    raise Contradiction(
        Conflict.DIRECTION if is_limited else Conflict.MOVEMENT,
        bound=format_bound(bound),
        words=target.as_written,
        metric=metric.name,
        argument=quote_argument(metric.name),
        better=metric.better,
        side=find_own_side(target),
        relation=bound.relation,
    )


def _check_target_unit(target: Target, metric_unit: Unit | None) -> None:
    if target.bound is None:
        return
    unit = target.bound.unit
    if target.basis is Basis.GROWTH:
        _check_growth_unit(unit)
    elif metric_unit is not None and not _is_change_in_points(
        target, unit, metric_unit
    ):
        _check_value_unit(target.metric.name, unit, metric_unit)


def _check_growth_unit(unit: Unit) -> None:
    if unit.dimension not in (units.PERCENTAGE, units.MULTIPLE):
        raise Contradiction(Conflict.GROWTH_UNIT, unit=unit.text)


def _is_change_in_points(target: Target, unit: Unit, metric_unit: Unit) -> bool:
    """Return True for a change of a percentage that is given in points."""
    changes = target.basis is Basis.CHANGE
    points = (unit.dimension, metric_unit.dimension)
    return changes and points == (units.POINTS, units.PERCENTAGE)


def _check_baseline_unit(unit: Unit, usual: Unit) -> None:
    if not unit.is_convertible_to(usual):
        raise Contradiction(Conflict.BASELINE_UNIT, unit=unit.text, usual=usual.text)


def _check_value_unit(metric: str, unit: Unit, usual: Unit) -> None:
    if not unit.is_convertible_to(usual):
        raise Contradiction(
            Conflict.METRIC_UNIT, unit=unit.text, metric=metric, usual=usual.text
        )
