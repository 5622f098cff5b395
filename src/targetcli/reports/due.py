"""List targets that come due, and those past their deadline without a figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from targetcli.judging.outcome import (
    OUTCOME_TRAITS,
    OutcomeState,
    ReportSection,
    select_outcomes,
)
from targetcli.reports.comparison import Comparison, ComparisonRow

_WITHOUT_FIGURE = select_outcomes(ReportSection.AWAITED, ReportSection.OVERDUE)


class DueTarget(NamedTuple):
    """A target and the days to its deadline, negative once it has passed."""

    comparison_row: ComparisonRow
    days: int


def list_due(comparison: Comparison, until: date) -> tuple[DueTarget, ...]:
    """Return targets due by a day or passed without a figure, earliest first."""
    return tuple(sorted(_iterate_due(comparison, until), key=lambda row: row.days))


def _iterate_due(comparison: Comparison, until: date) -> Iterator[DueTarget]:
    for row in comparison.rows:
        deadline, outcome = row.target.deadline, row.verdict.outcome
        is_cancelled = OUTCOME_TRAITS[outcome].state is OutcomeState.CANCELLED
        if deadline is None or deadline > until or is_cancelled:
            continue
        if deadline >= comparison.as_of or outcome in _WITHOUT_FIGURE:
            yield DueTarget(row, (deadline - comparison.as_of).days)
