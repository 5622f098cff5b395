"""Find the verdicts that a correction changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from targetcli.judging.outcome import Verdict
from targetcli.model.records import Target
from targetcli.reports.comparison import ComparisonRow

RowsById = Mapping[int, ComparisonRow]


class VerdictChange(NamedTuple):
    """A target with its verdict before and after a correction."""

    target: Target
    before: Verdict
    after: Verdict


def index_rows(rows: Iterable[ComparisonRow]) -> RowsById:
    """Return rows by the id of their target."""
    return {row.target.id or 0: row for row in rows}


def find_verdict_changes(before: RowsById, after: RowsById) -> Iterator[VerdictChange]:
    """Yield the targets whose outcome, reasons or margin changed."""
    for number, row in after.items():
        earlier = before.get(number)
        if earlier is None:
            continue
        old, new = earlier.verdict, row.verdict
        if _list_told(old) != _list_told(new):
            yield VerdictChange(row.target, old, new)


def _list_told(verdict: Verdict) -> tuple[object, ...]:
    """Return the parts of a verdict that a list shows."""
    parts = (verdict.outcome, verdict.reasons, verdict.provisional_status)
    return (*parts, verdict.margin, verdict.pace)
