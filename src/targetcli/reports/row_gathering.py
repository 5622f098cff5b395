"""Gather what a report needs of rows as they are judged, here or in other processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from targetcli.model.records import Figure
from targetcli.reports.comparison import ComparisonRow

Part = TypeVar("Part")
JudgeWhole = Callable[[tuple[int, ...]], Iterable[ComparisonRow]]
"""Function that judges the targets of some ids, in the order of their ids."""


class RowGatherer(Generic[Part]):
    """Taker of what a report needs of each row.

    A process that judges for another one has a copy of the gatherer, still empty, make
    the parts and sends those.
    """

    def pick(self, row: ComparisonRow) -> Part:
        """Return the part of a row that is needed."""
        raise NotImplementedError

    def take(self, part: Part) -> None:
        """Take the part of one more row."""
        raise NotImplementedError

    def add(self, row: ComparisonRow) -> None:
        """Take what is needed of a row that was judged in this process."""
        self.take(self.pick(row))

    def complete(self, judge: JudgeWhole) -> None:
        """Have those rows judged again that are needed whole after all."""


class RowSplitter:
    """Picks from a row the part of each gatherer; other processes get a copy."""

    def __init__(self, gatherers: Iterable[RowGatherer[Any]]) -> None:
        self._gatherers = tuple(gatherers)

    def __call__(self, row: ComparisonRow) -> tuple[Any, ...]:
        """Return the parts of a row, in the order of the gatherers."""
        return tuple([gatherer.pick(row) for gatherer in self._gatherers])


def iterate_figures(row: ComparisonRow) -> Iterator[Figure]:
    """Yield the figures used for a target, then those refused."""
    for used in row.verdict.evidence:
        yield used.figure
    for refusal in row.verdict.refusals:
        yield refusal.figure
