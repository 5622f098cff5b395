"""Define outcomes, what each one means, and the verdict that carries one."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from targetcli.judging.pace import Pace
from targetcli.judging.profiles import PLAIN, Profile
from targetcli.judging.readings import Reading
from targetcli.judging.reasons import Reason, Refusal
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


class Margin(NamedTuple):
    """The distance of the evidence from the target, in the target's unit.

    Negative is short of it. An end that is None has no limit: "at most −20" has only
    its upper end.
    """

    low: Decimal | None
    high: Decimal | None
    is_exact: bool = True


class Flip(NamedTuple):
    """The revision of the evidence that would turn the outcome.

    `relative` is a share of it; `absolute` is in the target's unit, for rates, ranks
    and where there is nothing to take a share of.
    """

    relative: Decimal | None
    absolute: Decimal | None


class Verdict(NamedTuple):
    """The judgement of one target on one day."""

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
