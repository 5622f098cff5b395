"""Build the trajectory of a target: its observations and its path, for charts.

Values are in the target's own unit; only figures that the verdict would use appear.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from targetcli.judging.arithmetic import EXACT_CONTEXT
from targetcli.judging.assessment import AssessedReading, Question
from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.intervals import (
    Threshold,
    Truth,
    evaluate,
    point_interval,
    to_threshold,
)
from targetcli.judging.judge import (
    assess_readings,
    build_question,
    complete_target,
    find_missing_input,
)
from targetcli.judging.known_figures import KnownFigures, gather_place
from targetcli.judging.meanings import apply_meaning
from targetcli.judging.nothing import take_unit_of_figures
from targetcli.judging.observations import (
    Observation,
    Observer,
    count_summed,
    list_pieces,
)
from targetcli.judging.outcome import Outcome, Role, Verdict
from targetcli.judging.pace import PaceInput, PathKind, choose_nearest_end, find_start
from targetcli.judging.profiles import PathChoice
from targetcli.judging.readings import Reading, get_effective_status
from targetcli.judging.settling_periods import DAY
from targetcli.model.period import Span
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    MetricKind,
    Target,
)

_CURVE_CONTEXT = Context(prec=30)
_CURVE_STEPS = 12


class PathPoint(NamedTuple):
    """A value on a day."""

    day: date
    value: Decimal


class Trajectory(NamedTuple):
    """A target with its observations in order of days, and its path.

    `threshold` is None for an event. With `is_running_sum` the observations are sums
    from the start of the window. `path_points` is empty where no path is defined; its
    last point is the deadline.
    """

    threshold: Threshold | None
    observations: tuple[Observation, ...]
    path_kind: PathKind | None = None
    path_points: tuple[PathPoint, ...] = ()
    is_running_sum: bool = False


def build_trajectory(
    target: Target,
    figures: Iterable[Figure],
    verdict: Verdict,
    as_of: date,
    context: TargetContext = NO_CONTEXT,
) -> Trajectory | None:
    """Return the trajectory of a target; None if it has no number and is no event.

    `verdict` must be that of `judge` for the same figures and day.
    """
    if target.metric.kind is MetricKind.EVENT:
        return Trajectory(None, tuple(_observe_events(verdict)))
    known = gather_place(target, figures, context).select_known(as_of)
    with localcontext(EXACT_CONTEXT):
        return _build_amount_trajectory(target, known, verdict, context)


def _observe_events(verdict: Verdict) -> Iterator[Observation]:
    for figure, role, _ in sorted(verdict.evidence, key=lambda used: used.figure.end):
        yield Observation(
            figure.end, None, None, get_effective_status(figure), role, (figure,)
        )


def _build_amount_trajectory(
    target: Target, known: KnownFigures, verdict: Verdict, context: TargetContext
) -> Trajectory | None:
    """Return the trajectory of a target that is an amount."""
    if verdict.meaning is not None:
        target = apply_meaning(target, verdict.meaning)
    target = complete_target(take_unit_of_figures(target, known.own), context)
    bound = target.bound
    if bound is None:
        return None
    threshold = to_threshold(bound, target.metric.better or Better.NONE)
    # A target that was withdrawn may lack what it would be judged by, too.
    if (
        verdict.outcome is Outcome.NOT_COMPARABLE
        or find_missing_input(target, bound) is not None
    ):
        return Trajectory(threshold, ())
    admission = known.admit(target, bound)
    question = build_question(target, bound, admission.converter, known.as_of)
    assessment = assess_readings(question, admission.readings)
    pace_input = PaceInput(
        target, assessment, admission.converter, verdict.profile, context.milestones
    )
    roles = {used.figure: used.role for used in verdict.evidence}
    builder = _TrajectoryBuilder(pace_input, question, verdict, roles)
    path_kind, path_points = builder.trace_path()
    observations = tuple(
        sorted(builder.observe(), key=lambda observation: observation.day)
    )
    return Trajectory(
        threshold, observations, path_kind, path_points, builder.window is not None
    )


class _TrajectoryBuilder(NamedTuple):
    """Derives observations and path points from one assessment."""

    pace_input: PaceInput
    question: Question
    verdict: Verdict
    roles: Mapping[Figure, Role]

    @property
    def threshold(self) -> Threshold:
        """The threshold in base units."""
        return self.question.threshold

    @property
    def _summing(self) -> AssessedReading | None:
        """The assessed running sum, if the target adds up over its window."""
        assessment = self.pace_input.assessment
        if self.pace_input.target.basis is Basis.LEVEL and assessment.settling:
            return None
        summing = (assessment.settling, assessment.progress, assessment.early)
        return next(
            (assessed for assessed in summing if assessed and assessed.prorated_span),
            None,
        )

    @property
    def window(self) -> Span | None:
        """The span that is added up; None if the target is no sum."""
        summing, target = self._summing, self.pace_input.target
        if summing is not None:
            return summing.prorated_span
        if target.basis not in (Basis.TOTAL, Basis.CHANGE):
            return None
        start, end = target.window_start, target.deadline
        return Span(start, end) if start and end else None

    def observe(self) -> Iterator[Observation]:
        """Yield observations of all readings, or the running sums."""
        assessment = self.pace_input.assessment
        observer = Observer(self.question, self.verdict, self.roles)
        if self.window is None:
            readings = (*assessment.before, *assessment.during, *assessment.after)
            compared = (self.question.assess(reading).reading for reading in readings)
            yield from map(
                observer.observe_reading,
                dict.fromkeys((*compared, *self._list_settling())),
            )
            return
        pieces = list_pieces(self._summing.reading) if self._summing else ()
        yield from observer.observe_running_sums(pieces)
        early = assessment.early and assessment.early.reading
        # What pieces with gaps between them prove stands beside what is whole.
        if (
            early
            and early == self.verdict.deciding_reading
            and not count_summed(early, pieces)
        ):
            yield observer.observe_reading(early)

    def _list_settling(self) -> tuple[Reading, ...]:
        settling = self.pace_input.assessment.settling
        # An average rate is of its own making, and no rate of any one year.
        growth = self.pace_input.target.basis is Basis.GROWTH
        return (settling.reading,) if settling and not growth else ()

    def trace_path(self) -> tuple[PathKind | None, tuple[PathPoint, ...]]:
        """Return the kind of path and its points from start to deadline."""
        target, window = self.pace_input.target, self.window
        if target.metric.kind is MetricKind.RANK or target.deadline is None:
            return None, ()
        if window is not None:
            return self._trace_from(
                PathPoint(window.start - DAY, Decimal(0)), PathKind.ELAPSED
            )
        start = find_start(self.pace_input)
        if start is None:
            return None, ()
        first = PathPoint(start.baseline.period.end, start.value)
        is_growth = self.pace_input.profile.path_choice is PathChoice.CAGR
        path_kind = PathKind.CAGR if is_growth else PathKind.LINEAR
        return self._trace_from(first, path_kind, start.offset)

    def _trace_from(
        self, start: PathPoint, path_kind: PathKind, offset: Decimal = Decimal(0)
    ) -> tuple[PathKind | None, tuple[PathPoint, ...]]:
        """Return the path from a start; no points if it is satisfied there."""
        deadline = self.pace_input.target.deadline
        is_met_at_start = (
            evaluate(self.threshold, point_interval(start.value)) is not Truth.FALSE
        )
        if is_met_at_start or deadline is None or start.day >= deadline:
            return None, ()
        goal = choose_nearest_end(self.threshold, start.value)
        milestones = tuple(self._list_milestones(start.day, deadline))
        if milestones:
            path_kind = PathKind.MILESTONES
        end = PathPoint(deadline, goal)
        points = (start, *milestones, end)
        if path_kind is PathKind.CAGR:
            if (start.value + offset) * (goal + offset) <= 0:
                return None, ()
            points = tuple(_grow_between(start, end, offset))
        to_target_unit = self.pace_input.converter.to_target_unit
        return path_kind, tuple(
            PathPoint(day, to_target_unit(value).value) for day, value in points
        )

    def _list_milestones(self, first: date, deadline: date) -> Iterator[PathPoint]:
        bound = self.pace_input.target.bound
        for milestone in self.pace_input.milestones:
            if bound is not None and first < milestone.day < deadline:
                value = self.pace_input.converter.to_base_units(
                    milestone.value, bound.unit
                )
                yield PathPoint(milestone.day, value)


def _grow_between(
    first: PathPoint, last: PathPoint, offset: Decimal
) -> Iterator[PathPoint]:
    """Yield points of steady growth between two values, which compound with offset."""
    low, high = first.value + offset, last.value + offset
    days = (last.day - first.day).days
    for step in range(_CURVE_STEPS):
        share = _CURVE_CONTEXT.divide(step, _CURVE_STEPS)
        factor = _CURVE_CONTEXT.power(_CURVE_CONTEXT.divide(high, low), share)
        day = date.fromordinal(first.day.toordinal() + days * step // _CURVE_STEPS)
        grown = _CURVE_CONTEXT.multiply(low, factor)
        yield PathPoint(day, _CURVE_CONTEXT.subtract(grown, offset))
    yield last
