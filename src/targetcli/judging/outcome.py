"""The words of a verdict: outcomes, roles, margins, and the verdict itself."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.gate import Reason, Refusal
from targetcli.judging.pace import Pace
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.readings import Reading
from targetcli.model.period import Span
from targetcli.model.records import Figure, FigureStatus, Identity


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


SETTLED_OUTCOMES = frozenset(
    {Outcome.MET, Outcome.LATE, Outcome.MISSED, Outcome.UNDETERMINED},
)


class Role(StrEnum):
    """What a piece of evidence does."""

    SETTLES = "settles"
    PART = "part"
    LATER = "later"
    PROGRESS = "progress"
    BASELINE = "baseline"


DECIDING_ROLES = frozenset({Role.SETTLES, Role.PART, Role.LATER})


class UsedFigure(NamedTuple):
    """A figure that bears on the verdict, as what, and through which identity."""

    figure: Figure
    role: Role
    identity: Identity | None = None


class Margin(NamedTuple):
    """How far the evidence is from the target, in its unit; negative is short.

    A None end has no limit: "at most −20" is a margin with only its upper end.
    """

    low: Decimal | None
    high: Decimal | None
    is_exact: bool = True


class Flip(NamedTuple):
    """The change of the evidence that would turn the answer.

    `relative` is a share of it; `absolute` is in the target's unit, for rates, ranks
    and where there is nothing to take a share of.
    """

    relative: Decimal | None
    absolute: Decimal | None


class Verdict(NamedTuple):
    """What may be said of one target on one day."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    provisional_status: FigureStatus | None = None
    cautions: tuple[Reason, ...] = ()
    deciding_reading: Reading | None = None
    deciding_value: Margin | None = None
    margin: Margin | None = None
    share: Decimal | None = None
    flip: Flip | None = None
    happened_in: Span | None = None
    pace: Pace | None = None
    evidence: tuple[UsedFigure, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    profile: Profile = PLAIN
