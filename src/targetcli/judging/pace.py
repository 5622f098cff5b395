"""Compute pace: progress compared with an assumed path (docs/design.md §5.6).

Pace depends on the path that was assumed; met and missed never do.
"""

from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.arithmetic import (
    UnitConverter,
    build_growth_scale,
    convert_to_points,
    divide,
    round_to_places,
)
from targetcli.judging.assessment import AssessedReading, Assessment
from targetcli.judging.gate import find_growth_base
from targetcli.judging.intervals import Threshold, Truth, evaluate, point_interval
from targetcli.judging.paths import LinearPath, MilestonePath, compute_cagr_ratio
from targetcli.judging.profiles import Grade, GradeMeasure, PathChoice, Profile
from targetcli.judging.readings import Reading
from targetcli.judging.settling_periods import DAY, MONTHS_A_YEAR
from targetcli.model.period import Span, months_between
from targetcli.model.records import (
    Baseline,
    Basis,
    Better,
    FigureStatus,
    MetricKind,
    Milestone,
    Target,
)

_TEN_PLACES = Decimal("1e-10")
# What a month brought, compounded to a year, can have hundreds of digits.
_WIDE = Context(prec=5000)


class PathKind(StrEnum):
    """The path that progress is compared with."""

    DIRECT = "direct"
    ELAPSED = "elapsed"
    LINEAR = "linear"
    CAGR = "cagr"
    MILESTONES = "milestones"


class PaceClass(StrEnum):
    """The position of progress relative to its path."""

    ON_TRACK = "on-track"
    BEHIND = "behind"


class Rates(NamedTuple):
    """The amount per period so far and still needed, in the target's unit.

    A period is `months` months, twelve or one; `needed` is None if no time is left.
    """

    months: int
    so_far: Decimal | None
    needed: Decimal | None


class Pace(NamedTuple):
    """Progress compared with a path.

    `done_share` and `elapsed_share` are shares of the path; `gap_points` is their
    difference in points; `ratio` is progress over what was due, on the path cagr growth
    over the growth required. Each is None where undefined. `baseline` is the start of
    the path; `grade` is the class the profile gives it, if any.
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
        """Check that the grade, or without one the path, counts as on track."""
        if self.grade is not None:
            return self.grade.is_on_track
        return self.pace_class is PaceClass.ON_TRACK


class PaceInput(NamedTuple):
    """The values that pace is computed from."""

    target: Target
    assessment: Assessment
    converter: UnitConverter
    profile: Profile
    milestones: tuple[Milestone, ...] = ()


class PathStart(NamedTuple):
    """The amount a path starts from, in base units, and its baseline.

    `offset` turns values of the path into amounts that compound: growth of 5 % is 105 %
    of its base.
    """

    value: Decimal
    baseline: Baseline
    offset: Decimal = Decimal(0)

    @property
    def first_day(self) -> date:
        """The first day after the baseline."""
        return self.baseline.period.end + DAY


def compute_pace(pace_input: PaceInput) -> Pace | None:
    """Return the pace of the latest progress; None where no path is defined."""
    target, progress = pace_input.target, pace_input.assessment.progress
    if progress is None or target.metric.kind is MetricKind.RANK:
        return None
    if _has_mixed_vintages(progress.reading):
        return None
    if target.basis is Basis.GROWTH:
        return _pace_of_growth(pace_input, progress)
    if progress.prorated_span is not None:
        return _pace_of_sum(pace_input, progress, progress.prorated_span)
    return _pace_of_level(pace_input, progress)


def is_met_at_zero(assessed: AssessedReading) -> bool:
    """Check that a sum satisfies its target before anything is added.

    Such a cap is on track while it holds, and only the whole window can meet it.
    """
    return evaluate(assessed.threshold, point_interval(Decimal(0))) is not Truth.FALSE


def _pace_by_truth(path_kind: PathKind, progress: AssessedReading) -> Pace | None:
    """Return the pace of what cannot be pro-rated: on track if satisfied now."""
    truth = progress.truth
    if truth is Truth.UNKNOWN:
        return None
    return Pace(
        path_kind, PaceClass.ON_TRACK if truth is Truth.TRUE else PaceClass.BEHIND
    )


def _pace_of_sum(
    pace_input: PaceInput, progress: AssessedReading, window: Span
) -> Pace | None:
    """Compare the share done with the share of whole months elapsed (时序进度)."""
    if is_met_at_zero(progress):
        return _pace_by_truth(PathKind.ELAPSED, progress)
    end, zero = progress.reading.span.end, Decimal(0)
    months = months_between(window.start, window.end)
    months_gone = months_between(window.start, end)
    line = LinearPath(
        zero, choose_nearest_end(progress.threshold, zero), months_gone, months
    )
    if pace_input.milestones:
        first = window.start - DAY
        steps = _build_milestone_path(pace_input, progress, (first, zero), window.end)
        return _compare_with_path(
            pace_input, PathKind.MILESTONES, steps, line, progress
        )
    return _compare_with_path(pace_input, PathKind.ELAPSED, line, line, progress)


def _pace_of_growth(pace_input: PaceInput, progress: AssessedReading) -> Pace | None:
    """Compare growth on a base of several years with a line from none in that year.

    Growth over a year is compared as it is, and so is a cap, which no growth holds.
    """
    start = find_start(pace_input)
    if start is None or _is_met_at(start, progress):
        pace = _pace_by_truth(PathKind.DIRECT, progress)
        return pace and pace._replace(grade=_grade_growth(pace_input, progress))
    return _pace_of_level(pace_input, progress)


def _grade_growth(pace_input: PaceInput, progress: AssessedReading) -> Grade | None:
    """Return the grade of growth compared as it is; None for no certain distance."""
    point, is_satisfied = progress.reading.interval.point, progress.truth is Truth.TRUE
    points = Decimal(0)
    if point is not None and pace_input.target.bound is not None:
        lead = _compute_lead(progress, point)
        points = convert_to_points(lead, pace_input.target.bound.unit)
    elif not is_satisfied:
        return None
    return pace_input.profile.find_growth_grade(points, is_satisfied=is_satisfied)


def _compute_lead(progress: AssessedReading, value: Decimal) -> Decimal:
    """Return the distance of a value on the better side, in the target's unit."""
    threshold, converter = progress.threshold, progress.converter
    above = converter.subtract(value, threshold.low).value
    below = converter.subtract(threshold.high, value).value
    match threshold.better:
        case Better.MORE:
            return above
        case Better.LESS:
            return below
    return min(above, below)


