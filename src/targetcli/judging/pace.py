"""Pace: where a target should be by now, on a path that is always named.

Pace is a property of an assumed path; the outcome is not (METHODS.md §1.10).
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.arithmetic import UnitConverter, divide, round_to_places
from targetcli.judging.assessment import AssessedReading, Assessment
from targetcli.judging.intervals import Threshold, Truth, evaluate, point_interval
from targetcli.judging.paths import LinearPath, MilestonePath, compute_cagr_ratio
from targetcli.judging.profiles import Grade, GradeMeasure, PathChoice, Profile
from targetcli.judging.readings import Reading
from targetcli.judging.settling_periods import DAY, MONTHS_A_YEAR
from targetcli.model.period import Span, months_between
from targetcli.model.records import (
    Baseline,
    Basis,
    FigureStatus,
    MetricKind,
    Milestone,
    Target,
)

_TEN_PLACES = Decimal("1e-10")
# What a month brought, compounded to a year, can have hundreds of digits.
_WIDE = Context(prec=5000)


class PathKind(StrEnum):
    """The course a target is assumed to take."""

    DIRECT = "direct"
    ELAPSED = "elapsed"
    LINEAR = "linear"
    CAGR = "cagr"
    MILESTONES = "milestones"


class PaceClass(StrEnum):
    """Whether progress is where the path says."""

    ON_TRACK = "on-track"
    BEHIND = "behind"


class Rates(NamedTuple):
    """What the rest of the window still needs, and what came so far, in the unit.

    Both are per `months` months, twelve or one; `needed` is None with no time left.
    """

    months: int
    so_far: Decimal | None
    needed: Decimal | None


class Pace(NamedTuple):
    """Progress beside its path.

    `done` and `elapsed` are shares of the way; `gap_points` is their difference in
    points; `ratio` is progress over what was due, and on the path cagr the rate of
    growth over the rate required. Each is None where it is undefined. `since` is the
    baseline it starts from; `grade` is the profile's word for it, if it has one.
    """

    path_kind: PathKind
    pace_class: PaceClass
    done_share: Decimal | None = None
    elapsed_share: Decimal | None = None
    ratio: Decimal | None = None
    gap_points: Decimal | None = None
    baseline: Baseline | None = None
    rates: Rates | None = None
    grade: Grade | None = None

    @property
    def is_on_track(self) -> bool:
        """Whether the profile, or without its word the path, calls it on track."""
        if self.grade is not None:
            return self.grade.is_on_track
        return self.pace_class is PaceClass.ON_TRACK


class PaceInput(NamedTuple):
    """What pace is asked of: a target, what its readings amount to, how to measure."""

    target: Target
    assessment: Assessment
    converter: UnitConverter
    profile: Profile
    milestones: tuple[Milestone, ...] = ()


class PathStart(NamedTuple):
    """Where a level starts from: the amount, and the baseline that says so."""

    value: Decimal
    baseline: Baseline

    @property
    def first_day(self) -> date:
        """The first day after it."""
        return self.baseline.period.end + DAY


def compute_pace(asked: PaceInput) -> Pace | None:
    """Return where the latest progress stands, or None where no path is defined."""
    target, progress = asked.target, asked.assessment.progress
    if progress is None or target.metric.kind is MetricKind.RANK:
        return None
    if target.basis is Basis.GROWTH:
        return _pace_by_truth(PathKind.DIRECT, progress)
    if progress.prorated_span is not None:
        return _pace_of_sum(asked, progress, progress.prorated_span)
    return _pace_of_level(asked, progress)


def is_met_at_zero(weighed: AssessedReading) -> bool:
    """Say whether a sum's target is one to keep: satisfied before anything is added.

    Such a cap is on track while it holds and reached only when the window is over.
    """
    return evaluate(weighed.threshold, point_interval(Decimal(0))) is not Truth.FALSE


def _pace_by_truth(path: PathKind, progress: AssessedReading) -> Pace | None:
    """Compare as it is: a rate is never pro-rated, nor is what may not be used up."""
    held = progress.truth
    if held is Truth.UNKNOWN:
        return None
    return Pace(path, PaceClass.ON_TRACK if held is Truth.TRUE else PaceClass.BEHIND)


def _pace_of_sum(
    asked: PaceInput, progress: AssessedReading, window: Span
) -> Pace | None:
    """Set the share done against the share of whole months elapsed (时序进度)."""
    if is_met_at_zero(progress):
        return _pace_by_truth(PathKind.ELAPSED, progress)
    end, nothing = progress.reading.span.end, Decimal(0)
    months = months_between(window.start, window.end)
    gone = months_between(window.start, end)
    line = LinearPath(
        nothing, choose_nearest_end(progress.threshold, nothing), gone, months
    )
    if asked.milestones:
        first = window.start - DAY
        steps = _build_milestone_path(asked, progress, (first, nothing), window.end)
        return _compare_with_path(asked, PathKind.MILESTONES, steps, line, progress)
    return _compare_with_path(asked, PathKind.ELAPSED, line, line, progress)


def _pace_of_level(asked: PaceInput, progress: AssessedReading) -> Pace | None:
    """Set the distance covered since the baseline against time, or against growth."""
    start, deadline = find_start(asked), asked.target.deadline
    if start is None or deadline is None:
        return None
    end = progress.reading.span.end
    months = months_between(start.first_day, deadline)
    gone = months_between(start.first_day, end)
    # A target that the baseline meets is one to hold, and has no path.
    held = evaluate(progress.threshold, point_interval(start.value)) is not Truth.FALSE
    if held or gone <= 0:
        return None
    line = LinearPath(
        start.value, choose_nearest_end(progress.threshold, start.value), gone, months
    )
    pace = _pace_from_start(asked, progress, start, line, deadline)
    return pace._replace(baseline=start.baseline) if pace else None


def _pace_from_start(
    asked: PaceInput,
    progress: AssessedReading,
    start: PathStart,
    line: LinearPath,
    deadline: date,
) -> Pace | None:
    if asked.milestones:
        before = (start.baseline.period.end, start.value)
        steps = _build_milestone_path(asked, progress, before, deadline)
        return _compare_with_path(asked, PathKind.MILESTONES, steps, line, progress)
    if asked.profile.path_choice is PathChoice.CAGR:
        return _pace_by_growth(asked.profile, progress, line)
    return _compare_with_path(asked, PathKind.LINEAR, line, line, progress)


def _pace_by_growth(
    profile: Profile, progress: AssessedReading, line: LinearPath
) -> Pace | None:
    """Set the compound growth since the baseline against the growth required."""
    point = progress.reading.interval.point
    if point is None:
        return None
    better = progress.threshold.better
    ratio = compute_cagr_ratio(line.start, point, line.goal, line, better)
    if ratio is None:
        return None
    keeps = PaceClass.ON_TRACK if ratio >= 1 else PaceClass.BEHIND
    pace = Pace(PathKind.CAGR, keeps, ratio=_WIDE.quantize(ratio, _TEN_PLACES))
    measured_by_ratio = profile.measure is GradeMeasure.RATIO
    grade = profile.find_grade(Decimal(0), ratio) if measured_by_ratio else None
    return pace._replace(grade=grade, rates=_compute_rates(line, point, progress))


def choose_nearest_end(asked: Threshold, start: Decimal) -> Decimal:
    """Return the end of what is asked that a line from the start meets first."""
    return asked.low if start < asked.low else asked.high


def _build_milestone_path(
    asked: PaceInput,
    progress: AssessedReading,
    start: tuple[date, Decimal],
    deadline: date,
) -> MilestonePath:
    """Return the line through the milestones between the start and the deadline."""
    bound = asked.target.bound
    goal = choose_nearest_end(progress.threshold, start[1])
    between = tuple(
        (milestone.day, asked.converter.to_base_units(milestone.value, bound.unit))
        for milestone in asked.milestones
        if bound is not None and start[0] < milestone.day < deadline
    )
    return MilestonePath((start, *between, (deadline, goal)), progress.reading.span.end)


def find_start(asked: PaceInput) -> PathStart | None:
    """Return the stated baseline, else the figure that ends as the window starts."""
    target, balance = asked.target, asked.assessment
    said = target.baseline
    if said is None:
        return _start_from_adjoining(asked)
    if target.bound is None or not said.unit.is_convertible_to(target.bound.unit):
        return None
    value = asked.converter.to_base_units(said.value, said.unit)
    same_period = [
        reading
        for reading in (*balance.before, *balance.during)
        if reading.span.end == said.period.end
    ]
    revised = any(
        not r.rounded_interval.overlaps(point_interval(value)) for r in same_period
    )
    # A base that was revised since is of another vintage than the figures after it.
    return None if revised else PathStart(value, said)


def _start_from_adjoining(asked: PaceInput) -> PathStart | None:
    target, balance = asked.target, asked.assessment
    before, latest = balance.before[-1:], balance.progress
    if not before or latest is None or before[0].span.end + DAY != target.window_start:
        return None
    reading = before[0]
    point, bound = reading.interval.point, target.bound
    if point is None or bound is None or _has_other_vintage(reading, latest.reading):
        return None
    value = asked.converter.to_target_unit(point)
    return PathStart(point, Baseline(value.value, bound.unit, reading.span))


def _has_other_vintage(base: Reading, latest: Reading) -> bool:
    """Say whether a revision of the one came after the other was reported."""
    return any(
        new.status is FigureStatus.REVISED
        and old.status is not FigureStatus.REVISED
        and new.known_from > old.known_from
        for new, old in ((base, latest), (latest, base))
    )


def _compare_with_path(
    asked: PaceInput,
    path: PathKind,
    way: LinearPath | MilestonePath,
    line: LinearPath,
    progress: AssessedReading,
) -> Pace | None:
    """Set progress beside a path: for an interval only what holds for all of it."""
    if not way.is_defined:
        return None
    seen = progress.reading.interval
    ends = (seen.low, seen.high)
    worst, best = ends if way.goal > way.start else ends[::-1]
    if worst is not None and way.is_reached_by(worst):
        pace = Pace(path, PaceClass.ON_TRACK)
    elif best is not None and not way.is_reached_by(best):
        pace = Pace(path, PaceClass.BEHIND)
    else:
        return None
    if seen.point is None:
        return pace
    pace = pace._replace(rates=_compute_rates(line, seen.point, progress))
    return _add_shares(pace, way, seen.point, asked.profile)


def _add_shares(
    pace: Pace, way: LinearPath | MilestonePath, value: Decimal, profile: Profile
) -> Pace:
    done, elapsed, ratio = way.done_share(value), way.due_share(), way.due_ratio(value)
    gap = way.lead_share(value) * 100
    return pace._replace(
        done_share=round_to_places(done, 6),
        elapsed_share=round_to_places(elapsed, 6),
        ratio=None if ratio is None else round_to_places(ratio, 4),
        gap_points=round_to_places(gap, 1),
        grade=profile.find_grade(gap, ratio),
    )


def _compute_rates(
    line: LinearPath, value: Decimal, progress: AssessedReading
) -> Rates:
    months = MONTHS_A_YEAR if line.months > MONTHS_A_YEAR else 1
    left = line.months - line.months_gone

    def rate(amount: Decimal, over: int) -> Decimal | None:
        said = progress.converter.to_target_unit(amount).value
        return divide(said * months, Decimal(over)).value if over > 0 else None

    return Rates(
        months,
        rate(value - line.start, line.months_gone),
        rate(line.goal - value, left),
    )
