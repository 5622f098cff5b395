"""The balance: everything the readings say of one target, laid out along its time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.arithmetic import Powers, Scale
from targetcli.judging.gate import Reason
from targetcli.judging.intervals import Threshold, Truth, truth
from targetcli.judging.readings import Reading
from targetcli.model.period import Span
from targetcli.model.records import Target


class Weighed(NamedTuple):
    """A reading beside what is asked of it, in the same terms.

    `words` writes amounts in the target's unit. `share_of` is the span over which
    progress is pro-rated, where it is a running sum.
    """

    reading: Reading
    asked: Threshold
    words: Scale | Powers
    share_of: Span | None = None

    @property
    def held(self) -> Truth:
        """Whether the target is satisfied, for every figure where they contradict."""
        said = self.reading.apart or (self.reading.interval,)
        answers = {truth(self.asked, interval) for interval in said}
        return answers.pop() if len(answers) == 1 else Truth.UNKNOWN


class Balance(NamedTuple):
    """What the readings do for a target.

    `settling` answers for the deadline, `early` is a bound on a sum that cannot be
    undone, `later` the first that satisfies after the deadline, else the last.
    `before`, `course` and `after` are all readings along time; `out` may not be used.
    """

    settling: Weighed | None = None
    early: Weighed | None = None
    progress: Weighed | None = None
    later: Weighed | None = None
    before: tuple[Reading, ...] = ()
    course: tuple[Reading, ...] = ()
    after: tuple[Reading, ...] = ()
    out: tuple[tuple[Reading, Reason], ...] = ()
    incomplete: bool = False

    def without(self, readings: Iterable[Reading], reason: Reason) -> Balance:
        """Return it with further readings turned away for a reason."""
        return self._replace(out=(*self.out, *((r, reason) for r in readings)))


class Terms(NamedTuple):
    """One target's question, ready to be put to readings."""

    target: Target
    asked: Threshold
    scale: Scale
    as_of: date

    def weigh(self, reading: Reading, over: Span | None = None) -> Weighed:
        """Set a reading beside the question."""
        return Weighed(reading, self.asked, self.scale, over)

    def is_past(self, reading: Reading) -> bool:
        """Say whether its period is over: only then may a figure settle."""
        return reading.span.end < self.as_of


class Placed(NamedTuple):
    """Readings along time: before the window, in it, at the deadline, after it."""

    before: tuple[Reading, ...]
    underway: tuple[Reading, ...]
    on_time: tuple[Reading, ...]
    after: tuple[Reading, ...]


def placed(target: Target, readings: Iterable[Reading]) -> Placed:
    """Sort readings by where their period ends."""
    start, deadline = target.window_start or date.min, target.deadline or date.max
    every = sorted(readings, key=lambda reading: reading.span[::-1])
    return Placed(
        tuple(r for r in every if r.span.end < start),
        tuple(r for r in every if start <= r.span.end < deadline),
        tuple(r for r in every if start <= r.span.end == deadline),
        tuple(r for r in every if r.span.end > deadline),
    )


def laid_out(terms: Terms, along: Placed, settlers: Iterable[Reading]) -> Balance:
    """Take what settles first, and the latest as progress; best settlers first."""
    every = tuple(settlers)
    past = [reading for reading in every if terms.is_past(reading)]
    coming = [reading for reading in every if not terms.is_past(reading)]
    course = (*along.underway, *coming[:1])
    return Balance(
        settling=terms.weigh(past[0]) if past else None,
        progress=terms.weigh(course[-1]) if course else None,
        later=_first_good(terms, along.after),
        before=along.before,
        course=(*course, *past[:1]),
        after=along.after,
    )


def _first_good(terms: Terms, after: tuple[Reading, ...]) -> Weighed | None:
    weighed = [terms.weigh(reading) for reading in after if terms.is_past(reading)]
    good = [one for one in weighed if one.held is Truth.TRUE]
    return next(iter(good or weighed[-1:]), None)
