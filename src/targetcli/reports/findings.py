"""What is wrong or odd in records, each rule for itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, timedelta
from decimal import localcontext
from itertools import combinations, pairwise
from typing import NamedTuple

from targetcli.judging.arithmetic import EXACT_CONTEXT, UnitConverter
from targetcli.judging.intervals import to_interval
from targetcli.model.bound import format_bound
from targetcli.model.period import format_period
from targetcli.model.records import (
    Basis,
    Figure,
    FigureStatus,
    MetricKind,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)

_LAST_WEEKS = timedelta(days=31)


class Records(NamedTuple):
    """The records of a store that can be read, and the day it is."""

    targets: tuple[Target, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    today: date


class Odd(NamedTuple):
    """What a rule found: about which record, and what."""

    subject: str
    what: str


def contradictions(records: Records) -> Iterator[Odd]:
    """Yield figures that say of one thing, on one day, what cannot both be true."""
    for same in _grouped(records.figures, _statement):
        for one, other in combinations(same, 2):
            if _disjoint(one, other):
                said, span = _said(one), format_period(one.span)
                what = f"{said} for {span}, but {format_figure_id(other.id)} {_said(other)}"
                yield Odd(format_figure_id(one.id), what)


def overlaps(records: Records) -> Iterator[Odd]:
    """Yield flows whose periods share days although neither lies in the other."""
    flows = [f for f in records.figures if _is_flow(f)]
    for same in _grouped(flows, _series):
        ordered = sorted(same, key=lambda figure: figure.span)
        for one, other in pairwise(ordered):
            if one.span.start < other.span.start <= one.span.end < other.span.end:
                what = (
                    f"shares days with {format_figure_id(other.id)}; they do not add up"
                )
                yield Odd(format_figure_id(one.id), what)


def sources(records: Records) -> Iterator[Odd]:
    """Yield targets of which nobody says who announced them."""
    for target in records.targets:
        if not target.source:
            yield Odd(format_target_id(target.id), "has no source")


def addresses(records: Records) -> Iterator[Odd]:
    """Yield sources that cannot be looked up."""
    for source in records.sources:
        if not (source.url or source.archived_url):
            yield Odd(f"source {source.id}", "has no address")


def stale(records: Records) -> Iterator[Odd]:
    """Yield targets still running of which nothing was reported for a year."""
    year_ago = _a_year_before(records.today)
    latest: dict[tuple[str, str], date] = {}
    for figure in records.figures:
        key = (figure.region, figure.metric.name)
        latest[key] = max(figure.known_since, latest.get(key, figure.known_since))
    revised = {target.revises for target in records.targets}
    for target in records.targets:
        if not _is_running(target, records.today) or target.id in revised:
            continue
        last = latest.get((target.region, target.metric.name))
        if last is None or last < year_ago:
            since = "at all" if last is None else f"since {last}"
            yield Odd(format_target_id(target.id), f"nothing was reported {since}")


def dates(records: Records) -> Iterator[Odd]:
    """Yield what was said before it could be, or on a day that is still to come."""
    for target in records.targets:
        for what in _odd_target_dates(target, records.today):
            yield Odd(format_target_id(target.id), what)
    announced = {target.id: target.announced for target in records.targets}
    for target in records.targets:
        earlier = announced.get(target.revises)
        if earlier and target.announced and target.announced.end < earlier.start:
            what = f"is older than {format_target_id(target.revises)}, which it revises"
            yield Odd(format_target_id(target.id), what)
    for figure in records.figures:
        for what in _odd_figure_dates(figure, records.today):
            yield Odd(format_figure_id(figure.id), what)


def _odd_target_dates(target: Target, today: date) -> Iterator[str]:
    announced, withdrawn = target.announced, target.withdrawn
    if announced and target.deadline and announced.start > target.deadline:
        yield f"was announced after its deadline {target.deadline}"
    if announced and announced.start > today:
        yield f"was announced on a day to come, {format_period(announced)}"
    if announced and withdrawn and withdrawn.end < announced.start:
        yield "was withdrawn before it was announced"


def _odd_figure_dates(figure: Figure, today: date) -> Iterator[str]:
    published = figure.published
    if published is None:
        return
    if published.start > today:
        yield f"was published on a day to come, {format_period(published)}"
    # An expected value may well be published before its period, and what a year ends
    # with is often told in its last weeks.
    early = figure.span.start - published.end
    if figure.status is not FigureStatus.EXPECTED and early > _LAST_WEEKS:
        yield f"was published before its period, {format_period(figure.span)}"


def _is_running(target: Target, today: date) -> bool:
    deadline = target.deadline
    return target.withdrawn is None and (deadline is None or deadline >= today)


def _a_year_before(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last)


def _is_flow(figure: Figure) -> bool:
    amounts = figure.basis in (Basis.LEVEL, Basis.TOTAL, Basis.CHANGE)
    return (
        amounts and figure.metric.kind is MetricKind.FLOW and figure.start is not None
    )


def _series(figure: Figure) -> Hashable:
    return (
        *(figure.region, figure.scope, figure.metric.name, figure.basis),
        *(figure.status, figure.published),
    )


def _statement(figure: Figure) -> Hashable:
    return (
        *(figure.region, figure.scope, figure.metric.name, figure.basis),
        *(figure.start, figure.end, figure.base_period),
        *(figure.status, figure.known_since),
    )


def _grouped(
    figures: Iterable[Figure], key: Callable[[Figure], Hashable]
) -> Iterable[list[Figure]]:
    groups: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return groups.values()


def _said(figure: Figure) -> str:
    return format_bound(figure.bound) if figure.bound else figure.answer.value


def _disjoint(one: Figure, other: Figure) -> bool:
    """Say whether no value satisfies both, as far as they can be compared."""
    if one.bound is None or other.bound is None:
        return one.bound is other.bound and one.answer is not other.answer
    mine, theirs = one.bound.unit, other.bound.unit
    if not mine.is_convertible_to(theirs):
        return False
    scale = UnitConverter(mine, (theirs,))
    with localcontext(EXACT_CONTEXT):
        seen = scale.convert_interval(to_interval(one.bound), mine)
        return not seen.overlaps(
            scale.convert_interval(to_interval(other.bound), theirs)
        )