def _is_met_at(start: PathStart, progress: AssessedReading) -> bool:
    """Check that a target is satisfied where its path starts: it is one to hold."""
    value = start.value * progress.reading.scale
    return evaluate(progress.threshold, point_interval(value)) is not Truth.FALSE


def _has_mixed_vintages(reading: Reading) -> bool:
    """Check that a change or growth is reckoned over a revision of its base."""
    if not reading.is_from_levels:
        return False
    first, last = reading.pieces[0], reading.pieces[-1]
    return reading.on_other_base is not None or _has_other_vintage(first, last)


def _pace_of_level(pace_input: PaceInput, progress: AssessedReading) -> Pace | None:
    """Compare the distance from the baseline with the time gone."""
    start, deadline = find_start(pace_input), pace_input.target.deadline
    if start is None or deadline is None:
        return None
    end = progress.reading.span.end
    months = months_between(start.first_day, deadline)
    months_gone = months_between(start.first_day, end)
    # A target that the baseline meets is one to hold, and has no path.
    if _is_met_at(start, progress) or months_gone <= 0:
        return None
    value = start.value * progress.reading.scale
    line = LinearPath(
        value, choose_nearest_end(progress.threshold, value), months_gone, months
    )
    pace = _pace_from_start(pace_input, progress, start, line, deadline)
    return pace._replace(baseline=start.baseline) if pace else None


def _pace_from_start(
    pace_input: PaceInput,
    progress: AssessedReading,
    start: PathStart,
    line: LinearPath,
    deadline: date,
) -> Pace | None:
    """Compare with milestones, compound growth or a straight line."""
    if pace_input.milestones:
        before = (start.baseline.period.end, line.start)
        steps = _build_milestone_path(pace_input, progress, before, deadline)
        return _compare_with_path(
            pace_input, PathKind.MILESTONES, steps, line, progress
        )
    if pace_input.profile.path_choice is PathChoice.CAGR:
        offset = start.offset * progress.reading.scale
        return _pace_by_growth(pace_input.profile, progress, line, offset)
    return _compare_with_path(pace_input, PathKind.LINEAR, line, line, progress)


def _pace_by_growth(
    profile: Profile, progress: AssessedReading, line: LinearPath, offset: Decimal
) -> Pace | None:
    """Compare compound growth since the baseline with the growth required."""
    point = progress.reading.interval.point
    if point is None:
        return None
    better = progress.threshold.better
    start, latest, goal = (end + offset for end in (line.start, point, line.goal))
    ratio = compute_cagr_ratio(start, latest, goal, line, better)
    if ratio is None:
        return None
    pace_class = PaceClass.ON_TRACK if ratio >= 1 else PaceClass.BEHIND
    pace = Pace(PathKind.CAGR, pace_class, ratio=_WIDE.quantize(ratio, _TEN_PLACES))
    is_graded_by_ratio = profile.measure is GradeMeasure.RATIO
    grade = profile.find_grade(Decimal(0), ratio) if is_graded_by_ratio else None
    return pace._replace(grade=grade, rates=_compute_rates(line, point, progress))


def choose_nearest_end(threshold: Threshold, start: Decimal) -> Decimal:
    """Return the end of a threshold that a path from the start meets first."""
    return threshold.low if start < threshold.low else threshold.high


