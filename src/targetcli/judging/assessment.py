"""Compare readings with a target and arrange them along its time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from targetcli.judging.arithmetic import (
    AverageRateConverter,
    ScaledConverter,
    UnitConverter,
)
from targetcli.judging.intervals import Threshold, Truth, evaluate
from targetcli.judging.readings import (
    Reading,
    contest_with_rival,
    enclose_contradicting,
)
from targetcli.judging.reasons import Reason
from targetcli.model.period import Span
from targetcli.model.records import Basis, Target

# Asked for each reading: Python 3.11 takes as long to find a member as to call.
_GROWTH = Basis.GROWTH


class AssessedReading(NamedTuple):
    """A reading and the threshold it is compared with, in the same base units.

    `converter` turns these into the target's unit. `prorated_span` is the span over
    which progress is pro-rated, if the reading is a running sum. `is_amount` marks a
    stock or flow, of which shares make sense, but not its growth. `hangs_on_base` marks
    one whose outcome the base as revised since would turn.
    """

    reading: Reading
    threshold: Threshold
    converter: UnitConverter | AverageRateConverter | ScaledConverter
    prorated_span: Span | None = None
    is_amount: bool = False
    hangs_on_base: bool = False

    @property
    def truth(self) -> Truth:
        """Truth of the target; unknown if figures contradict each other."""
        contradicting = self.reading.contradicting
        if not contradicting:
            return evaluate(self.threshold, self.reading.interval)
        answers = {evaluate(self.threshold, interval) for interval in contradicting}
        return answers.pop() if len(answers) == 1 else Truth.UNKNOWN


class Assessment(NamedTuple):
    """The readings of one target, by the part they play in its verdict.

    `settling` answers for the deadline; `early` is a lower bound of a sum, which later
    figures can only raise; `later` is the first reading after the deadline that
    satisfies, else the last one. `before`, `during` and `after` are readings in order
    of time; `refused_readings` may not be used.
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

    def refuse(self, readings: Iterable[Reading], reason: Reason) -> "Assessment":
        """Return the assessment with more readings refused for a reason."""
        return self._replace(
            refused_readings=(*self.refused_readings, *((r, reason) for r in readings))
        )


class Question(NamedTuple):
    """A target with its threshold in base units and the day it is judged on.

    With `is_of_amounts` its metric is a stock or a flow.
    """

    target: Target
    threshold: Threshold
    converter: UnitConverter
    as_of: date
    is_of_amounts: bool

    def assess(
        self, reading: Reading, prorated_span: Span | None = None
    ) -> AssessedReading:
        """Return a reading together with the threshold, and what contradicts it."""
        assessed = self._compare(reading, prorated_span)
        if reading.contradicting and not reading.is_contested:
            assessed = self._compare(_weigh_statements(assessed), prorated_span)
        for rival in reading.rivals:
            compared_rival = self._compare(rival, prorated_span)
            if _are_opposite({assessed.truth, compared_rival.truth}):
                contested = contest_with_rival(assessed.reading, rival)
                assessed = self._compare(contested, prorated_span)
        if reading.on_other_base is None:
            return assessed
        on_other_base = self._compare(reading.on_other_base, prorated_span)
        return assessed._replace(
            hangs_on_base=on_other_base.truth is not assessed.truth
        )

    def _compare(self, reading: Reading, prorated_span: Span | None) -> AssessedReading:
        """Return a reading together with the threshold on its scale."""
        is_amount = self.is_of_amounts and reading.basis is not _GROWTH
        scale = reading.scale
        if scale == 1:
            return AssessedReading(
                reading, self.threshold, self.converter, prorated_span, is_amount
            )
        threshold = self.threshold.map_ends(lambda end: end * scale)
        converter = ScaledConverter(self.converter, scale)
        return AssessedReading(reading, threshold, converter, prorated_span, is_amount)

    def may_satisfy(self, reading: Reading) -> bool:
        """Return False where a reading that nothing contradicts does not satisfy."""
        if reading.contradicting or reading.rivals or reading.scale != 1:
            return True
        return evaluate(self.threshold, reading.interval) is Truth.TRUE

    def is_past(self, reading: Reading) -> bool:
        """Check that the period of a reading is over: only then may it settle."""
        return reading.span.end < self.as_of


def _weigh_statements(assessed: AssessedReading) -> Reading:
    """Return the exact one of several figures; contested if outcomes are opposite."""
    reading, threshold = assessed.reading, assessed.threshold
    truths = {evaluate(threshold, one) for one in reading.contradicting}
    if _are_opposite(truths):
        return enclose_contradicting(reading)
    return reading._replace(contradicting=())


def _are_opposite(truths: set[Truth]) -> bool:
    return {Truth.TRUE, Truth.FALSE} <= truths


_get_last_day = attrgetter("span.end")
_get_last_and_first_day = attrgetter("span.end", "span.start")


class ReadingsByTime(NamedTuple):
    """Readings before the window, inside it, at the deadline and after it."""

    before: tuple[Reading, ...]
    underway: tuple[Reading, ...]
    on_time: tuple[Reading, ...]
    after: tuple[Reading, ...]


def split_by_period(target: Target, readings: Iterable[Reading]) -> ReadingsByTime:
    """Split readings by the part of the target's time in which they end."""
    start, deadline = target.window_start or date.min, target.deadline or date.max
    ordered = tuple(sorted(readings, key=_get_last_and_first_day))
    ends = [*map(_get_last_day, ordered)]
    first, due = bisect_left(ends, start), bisect_left(ends, deadline)
    later = bisect_right(ends, deadline)
    return ReadingsByTime(
        ordered[:first], ordered[first:due], ordered[due:later], ordered[later:]
    )


def build_assessment(
    question: Question, by_time: ReadingsByTime, settlers: Iterable[Reading]
) -> Assessment:
    """Build the assessment of a target from its readings.

    `settlers` are the readings that may settle it, best first: the first whose period
    is over does. The latest other reading is the progress.
    """
    past: list[Reading] = []
    future: list[Reading] = []
    for reading in settlers:
        (past if question.is_past(reading) else future).append(reading)
    during = (*by_time.underway, *future[:1])
    settling = question.assess(past[0]) if past else None
    is_satisfied = settling is not None and settling.truth is Truth.TRUE
    return Assessment(
        settling=settling,
        progress=question.assess(during[-1]) if during else None,
        # What came later matters only where the deadline was missed or is open.
        later=None if is_satisfied else _choose_later(question, by_time.after),
        before=by_time.before,
        during=(*during, *past[:1]),
        after=by_time.after,
    )


def _choose_later(
    question: Question, after: tuple[Reading, ...]
) -> AssessedReading | None:
    """Return the first reading after the deadline that satisfies, else the last.

    They are in the order of their last days.
    """
    past = after[: bisect_left(after, question.as_of, key=_get_last_day)]
    assessed = (question.assess(r) for r in past if question.may_satisfy(r))
    satisfying = (reading for reading in assessed if reading.truth is Truth.TRUE)
    found = next(satisfying, None)
    return found or (question.assess(past[-1]) if past else None)
