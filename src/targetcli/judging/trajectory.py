"""The course of a target: what is known along its time, and the way it was to go.

What a chart draws, as plain values in the target's own unit: nothing is placed on it
that the verdict would not use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from targetcli.judging.admission import admit
from targetcli.judging.arithmetic import EXACT
from targetcli.judging.assessment import Terms, Weighed
from targetcli.judging.gate import NOWHERE, Surroundings, known
from targetcli.judging.intervals import Threshold, Truth, asked_by, exactly, truth
from targetcli.judging.outcome import SETTLED, Outcome, Role, Verdict
from targetcli.judging.pace import Path, Question, nearest, start_of
from targetcli.judging.profiles import Course as Assumed
from targetcli.judging.readings import Reading, stage, summed
from targetcli.judging.settling_periods import DAY
from targetcli.judging.weighing import weigh
from targetcli.model.period import Span
from targetcli.model.records import Basis, Figure, FigureStatus, MetricKind, Target

_CURVED = Context(prec=30)
_STEPS = 12


class Spot(NamedTuple):
    """What is known as at a day, in the target's unit; None is an end without limit.

    An event has no value; both ends are then None.
    """

    day: date
    low: Decimal | None
    high: Decimal | None
    status: FigureStatus
    role: Role
    figures: tuple[Figure, ...]

    @property
    def is_event(self) -> bool:
        """Whether it says that something happened, and no amount."""
        return self.low is None and self.high is None


class Point(NamedTuple):
    """A value on a day."""

    day: date
    value: Decimal


class Course(NamedTuple):
    """A target's time: what it asks, what is known, and the way that was assumed.

    `asked` is None for an event. Where the course is `running` the spots are sums from
    the window's start. `way` is empty where no path is defined; its last point is the
    deadline. Spots are in order of days.
    """

    asked: Threshold | None
    spots: tuple[Spot, ...]
    path: Path | None = None
    way: tuple[Point, ...] = ()
    running: bool = False


def course_of(
    target: Target,
    figures: Iterable[Figure],
    verdict: Verdict,
    as_of: date,
    around: Surroundings = NOWHERE,
) -> Course | None:
    """Lay out a target and its evidence; None where it asks no number and no event.

    `verdict` is what `judge` said of the same figures on the same day.
    """
    if target.metric.kind is MetricKind.EVENT:
        return Course(None, tuple(_happenings(verdict)))
    with localcontext(EXACT):
        return _laid_out(target, known(figures, as_of), verdict, as_of, around)


def _happenings(verdict: Verdict) -> Iterator[Spot]:
    for figure, role, _ in sorted(verdict.evidence, key=lambda used: used.figure.end):
        yield Spot(figure.end, None, None, stage(figure), role, (figure,))


def _laid_out(
    target: Target,
    figures: tuple[Figure, ...],
    verdict: Verdict,
    as_of: date,
    around: Surroundings,
) -> Course | None:
    bound = target.bound
    if bound is None:
        return None
    asked = asked_by(bound, target.metric.better)
    if verdict.outcome is Outcome.NOT_COMPARABLE:
        return Course(asked, ())
    admitted = admit(target, bound, figures, around)
    own = admitted.scale.threshold(asked, bound.unit)
    terms = Terms(target, own, admitted.scale, as_of)
    balance = weigh(terms, admitted.readings)
    question = Question(
        target, balance, admitted.scale, verdict.profile, around.milestones
    )
    laying = _Laying(question, own, verdict)
    path, way = laying.way()
    spots = tuple(sorted(laying.spots(), key=lambda spot: spot.day))
    return Course(asked, spots, path, way, laying.window is not None)


class _Laying(NamedTuple):
    question: Question
    asked: Threshold
    verdict: Verdict

    @property
    def _sum(self) -> Weighed | None:
        """What adds up over the window, whole or so far."""
        balance = self.question.balance
        if self.question.target.basis is Basis.LEVEL and balance.settling:
            return None
        summing = (balance.settling, balance.progress, balance.early)
        return next((one for one in summing if one and one.share_of), None)

    @property
    def window(self) -> Span | None:
        """The span that sums run over, where the course is one of sums."""
        summing, target = self._sum, self.question.target
        if summing is not None:
            return summing.share_of
        if target.basis not in (Basis.TOTAL, Basis.CHANGE):
            return None
        start, end = target.window_start, target.deadline
        return Span(start, end) if start and end else None

    def spots(self) -> Iterator[Spot]:
        balance = self.question.balance
        if self.window is None:
            every = (*balance.before, *balance.course, *balance.after)
            yield from map(self._spot, dict.fromkeys((*every, *self._settling())))
            return
        running = _running(self._sum.reading) if self._sum else []
        early = balance.early and balance.early.reading
        # What pieces with gaps between them prove stands beside what is whole.
        if early and early == self.verdict.deciding and early not in running:
            running.append(early)
        yield from map(self._spot, running)

    def _settling(self) -> tuple[Reading, ...]:
        settling = self.question.balance.settling
        # An average rate is of its own making, and no rate of any one year.
        growth = self.question.target.basis is Basis.GROWTH
        return (settling.reading,) if settling and not growth else ()

    def _spot(self, reading: Reading) -> Spot:
        scale, seen = self.question.scale, reading.interval
        low = None if seen.low is None else scale.said(seen.low).value
        high = None if seen.high is None else scale.said(seen.high).value
        role = self._role(reading)
        return Spot(reading.span.end, low, high, reading.status, role, reading.figures)

    def _role(self, reading: Reading) -> Role:
        roles = {used.figure: used.role for used in self.verdict.evidence}
        settles = self.verdict.outcome in SETTLED and reading == self.verdict.deciding
        usual = Role.SETTLES if settles else Role.PROGRESS
        return roles.get(reading.figures[-1], usual)

    def way(self) -> tuple[Path | None, tuple[Point, ...]]:
        target, window = self.question.target, self.window
        pathless = target.metric.kind is MetricKind.RANK or target.basis is Basis.GROWTH
        if pathless or target.deadline is None:
            return None, ()
        if window is not None:
            return self._through(Point(window.start - DAY, Decimal(0)), Path.ELAPSED)
        start = start_of(self.question)
        if start is None:
            return None, ()
        first = Point(start.baseline.period.end, start.value)
        grows = self.question.profile.course is Assumed.CAGR
        return self._through(first, Path.CAGR if grows else Path.LINEAR)

    def _through(
        self, first: Point, path: Path
    ) -> tuple[Path | None, tuple[Point, ...]]:
        """Return the way from a start to the deadline; none for what is to be held."""
        deadline = self.question.target.deadline
        held = truth(self.asked, exactly(first.value)) is not Truth.FALSE
        if held or deadline is None or first.day >= deadline:
            return None, ()
        goal = nearest(self.asked, first.value)
        between = tuple(self._milestones(first.day, deadline))
        if between:
            path = Path.MILESTONES
        last = Point(deadline, goal)
        points = (first, *between, last)
        if path is Path.CAGR:
            if first.value * goal <= 0:
                return None, ()
            points = tuple(_grown(first, last))
        said = self.question.scale.said
        return path, tuple(Point(day, said(value).value) for day, value in points)

    def _milestones(self, first: date, deadline: date) -> Iterator[Point]:
        bound = self.question.target.bound
        for milestone in self.question.milestones:
            if bound is not None and first < milestone.day < deadline:
                value = self.question.scale.of(milestone.value, bound.unit)
                yield Point(milestone.day, value)


def _running(whole: Reading) -> list[Reading]:
    """Return the sums along the way: what the pieces of a sum came to, one by one."""
    pieces = whole.pieces
    # A bound from pieces with gaps between them, a difference or what an identity
    # gives is one statement.
    if not pieces or summed(pieces).interval != whole.interval:
        return [whole]
    return [summed(pieces[:count]) for count in range(1, len(pieces) + 1)]


def _grown(first: Point, last: Point) -> Iterator[Point]:
    """Yield points of steady growth between two of one sign."""
    days = (last.day - first.day).days
    for step in range(_STEPS):
        share = _CURVED.divide(step, _STEPS)
        factor = _CURVED.power(_CURVED.divide(last.value, first.value), share)
        day = date.fromordinal(first.day.toordinal() + days * step // _STEPS)
        yield Point(day, _CURVED.multiply(first.value, factor))
    yield last