def _build_milestone_path(
    pace_input: PaceInput,
    progress: AssessedReading,
    start: tuple[date, Decimal],
    deadline: date,
) -> MilestonePath:
    """Return the path through the milestones between start and deadline."""
    bound, scale = pace_input.target.bound, progress.reading.scale
    goal = choose_nearest_end(progress.threshold, start[1])
    inner_points = tuple(
        (
            milestone.day,
            pace_input.converter.to_base_units(milestone.value, bound.unit) * scale,
        )
        for milestone in pace_input.milestones
        if bound is not None and start[0] < milestone.day < deadline
    )
    return MilestonePath(
        (start, *inner_points, (deadline, goal)), progress.reading.span.end
    )


def find_start(pace_input: PaceInput) -> PathStart | None:
    """Return the stated baseline, else the figure that ends as the window starts."""
    target, assessment = pace_input.target, pace_input.assessment
    if target.basis is Basis.GROWTH:
        return _start_from_no_growth(pace_input)
    baseline = target.baseline
    if baseline is None:
        return _start_from_adjoining(pace_input)
    if target.bound is None or not baseline.unit.is_convertible_to(target.bound.unit):
        return None
    value = pace_input.converter.to_base_units(baseline.value, baseline.unit)
    same_period = [
        reading
        for reading in (*assessment.before, *assessment.during)
        if reading.span.end == baseline.period.end
    ]
    is_revised = any(
        not r.rounded_interval.overlaps(point_interval(value)) for r in same_period
    )
    # A base that was revised since is of another vintage than the figures after it.
    return None if is_revised else PathStart(value, baseline)


def _start_from_no_growth(pace_input: PaceInput) -> PathStart | None:
    """Return no growth in the base period of growth over more than a year."""
    target, converter = pace_input.target, pace_input.converter
    base, deadline, bound = find_growth_base(target), target.deadline, target.bound
    if base is None or deadline is None or bound is None:
        return None
    # Growth over a year is compared as it is.
    if months_between(base.end + DAY, deadline) <= MONTHS_A_YEAR:
        return None
    scale = build_growth_scale(converter)
    value = converter.to_target_unit(scale.no_growth).value
    baseline = Baseline(value, bound.unit, base)
    return PathStart(scale.no_growth, baseline, scale.step - scale.no_growth)


def _start_from_adjoining(pace_input: PaceInput) -> PathStart | None:
    """Return the figure that ends the day before the window starts."""
    target, assessment = pace_input.target, pace_input.assessment
    before, latest = assessment.before[-1:], assessment.progress
    if not before or latest is None or before[0].span.end + DAY != target.window_start:
        return None
    reading = before[0]
    point, bound = reading.interval.point, target.bound
    if point is None or bound is None or _has_other_vintage(reading, latest.reading):
        return None
    value = pace_input.converter.to_target_unit(point)
    return PathStart(point, Baseline(value.value, bound.unit, reading.span))


def _has_other_vintage(base: Reading, latest: Reading) -> bool:
    """Check that one reading was revised after the other was reported."""
    return any(
        new.status is FigureStatus.REVISED
        and old.status is not FigureStatus.REVISED
        and new.known_from > old.known_from
        for new, old in ((base, latest), (latest, base))
    )


def _compare_with_path(
    pace_input: PaceInput,
    path_kind: PathKind,
    path: LinearPath | MilestonePath,
    line: LinearPath,
    progress: AssessedReading,
) -> Pace | None:
    """Return the pace on a path; None if an interval is on both sides of it."""
    if not path.is_defined:
        return None
    evidence = progress.reading.interval
    ends = (evidence.low, evidence.high)
    worst, best = ends if path.goal > path.start else ends[::-1]
    if worst is not None and path.is_reached_by(worst):
        pace = Pace(path_kind, PaceClass.ON_TRACK)
    elif best is not None and not path.is_reached_by(best):
        pace = Pace(path_kind, PaceClass.BEHIND)
    else:
        return None
    if evidence.point is None:
        return pace
    pace = pace._replace(rates=_compute_rates(line, evidence.point, progress))
    return _add_shares(pace, path, evidence.point, pace_input.profile)


def _add_shares(
    pace: Pace, path: LinearPath | MilestonePath, value: Decimal, profile: Profile
) -> Pace:
    """Add shares, gap, ratio and grade to a pace."""
    done, elapsed, ratio = (
        path.done_share(value),
        path.due_share(),
        path.due_ratio(value),
    )
    gap = path.lead_share(value) * 100
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
    """Return the rates so far and still needed on a straight line."""
    months = MONTHS_A_YEAR if line.months > MONTHS_A_YEAR else 1
    months_left = line.months - line.months_gone

    def compute_rate(amount: Decimal, over: int) -> Decimal | None:
        in_unit = progress.converter.to_target_unit(amount).value
        return divide(in_unit * months, Decimal(over)).value if over > 0 else None

    return Rates(
        months,
        compute_rate(value - line.start, line.months_gone),
        compute_rate(line.goal - value, months_left),
    )
