"""Pace: where a target should be by now, on a path that is always named.

Pace is a property of an assumed path; the outcome is not (METHODS.md §1.10).
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.arithmetic import Scale, quotient, to_places
from targetcli.judging.assessment import Balance, Weighed
from targetcli.judging.intervals import Threshold, Truth, exactly, truth
from targetcli.judging.paths import Line, Steps, cagr_ratio
from targetcli.judging.profiles import Course, Grade, Measure, Profile
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


class Path(StrEnum):
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

    path: Path
    pace_class: PaceClass
    done: Decimal | None = None
    elapsed: Decimal | None = None
    ratio: Decimal | None = None
    gap_points: Decimal | None = None
    since: Baseline | None = None
    rates: Rates | None = None
    grade: Grade | None = None

    @property
    def on_track(self) -> bool:
        """Whether the profile, or without its word the path, calls it on track."""
        if self.grade is not None:
            return self.grade.on_track
        return self.pace_class is PaceClass.ON_TRACK


class Question(NamedTuple):
    """What pace is asked of: a target, what its readings amount to, how to measure."""

    target: Target
    balance: Balance
    scale: Scale
    profile: Profile
    milestones: tuple[Milestone, ...] = ()


class Start(NamedTuple):
    """Where a level starts from: the amount, and the baseline that says so."""

    value: Decimal
    baseline: Baseline

    @property
    def first(self) -> date:
        """The first day after it."""
        return self.baseline.period.end + DAY


def pace_of(asked: Question) -> Pace | None:
    """Return where the latest progress stands, or None where no path is defined."""
    target, progress = asked.target, asked.balance.progress
    if progress is None or target.metric.kind is MetricKind.RANK:
        return None
    if target.basis is Basis.GROWTH:
        return _as_it_is(Path.DIRECT, progress)
    if progress.share_of is not None:
        return _of_a_sum(asked, progress, progress.share_of)
    return _of_a_level(asked, progress)


def holds_from_the_start(weighed: Weighed) -> bool:
    """Say whether a sum's target is one to keep: satisfied before anything is added.

    Such a cap is on track while it holds and reached only when the window is over.
    """
    return truth(weighed.asked, exactly(Decimal(0))) is not Truth.FALSE


def _as_it_is(path: Path, progress: Weighed) -> Pace | None:
    """Compare as it is: a rate is never pro-rated, nor is what may not be used up."""
    held = progress.held
    if held is Truth.UNKNOWN:
        return None
    return Pace(path, PaceClass.ON_TRACK if held is Truth.TRUE else PaceClass.BEHIND)


def _of_a_sum(asked: Question, progress: Weighed, window: Span) -> Pace | None:
    """Set the share done against the share of whole months elapsed (时序进度)."""
    if holds_from_the_start(progress):
        return _as_it_is(Path.ELAPSED, progress)
    end, nothing = progress.reading.span.end, Decimal(0)
    months = months_between(window.start, window.end)
    gone = months_between(window.start, end)
    line = Line(nothing, nearest(progress.asked, nothing), gone, months)
    if asked.milestones:
        first = window.start - DAY
        steps = _steps(asked, progress, (first, nothing), window.end)
        return _beside(asked, Path.MILESTONES, steps, line, progress)
    return _beside(asked, Path.ELAPSED, line, line, progress)


def _of_a_level(asked: Question, progress: Weighed) -> Pace | None:
    """Set the distance covered since the baseline against time, or against growth."""
    start, deadline = start_of(asked), asked.target.deadline
    if start is None or deadline is None:
        return None
    end = progress.reading.span.end
    months = months_between(start.first, deadline)
    gone = months_between(start.first, end)
    # A target that the baseline meets is one to hold, and has no path.
    held = truth(progress.asked, exactly(start.value)) is not Truth.FALSE
    if held or gone <= 0:
        return None
    line = Line(start.value, nearest(progress.asked, start.value), gone, months)
    pace = _on_the_path(asked, progress, start, line, deadline)
    return pace._replace(since=start.baseline) if pace else None


def _on_the_path(
    asked: Question, progress: Weighed, start: Start, line: Line, deadline: date
) -> Pace | None:
    if asked.milestones:
        before = (start.baseline.period.end, start.value)
        steps = _steps(asked, progress, before, deadline)
        return _beside(asked, Path.MILESTONES, steps, line, progress)
    if asked.profile.course is Course.CAGR:
        return _by_growth(asked.profile, progress, line)
    return _beside(asked, Path.LINEAR, line, line, progress)


def _by_growth(profile: Profile, progress: Weighed, line: Line) -> Pace | None:
    """Set the compound growth since the baseline against the growth required."""
    point = progress.reading.interval.point
    if point is None:
        return None
    better = progress.asked.better
    ratio = cagr_ratio(line.start, point, line.goal, line, better)
    if ratio is None:
        return None
    keeps = PaceClass.ON_TRACK if ratio >= 1 else PaceClass.BEHIND
    pace = Pace(Path.CAGR, keeps, ratio=_WIDE.quantize(ratio, _TEN_PLACES))
    measured_by_ratio = profile.measure is Measure.RATIO
    grade = profile.grade(Decimal(0), ratio) if measured_by_ratio else None
    return pace._replace(grade=grade, rates=_rates(line, point, progress))


def nearest(asked: Threshold, start: Decimal) -> Decimal:
    """Return the end of what is asked that a line from the start meets first."""
    return asked.low if start < asked.low else asked.high


def _steps(
    asked: Question, progress: Weighed, start: tuple[date, Decimal], deadline: date
) -> Steps:
    """Return the line through the milestones between the start and the deadline."""
    bound = asked.target.bound
    goal = nearest(progress.asked, start[1])
    between = tuple(
        (milestone.day, asked.scale.of(milestone.value, bound.unit))
        for milestone in asked.milestones
        if bound is not None and start[0] < milestone.day < deadline
    )
    return Steps((start, *between, (deadline, goal)), progress.reading.span.end)


def start_of(asked: Question) -> Start | None:
    """Return the stated baseline, else the figure that ends as the window starts."""
    target, balance = asked.target, asked.balance
    said = target.baseline
    if said is None:
        return _adjoining(asked)
    if target.bound is None or not said.unit.is_convertible_to(target.bound.unit):
        return None
    value = asked.scale.of(said.value, said.unit)
    same_period = [
        reading
        for reading in (*balance.before, *balance.course)
        if reading.span.end == said.period.end
    ]
    revised = any(not r.widened.meets(exactly(value)) for r in same_period)
    # A base that was revised since is of another vintage than the figures after it.
    return None if revised else Start(value, said)


def _adjoining(asked: Question) -> Start | None:
    target, balance = asked.target, asked.balance
    before, latest = balance.before[-1:], balance.progress
    if not before or latest is None or before[0].span.end + DAY != target.window_start:
        return None
    reading = before[0]
    point, bound = reading.interval.point, target.bound
    if point is None or bound is None or _vintages_differ(reading, latest.reading):
        return None
    value = asked.scale.said(point)
    return Start(point, Baseline(value.value, bound.unit, reading.span))


def _vintages_differ(base: Reading, latest: Reading) -> bool:
    """Say whether a revision of the one came after the other was reported."""
    return any(
        new.status is FigureStatus.REVISED
        and old.status is not FigureStatus.REVISED
        and new.known_from > old.known_from
        for new, old in ((base, latest), (latest, base))
    )


def _beside(
    asked: Question, path: Path, way: Line | Steps, line: Line, progress: Weighed
) -> Pace | None:
    """Set progress beside a path: for an interval only what holds for all of it."""
    if not way.is_defined:
        return None
    seen = progress.reading.interval
    ends = (seen.low, seen.high)
    worst, best = ends if way.goal > way.start else ends[::-1]
    if worst is not None and way.keeps_up(worst):
        pace = Pace(path, PaceClass.ON_TRACK)
    elif best is not None and not way.keeps_up(best):
        pace = Pace(path, PaceClass.BEHIND)
    else:
        return None
    if seen.point is None:
        return pace
    pace = pace._replace(rates=_rates(line, seen.point, progress))
    return _measured(pace, way, seen.point, asked.profile)


def _measured(pace: Pace, way: Line | Steps, value: Decimal, profile: Profile) -> Pace:
    done, elapsed, ratio = way.done(value), way.due(), way.times_due(value)
    gap = way.ahead(value) * 100
    return pace._replace(
        done=to_places(done, 6),
        elapsed=to_places(elapsed, 6),
        ratio=None if ratio is None else to_places(ratio, 4),
        gap_points=to_places(gap, 1),
        grade=profile.grade(gap, ratio),
    )


def _rates(line: Line, value: Decimal, progress: Weighed) -> Rates:
    months = MONTHS_A_YEAR if line.months > MONTHS_A_YEAR else 1
    left = line.months - line.gone

    def rate(amount: Decimal, over: int) -> Decimal | None:
        said = progress.words.said(amount).value
        return quotient(said * months, Decimal(over)).value if over > 0 else None

    return Rates(
        months, rate(value - line.start, line.gone), rate(line.goal - value, left)
    )
