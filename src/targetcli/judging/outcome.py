"""Define outcomes, what each one means, and the verdict that carries one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.margins import Flip, Margin
from targetcli.judging.measures import MeasuredReading, Measures
from targetcli.judging.pace import Pace
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.readings import Reading
from targetcli.judging.reasons import Reason, Refusal
from targetcli.model.bound import Bound
from targetcli.model.period import Span
from targetcli.model.records import (
    Basis,
    Better,
    Figure,
    FigureStatus,
    Identity,
    MetricKind,
)


class Outcome(StrEnum):
    """The answer for one target."""

    WITHDRAWN = "withdrawn"
    MET = "met"
    LATE = "late"
    MISSED = "missed"
    UNDETERMINED = "undetermined"
    NOT_COMPARABLE = "not-comparable"
    REACHED = "reached"
    ON_TRACK = "on-track"
    BEHIND = "behind"
    OPEN = "open"
    OVERDUE = "overdue"


class ReportSection(StrEnum):
    """A section of the status report that lists targets by outcome."""

    MISSES = "misses"
    BEHIND = "behind"
    AWAITED = "awaited"
    OVERDUE = "overdue"
    UNJUDGED = "unjudged"


class OutcomeState(StrEnum):
    """The finality of an outcome: settled, still running, or cancelled."""

    SETTLED = "settled"
    RUNNING = "running"
    CANCELLED = "cancelled"


class OutcomeGroup(StrEnum):
    """The answer that a reader looks for first, of several outcomes."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"
    UNJUDGED = "unjudged"
    WITHDRAWN = "withdrawn"


class OutcomeTraits(NamedTuple):
    """The consequences of an outcome for the lists and counts that a user reads.

    `group` is what a reader is told first. `section` is the section of the status
    report that lists such targets, if any. `is_urgent` targets come first where a
    report cannot list all.
    """

    meaning: str
    state: OutcomeState
    section: ReportSection | None
    group: OutcomeGroup
    is_urgent: bool


# Each outcome has its row here, and one in render/outcome_styles.py for its looks.
OUTCOME_TRAITS: Mapping[Outcome, OutcomeTraits] = {
    Outcome.WITHDRAWN: OutcomeTraits(
        "taken back before its deadline",
        OutcomeState.CANCELLED,
        None,
        OutcomeGroup.WITHDRAWN,
        is_urgent=False,
    ),
    Outcome.MET: OutcomeTraits(
        "settled and satisfied, whatever the figure's vagueness",
        OutcomeState.SETTLED,
        None,
        OutcomeGroup.KEPT,
        is_urgent=False,
    ),
    Outcome.LATE: OutcomeTraits(
        "not satisfied at the deadline, satisfied later",
        OutcomeState.SETTLED,
        ReportSection.MISSES,
        OutcomeGroup.BROKEN,
        is_urgent=True,
    ),
    Outcome.MISSED: OutcomeTraits(
        "settled and not satisfied",
        OutcomeState.SETTLED,
        ReportSection.MISSES,
        OutcomeGroup.BROKEN,
        is_urgent=True,
    ),
    Outcome.UNDETERMINED: OutcomeTraits(
        "settled, but the evidence is too vague, incomplete or contested",
        OutcomeState.SETTLED,
        ReportSection.UNJUDGED,
        OutcomeGroup.UNJUDGED,
        is_urgent=True,
    ),
    Outcome.NOT_COMPARABLE: OutcomeTraits(
        "there are figures, and none of them may be used; or the target "
        "has no number, base or window",
        OutcomeState.RUNNING,
        ReportSection.UNJUDGED,
        OutcomeGroup.UNJUDGED,
        is_urgent=False,
    ),
    Outcome.REACHED: OutcomeTraits(
        "the deadline is ahead, and progress satisfies already",
        OutcomeState.RUNNING,
        None,
        OutcomeGroup.OPEN,
        is_urgent=False,
    ),
    Outcome.ON_TRACK: OutcomeTraits(
        "the deadline is ahead, and progress is on its path",
        OutcomeState.RUNNING,
        None,
        OutcomeGroup.OPEN,
        is_urgent=False,
    ),
    Outcome.BEHIND: OutcomeTraits(
        "the deadline is ahead, and progress is behind its path",
        OutcomeState.RUNNING,
        ReportSection.BEHIND,
        OutcomeGroup.OPEN,
        is_urgent=True,
    ),
    Outcome.OPEN: OutcomeTraits(
        "the deadline is ahead and pace is not known, or the figure is awaited",
        OutcomeState.RUNNING,
        ReportSection.AWAITED,
        OutcomeGroup.OPEN,
        is_urgent=False,
    ),
    Outcome.OVERDUE: OutcomeTraits(
        "deadline and 90 days passed in silence; silence is not a miss",
        OutcomeState.RUNNING,
        ReportSection.OVERDUE,
        OutcomeGroup.UNJUDGED,
        is_urgent=True,
    ),
}
SETTLED_OUTCOMES = frozenset(
    outcome
    for outcome, traits in OUTCOME_TRAITS.items()
    if traits.state is OutcomeState.SETTLED
)


