"""Judge a target on which no figure has decided anything yet."""

from __future__ import annotations

from datetime import date, timedelta

from targetcli.judging.decision import Decision
from targetcli.judging.outcome import Outcome
from targetcli.judging.profiles import Profile
from targetcli.judging.reasons import Reason
from targetcli.model.records import Target


def judge_silence(target: Target, as_of: date, profile: Profile) -> Decision:
    """Decide open, or overdue once deadline and reporting lag are over.

    Silence is never a miss (docs/design.md §5.5).
    """
    if target.deadline is None:
        return Decision(Outcome.OPEN, (Reason.NO_DEADLINE,))
    if as_of <= target.deadline:
        return Decision(Outcome.OPEN, (Reason.NO_FIGURE,))
    if as_of - target.deadline <= timedelta(days=profile.reporting_lag):
        return Decision(Outcome.OPEN, (Reason.AWAITED,))
    return Decision(Outcome.OVERDUE, (Reason.NO_FIGURE,))
