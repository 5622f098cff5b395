"""List targets that come due, and those past their deadline without a figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from targetcli.judging.outcome import (
    OUTCOME_TRAITS,
    Outcome,
    OutcomeState,
    ReportSection,
    select_outcomes,
)
from targetcli.model.records import Target
from targetcli.reports.comparison import Comparison, ComparisonRow, list_figures

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
        days = count_days_due(row.target, row.verdict.outcome, comparison.as_of, until)
        if days is not None:
            yield DueTarget(list_figures(row), days)


def count_days_due(
    target: Target, outcome: Outcome, as_of: date, until: date
) -> int | None:
    """Return the days to the deadline of a target; None for one that is not listed.

    Listed are targets due by a day, and those past their deadline without a figure.
    """
    deadline = target.deadline
    is_cancelled = OUTCOME_TRAITS[outcome].state is OutcomeState.CANCELLED
    if deadline is None or deadline > until or is_cancelled:
        return None
    if deadline < as_of and outcome not in _WITHOUT_FIGURE:
        return None
    return (deadline - as_of).days
