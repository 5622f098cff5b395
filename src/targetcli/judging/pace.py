"""Pace: where a target should be by now, on a path that is always named.

Pace is a property of an assumed path; the outcome is not (METHODS.md §1.10).
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.exact import Scale, quotient, to_places
from targetcli.judging.intervals import Truth, exactly, truth
from targetcli.judging.weighing import Balance, Weighed
from targetcli.model.period import Span, months_between
from targetcli.model.records import Baseline, Basis, Better, Kind, Target

_DAY = timedelta(days=1)


class Path(StrEnum):
    """The course a target is assumed to take."""

    DIRECT = "direct"
    ELAPSED = "elapsed"
    LINEAR = "linear"


class PaceClass(StrEnum):
    """Whether progress is where the path says."""

    ON_TRACK = "on-track"
    BEHIND = "behind"


class Pace(NamedTuple):
    """Progress beside its path.

    `done` and `elapsed` are shares; `gap_points` is their difference in points;
    `ratio` is None where it is undefined; `since` is the baseline of a linear path.
    """

    path: Path
    pace_class: PaceClass
    done: Decimal | None = None
    elapsed: Decimal | None = None
    ratio: Decimal | None = None
    gap_points: Decimal | None = None
    since: Baseline | None = None


def pace_of(target: Target, balance: Balance, scale: Scale) -> Pace | None:
    """Return where the latest progress stands, or None where no path is defined."""
    progress = balance.progress
    if progress is None or progress.reading.contested:
        return None
    if target.metric.kind in (Kind.RANK, Kind.EVENT):
        return None
    if target.basis is Basis.GROWTH:
        return _direct(progress)
    if progress.share_of is not None:
        return _elapsed(progress, progress.share_of)
    return _linear(target, balance, progress, scale)


def _direct(progress: Weighed) -> Pace | None:
    """Compare growth as it is: a rate is never pro-rated."""
    answer = truth(progress.asked, progress.reading.interval)
    if answer is Truth.UNKNOWN:
        return None
    on_track = answer is Truth.TRUE
    return Pace(Path.DIRECT, PaceClass.ON_TRACK if on_track else PaceClass.BEHIND)


def _elapsed(progress: Weighed, window: Span) -> Pace | None:
    """Set the share done against the share of whole months elapsed (时序进度)."""
    seen, asked = progress.reading.interval, progress.asked
    if asked.better is Better.LESS:
        # A cap is on track while it holds; using it up early is no falling behind.
        held = truth(asked, seen)
        return Pace(Path.ELAPSED, PaceClass.ON_TRACK) if held is Truth.TRUE else None
    if seen.point is None or asked.low <= 0:
        return None
    months = months_between(window.start, window.end)
    gone = months_between(window.start, progress.reading.span.end)
    return _beside(Path.ELAPSED, (seen.point, asked.low), (gone, months))


def _linear(
    target: Target, balance: Balance, progress: Weighed, scale: Scale
) -> Pace | None:
    """Set the share of the distance covered against the share of time gone."""
    start = _start_of(target, balance, scale)
    seen, asked = progress.reading.interval, progress.asked
    if start is None or target.deadline is None or seen.point is None:
        return None
    value, baseline = start
    goal = asked.high if asked.better is Better.LESS else asked.low
    first = baseline.period.end + _DAY
    months = months_between(first, target.deadline)
    gone = months_between(first, progress.reading.span.end)
    # A target that the baseline meets is one to hold, and has no path.
    held = truth(asked, exactly(value)) is not Truth.FALSE
    if held or months <= 0 or gone <= 0:
        return None
    pace = _beside(Path.LINEAR, (seen.point - value, goal - value), (gone, months))
    return pace._replace(since=baseline)


def _start_of(
    target: Target, balance: Balance, scale: Scale
) -> tuple[Decimal, Baseline] | None:
    """Return the stated baseline, else the figure that ends as the window starts."""
    said = target.baseline
    if said is not None and target.bound is not None:
        if not said.unit.measures_the_same(target.bound.unit):
            return None
        return scale.of(said.value, said.unit), said
    before = balance.baseline
    if before is None or before.reading.interval.point is None:
        return None
    adjoins = before.reading.span.end + _DAY == target.window_start
    bound = before.reading.figures[0].bound
    if not adjoins or bound is None or before.reading.identity:
        return None
    baseline = Baseline(bound.value, bound.unit, before.reading.span)
    return before.reading.interval.point, baseline


def _beside(
    path: Path, progress: tuple[Decimal, Decimal], time: tuple[int, int]
) -> Pace:
    part, whole = progress
    gone, months = time
    # Cross-multiplied, so that the class never hangs on a rounded share.
    done_months, gone_months = part * months, whole * gone
    ahead = done_months >= gone_months if whole > 0 else done_months <= gone_months
    done = quotient(part, whole).value
    elapsed = quotient(Decimal(gone), Decimal(months)).value
    return Pace(
        path,
        PaceClass.ON_TRACK if ahead else PaceClass.BEHIND,
        done=to_places(done, 6),
        elapsed=to_places(elapsed, 6),
        ratio=to_places(quotient(done_months, gone_months).value, 4) if gone else None,
        gap_points=to_places((done - elapsed) * 100, 1),
    )