def select_outcomes(*sections: ReportSection) -> tuple[Outcome, ...]:
    """Return the outcomes whose targets are listed in one of the sections."""
    return tuple(
        outcome
        for outcome, traits in OUTCOME_TRAITS.items()
        if traits.section in sections
    )


class Role(StrEnum):
    """The part that a figure plays in a verdict."""

    SETTLES = "settles"
    PART = "part"
    LATER = "later"
    PROGRESS = "progress"
    BASELINE = "baseline"


DECIDING_ROLES = frozenset({Role.SETTLES, Role.PART, Role.LATER})


class UsedFigure(NamedTuple):
    """A figure used for a verdict, its role, and the identity it was used in."""

    figure: Figure
    role: Role
    identity: Identity | None = None


class Meaning(NamedTuple):
    """Reading of a target: the kind and better side of its metric, and its basis."""

    kind: MetricKind
    side: Better
    basis: Basis


class MeaningOutcome(NamedTuple):
    """The outcome of a target under one of its possible meanings."""

    meaning: Meaning
    outcome: Outcome


class Verdict(NamedTuple):
    """The judgement of one target on one day.

    `meaning` is the one it was judged by; `meanings` holds the outcome of each where
    something is unsaid. `latest` is the last reading known, whatever its period.
    `asked_level` is the level that follows from the baseline announced with a target.
    Measures and figures are reckoned when they are looked at.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    provisional_status: FigureStatus | None = None
    cautions: Sequence[Reason] = ()
    deciding_reading: Reading | None = None
    measures: Measures | None = None
    happened_in: Span | None = None
    pace: Pace | None = None
    evidence: Sequence[UsedFigure] = ()
    refusals: Sequence[Refusal] = ()
    profile: Profile = PLAIN
    meaning: Meaning | None = None
    meanings: tuple[MeaningOutcome, ...] = ()
    latest: Sequence[MeasuredReading] = ()
    asked_level: Bound | None = None

    @property
    def deciding_value(self) -> Margin | None:
        """The reading that decided, in the target's unit."""
        return self.measures.value if self.measures else None

    @property
    def margin(self) -> Margin | None:
        """The distance of the deciding reading from what is asked."""
        return self.measures.margin if self.measures else None

    @property
    def share(self) -> Decimal | None:
        """The share of the target that the deciding reading reaches."""
        return self.measures.share if self.measures else None

    @property
    def flip(self) -> Flip | None:
        """The revision of the deciding reading that would turn the outcome."""
        return self.measures.flip if self.measures else None

    @property
    def latest_reading(self) -> Reading | None:
        """The last reading known; None where there is none."""
        return self.latest[0].reading if self.latest else None

    @property
    def latest_value(self) -> Margin | None:
        """The last reading known, in the target's unit."""
        return self.latest[0].measures.value if self.latest else None
