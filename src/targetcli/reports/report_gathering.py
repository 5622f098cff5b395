"""Gather a status report from rows as they are judged, keeping few of their records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from targetcli.judging.meanings import find_open_questions
from targetcli.judging.outcome import OUTCOME_TRAITS, Outcome
from targetcli.model.records import Source
from targetcli.reports.comparison import ComparisonRow
from targetcli.reports.due import count_days_due
from targetcli.reports.open_questions import (
    AskedQuestion,
    OpenQuestion,
    QuestionFinder,
    list_asked,
)
from targetcli.reports.row_gathering import RowGatherer, iterate_figures
from targetcli.reports.status_report import ReportedTarget

Listed = TypeVar("Listed")

# A page of more than this many targets told one by one opens in no browser.
MAX_LISTED = 1000
_URGENT_OUTCOMES = frozenset(
    outcome for outcome, traits in OUTCOME_TRAITS.items() if traits.is_urgent
)


class GatheredTarget(NamedTuple):
    """A target with the figures and sources it names, and what it leaves unsaid."""

    reported: ReportedTarget
    figure_ids: tuple[int, ...]
    source_ids: frozenset[str]
    questions: tuple[AskedQuestion, ...]


class TargetGatherer(RowGatherer[GatheredTarget]):
    """Gathers what a report counts and lists, and lets go of all other records."""

    def __init__(self, as_of: date, until: date) -> None:
        self._as_of, self._until = as_of, until
        self._questions = QuestionFinder()
        self._figure_ids: set[int] = set()
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

    def pick(self, row: ComparisonRow) -> GatheredTarget:
        """Return the part of a row that is counted and listed."""
        target = row.target
        sources = {figure.source for figure in iterate_figures(row)}
        return GatheredTarget(
            _report_target(row, self._as_of, self._until),
            tuple([used.figure.id or 0 for used in row.verdict.evidence]),
            frozenset(sources | {target.source, target.withdrawn_source}),
            list_asked(row),
        )

    def take(self, part: GatheredTarget) -> None:
        """Take one more target."""
        self.targets.append(part.reported)
        self._figure_ids.update(part.figure_ids)
        self._source_ids |= part.source_ids
        for asked in part.questions:
            self._questions.add_asked(asked)

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
        is_unsaid=bool(verdict.meanings and find_open_questions(verdict.meanings)),
    )


class ListedTargets(Generic[Listed]):
    """The targets to list one by one, each as its whole row or as its id.

    If there are very many, only those that need attention are listed.
    """

    def __init__(self) -> None:
        self._count = 0
        self._first: list[Listed] = []
        self._urgent: list[Listed] = []

    def add(self, outcome: Outcome, listed: Listed) -> None:
        """Keep a target if it may be listed."""
        self._count += 1
        if self._count <= MAX_LISTED:
            self._first.append(listed)
        else:
            self._first.clear()
        if outcome in _URGENT_OUTCOMES and len(self._urgent) < MAX_LISTED:
            self._urgent.append(listed)

    def select(self) -> tuple[Listed, ...]:
        """Return the targets to list."""
        return tuple(self._urgent if self._count > MAX_LISTED else self._first)
