"""List targets that come due, and those past their deadline without a figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from targetcli.judging.outcome import Outcome
from targetcli.reports.comparison import Comparison, ComparisonRow

# What may follow a deadline that nothing was reported for: first the figure is awaited.
_UNTOLD = (Outcome.OPEN, Outcome.OVERDUE)


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
        if deadline is None or deadline > until or outcome is Outcome.WITHDRAWN:
            continue
        if deadline >= comparison.as_of or outcome in _UNTOLD:
            yield DueTarget(row, (deadline - comparison.as_of).days)
