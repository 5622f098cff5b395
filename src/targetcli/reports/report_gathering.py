"""Gather a status report from rows as they are judged, keeping few of their records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from targetcli.judging.meanings import find_open_questions
from targetcli.judging.outcome import OUTCOME_TRAITS
from targetcli.model.records import Source
from targetcli.reports.changes import iterate_figures
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.due import count_days_due
from targetcli.reports.open_questions import OpenQuestion, QuestionFinder
from targetcli.reports.status_report import ReportedTarget

# A page of more than this many targets told one by one opens in no browser.
MAX_LISTED = 1000
_URGENT_OUTCOMES = frozenset(
    outcome for outcome, traits in OUTCOME_TRAITS.items() if traits.is_urgent
)


class RowGatherer(Protocol):
    """Taker of the rows of a report, as they are judged."""

    def add(self, row: ComparisonRow) -> None:
        """Take what is needed of a row."""


class TargetGatherer:
    """Gathers what a report counts and lists, and lets go of all other records."""

    def __init__(self, as_of: date, until: date) -> None:
        self._as_of, self._until = as_of, until
        self._questions = QuestionFinder()
        self._figure_ids: set[int | None] = set()
        self._source_ids: set[str] = set()
        self.targets: list[ReportedTarget] = []

    @property
    def figures_used(self) -> int:
        """The number of figures that the verdicts rest on."""
        return len(self._figure_ids)

    @property
    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """The unsaid meanings on which a verdict hangs."""
        return self._questions.list_hanging()

    def add(self, row: ComparisonRow) -> None:
        """Take what is needed of a row."""
        self.targets.append(_report_target(row, self._as_of, self._until))
        self._figure_ids.update(used.figure.id for used in row.verdict.evidence)
        self._source_ids.update(_list_cited_ids(row))
        self._questions.add(row)

    def select_cited(self, sources: Iterable[Source]) -> tuple[Source, ...]:
        """Return the sources that the targets and their figures name."""
        return tuple(source for source in sources if source.id in self._source_ids)


def _report_target(row: ComparisonRow, as_of: date, until: date) -> ReportedTarget:
    target, verdict = row.target, row.verdict
    return ReportedTarget(
        target,
        verdict.outcome,
        verdict.provisional_status,
        verdict.reasons,
        verdict.pace.grade if verdict.pace else None,
        count_days_due(target, verdict.outcome, as_of, until),
        is_superseded=bool(row.superseded_by),
        is_unsaid=bool(find_open_questions(verdict.meanings)),
    )


class ListedRows:
    """The rows of targets to list one by one.

    If there are very many, only those that need attention are listed.
    """

    def __init__(self) -> None:
        self._count = 0
        self._first: list[ComparisonRow] = []
        self._urgent: list[ComparisonRow] = []

    def add(self, row: ComparisonRow) -> None:
        """Keep a row if it may be listed."""
        self._count += 1
        if self._count <= MAX_LISTED:
            self._first.append(row)
        else:
            self._first.clear()
        if row.verdict.outcome in _URGENT_OUTCOMES and len(self._urgent) < MAX_LISTED:
            self._urgent.append(row)

    def select(self) -> tuple[ComparisonRow, ...]:
        """Return the rows to list."""
        return tuple(self._urgent if self._count > MAX_LISTED else self._first)


def _list_cited_ids(row: ComparisonRow) -> Iterator[str]:
    yield from (row.target.source, row.target.withdrawn_source)
    yield from (figure.source for figure in iterate_figures(row))
