"""Pace: where a target should be by now, on a path that is always named.

Pace is a property of an assumed path; the outcome is not (METHODS.md §1.10).
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.balance import Balance, Weighed
from targetcli.judging.exact import Scale, quotient, to_places
from targetcli.judging.intervals import Truth, exactly, truth
from targetcli.judging.readings import Reading
from targetcli.judging.spans import DAY, MONTHS_A_YEAR
from targetcli.model.period import Span, months_between
from targetcli.model.records import Baseline, Basis, Kind, Status, Target


class Path(StrEnum):
    """The course a target is assumed to take."""

    DIRECT = "direct"
    ELAPSED = "elapsed"
    LINEAR = "linear"


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
    rates: Rates | None = None


class _Way(NamedTuple):
    """A straight line: its ends in bases, whole months gone and whole months in all."""

    start: Decimal
    goal: Decimal
    gone: int
    months: int

    def keeps_up(self, value: Decimal) -> bool:
        """Say whether a value is on the line or past it."""
        # Cross-multiplied, so that the class never hangs on a rounded share.
        done = (value - self.start) * self.months
        due = (self.goal - self.start) * self.gone
        return done >= due if self.goal > self.start else done <= due


def pace_of(target: Target, balance: Balance, scale: Scale) -> Pace | None:
    """Return where the latest progress stands, or None where no path is defined."""
    progress = balance.progress
    if progress is None or target.metric.kind is Kind.RANK:
        return None
    if target.basis is Basis.GROWTH:
        return _as_it_is(Path.DIRECT, progress)
    if progress.share_of is not None:
        return _elapsed(progress, progress.share_of)
    return _linear(target, balance, progress, scale)


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


def _elapsed(progress: Weighed, window: Span) -> Pace | None:
    """Set the share done against the share of whole months elapsed (时序进度)."""
    if holds_from_the_start(progress):
        return _as_it_is(Path.ELAPSED, progress)
    months = months_between(window.start, window.end)
    gone = months_between(window.start, progress.reading.span.end)
    way = _Way(Decimal(0), _nearest(progress, Decimal(0)), gone, months)
    return _beside(Path.ELAPSED, way, progress)


def _linear(
    target: Target, balance: Balance, progress: Weighed, scale: Scale
) -> Pace | None:
    """Set the share of the distance covered against the share of time gone."""
    start = _start_of(target, balance, scale)
    if start is None or target.deadline is None:
        return None
    value, baseline = start
    first = baseline.period.end + DAY
    months = months_between(first, target.deadline)
    gone = months_between(first, progress.reading.span.end)
    # A target that the baseline meets is one to hold, and has no path.
    held = truth(progress.asked, exactly(value)) is not Truth.FALSE
    if held or gone <= 0:
        return None
    way = _Way(value, _nearest(progress, value), gone, months)
    pace = _beside(Path.LINEAR, way, progress)
    return pace._replace(since=baseline) if pace else None


def _nearest(progress: Weighed, start: Decimal) -> Decimal:
    """Return the end of what is asked that a line from the start meets first."""
    asked = progress.asked
    return asked.low if start < asked.low else asked.high


def _start_of(
    target: Target, balance: Balance, scale: Scale
) -> tuple[Decimal, Baseline] | None:
    """Return the stated baseline, else the figure that ends as the window starts."""
    said = target.baseline
    if said is None:
        return _adjoining(target, balance, scale)
    if target.bound is None or not said.unit.measures_the_same(target.bound.unit):
        return None
    value = scale.of(said.value, said.unit)
    same_period = [
        reading
        for reading in (*balance.before, *balance.course)
        if reading.span.end == said.period.end
    ]
    revised = any(not r.widened.meets(exactly(value)) for r in same_period)
    # A base that was revised since is of another vintage than the figures after it.
    return None if revised else (value, said)


def _adjoining(
    target: Target, balance: Balance, scale: Scale
) -> tuple[Decimal, Baseline] | None:
    before, latest = balance.before[-1:], balance.progress
    if not before or latest is None or before[0].span.end + DAY != target.window_start:
        return None
    reading = before[0]
    point, bound = reading.interval.point, target.bound
    if point is None or bound is None or _vintages_differ(reading, latest.reading):
        return None
    value = scale.said(point)
    baseline = Baseline(value.value, bound.unit, reading.span)
    return point, baseline


def _vintages_differ(base: Reading, latest: Reading) -> bool:
    """Say whether a revision of the one came after the other was reported."""
    return any(
        new.status is Status.REVISED
        and old.status is not Status.REVISED
        and new.known_from > old.known_from
        for new, old in ((base, latest), (latest, base))
    )


def _beside(path: Path, way: _Way, progress: Weighed) -> Pace | None:
    """Set progress beside a line: for an interval only what holds for all of it."""
    if way.months <= 0 or way.start == way.goal:
        return None
    seen = progress.reading.interval
    ends = (seen.low, seen.high)
    worst, best = ends if way.goal > way.start else ends[::-1]
    if worst is not None and way.keeps_up(worst):
        pace_class = PaceClass.ON_TRACK
    elif best is not None and not way.keeps_up(best):
        pace_class = PaceClass.BEHIND
    else:
        return None
    pace = Pace(path, pace_class)
    return pace if seen.point is None else _measured(pace, way, seen.point, progress)


def _measured(pace: Pace, way: _Way, value: Decimal, progress: Weighed) -> Pace:
    covered, distance = value - way.start, way.goal - way.start
    done = quotient(covered, distance).value
    elapsed = quotient(Decimal(way.gone), Decimal(way.months)).value
    ratio = None
    if way.gone:
        ratio = quotient(covered * way.months, distance * way.gone).value
    return pace._replace(
        done=to_places(done, 6),
        elapsed=to_places(elapsed, 6),
        ratio=None if ratio is None else to_places(ratio, 4),
        gap_points=to_places((done - elapsed) * 100, 1),
        rates=_rates(way, value, progress),
    )


def _rates(way: _Way, value: Decimal, progress: Weighed) -> Rates:
    months = MONTHS_A_YEAR if way.months > MONTHS_A_YEAR else 1
    left = way.months - way.gone

    def rate(amount: Decimal, over: int) -> Decimal | None:
        said = progress.words.said(amount).value
        return quotient(said * months, Decimal(over)).value if over > 0 else None

    return Rates(
        months, rate(value - way.start, way.gone), rate(way.goal - value, left)
    )
