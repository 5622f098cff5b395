"""The balance: everything the readings say of one target, laid out along its time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from targetcli.judging.arithmetic import AverageRateConverter, UnitConverter
from targetcli.judging.gate import Reason
from targetcli.judging.intervals import Threshold, Truth, evaluate
from targetcli.judging.readings import Reading
from targetcli.model.period import Span
from targetcli.model.records import Target


class AssessedReading(NamedTuple):
    """A reading beside what is asked of it, in the same terms.

    `words` writes amounts in the target's unit. `share_of` is the span over which
    progress is pro-rated, where it is a running sum.
    """

    reading: Reading
    threshold: Threshold
    converter: UnitConverter | AverageRateConverter
    prorated_span: Span | None = None

    @property
    def truth(self) -> Truth:
        """Whether the target is satisfied, for every figure where they contradict."""
        intervals = self.reading.contradicting or (self.reading.interval,)
        answers = {evaluate(self.threshold, interval) for interval in intervals}
        return answers.pop() if len(answers) == 1 else Truth.UNKNOWN


class Assessment(NamedTuple):
    """What the readings do for a target.

    `settling` answers for the deadline, `early` is a bound on a sum that cannot be
    undone, `later` the first that satisfies after the deadline, else the last.
    `before`, `course` and `after` are all readings along time; `out` may not be used.
    """

    settling: AssessedReading | None = None
    early: AssessedReading | None = None
    progress: AssessedReading | None = None
    later: AssessedReading | None = None
    before: tuple[Reading, ...] = ()
    during: tuple[Reading, ...] = ()
    after: tuple[Reading, ...] = ()
    refused_readings: tuple[tuple[Reading, Reason], ...] = ()
    is_incomplete: bool = False

    def refuse(self, readings: Iterable[Reading], reason: Reason) -> Assessment:
        """Return it with further readings turned away for a reason."""
        return self._replace(
            refused_readings=(*self.refused_readings, *((r, reason) for r in readings))
        )


class Question(NamedTuple):
    """One target's question, ready to be put to readings."""

    target: Target
    threshold: Threshold
    converter: UnitConverter
    as_of: date

    def assess(
        self, reading: Reading, prorated_span: Span | None = None
    ) -> AssessedReading:
        """Set a reading beside the question."""
        return AssessedReading(reading, self.threshold, self.converter, prorated_span)

    def is_past(self, reading: Reading) -> bool:
        """Say whether its period is over: only then may a figure settle."""
        return reading.span.end < self.as_of


class ReadingsByTime(NamedTuple):
    """Readings along time: before the window, in it, at the deadline, after it."""

    before: tuple[Reading, ...]
    underway: tuple[Reading, ...]
    on_time: tuple[Reading, ...]
    after: tuple[Reading, ...]


def split_by_period(target: Target, readings: Iterable[Reading]) -> ReadingsByTime:
    """Sort readings by where their period ends."""
    start, deadline = target.window_start or date.min, target.deadline or date.max
    ordered = sorted(readings, key=lambda reading: reading.span[::-1])
    return ReadingsByTime(
        tuple(r for r in ordered if r.span.end < start),
        tuple(r for r in ordered if start <= r.span.end < deadline),
        tuple(r for r in ordered if start <= r.span.end == deadline),
        tuple(r for r in ordered if r.span.end > deadline),
    )


def build_assessment(
    question: Question, by_time: ReadingsByTime, settlers: Iterable[Reading]
) -> Assessment:
    """Take what settles first, and the latest as progress; best settlers first."""
    candidates = tuple(settlers)
    past = [reading for reading in candidates if question.is_past(reading)]
    future = [reading for reading in candidates if not question.is_past(reading)]
    during = (*by_time.underway, *future[:1])
    return Assessment(
        settling=question.assess(past[0]) if past else None,
        progress=question.assess(during[-1]) if during else None,
        later=_choose_later(question, by_time.after),
        before=by_time.before,
        during=(*during, *past[:1]),
        after=by_time.after,
    )


def _choose_later(
    question: Question, after: tuple[Reading, ...]
) -> AssessedReading | None:
    assessed = [
        question.assess(reading) for reading in after if question.is_past(reading)
    ]
    satisfying = [reading for reading in assessed if reading.truth is Truth.TRUE]
    return next(iter(satisfying or assessed[-1:]), None)
