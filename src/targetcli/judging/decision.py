"""Hold an outcome and what it rests on, before anything is measured."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.judging.assessment import AssessedReading
from targetcli.judging.outcome import Outcome
from targetcli.judging.pace import Pace
from targetcli.judging.reasons import Reason
from targetcli.model.period import Span


class Decision(NamedTuple):
    """The outcome of a target, with the reading that led to it.

    With `is_final` the reading settles whether it is met or missed, and a revision of
    that reading may turn the outcome.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    deciding: AssessedReading | None = None
    is_final: bool = False
    cautions: tuple[Reason, ...] = ()
    happened_in: Span | None = None
    pace: Pace | None = None
