"""Failures that a user can put right.

    TargetsError
    ├─ Unreadable          a value, period, unit or name that is not understood
    ├─ UnknownName         a region, metric or source the store does not hold
    ├─ UnknownColumn       a field nobody knows
    ├─ NoSuchRecord        an id that names nothing
    ├─ Contradiction       two statements that cannot both hold
    ├─ WrongUsage          a combination of options that means nothing
    ├─ ConfigRefused       a profile or lexicon that does not hold what it should
    ├─ FileRefused         a file that is not the table it should be
    ├─ DataRefused         rows of a file that cannot be stored; nothing was
    ├─ StoreUnusable       missing, empty, foreign, newer, damaged, full, read-only
    ├─ OutputUnusable      an output that exists, is the store, or cannot be written
    ├─ NotWritable         what a format cannot hold as it is
    ├─ StoreBusy           another process holds the lock
    └─ WorkersFailed       processes that judged together and did not judge all

Each carries a problem and named facts, and no sentence: `render.error_messages` has
those, in every language, and `cli` the exit codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from targetcli.problems.problem import FailureReason
from targetcli.problems.reading import ProfileProblem, ReadingProblem

if TYPE_CHECKING:
    from targetcli.problems.files import FileProblem, PastProblem, RowProblem
    from targetcli.problems.problem import Problem
    from targetcli.problems.records import Conflict
    from targetcli.problems.stores import StoreProblem
    from targetcli.problems.usage import (
        CellProblem,
        ConfigProblem,
        OutputProblem,
        UsageProblem,
    )
    from targetcli.problems.workers import WorkerProblem

    TextProblem = ReadingProblem | ProfileProblem | RowProblem

STANDARD_OUTPUT = "the standard output"


class TargetsError(Exception):
    """A failure that a user can put right."""


class ReasonedError(TargetsError):
    """A failure of many kinds; its reason is a problem with the facts of it."""

    def __init__(self, problem: Problem | FailureReason, /, **facts: object) -> None:
        self.reason = (
            problem
            if isinstance(problem, FailureReason)
            else FailureReason(problem, facts)
        )
        super().__init__(self.reason)


class Unreadable(ReasonedError):
    """Text that does not fit the grammar of what it should be.

    `closed` says that what is accepted is all there is, not examples of it.
    """

    def __init__(
        self,
        thing: str,
        text: str,
        accepted: tuple[str, ...] = (),
        problem: TextProblem | FailureReason = ReadingProblem.UNKNOWN_FORM,
        *,
        closed: bool = False,
        **facts: object,
    ) -> None:
        super().__init__(problem, **facts)
        self.thing = thing
        self.text = text
        self.accepted = accepted
        self.closed = closed


class UnknownName(TargetsError):
    """A name the store does not hold, with the nearest it does."""

    def __init__(self, thing: str, text: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(thing, text, nearest)
        self.thing = thing
        self.text = text
        self.nearest = nearest


class UnknownColumn(TargetsError):
    """A field or sort key that this answer does not have."""

    def __init__(self, text: str, known: tuple[str, ...]) -> None:
        super().__init__(text, known)
        self.text = text
        self.known = known


class NoSuchRecord(TargetsError):
    """An id that names no target, figure or source."""

    def __init__(self, record_id: str) -> None:
        super().__init__(record_id)
        self.record_id = record_id


class Contradiction(ReasonedError):
    """Two statements about one record that cannot both hold."""

    def __init__(
        self, problem: Conflict | PastProblem | FailureReason, **facts: object
    ) -> None:
        super().__init__(problem, **facts)


class WrongUsage(ReasonedError):
    """Options that together mean nothing."""

    def __init__(self, problem: UsageProblem, **facts: object) -> None:
        super().__init__(problem, **facts)


class FileRow(NamedTuple):
    """A row of a file, by its number; `unit` is what is counted: line or row."""

    file: str
    line: int
    unit: str = "line"


class BadRow(NamedTuple):
    """Row that cannot be stored: its place, the failure it met, and its cells."""

    file: str
    line: int
    failure: TargetsError
    fields: Mapping[str, str] = MappingProxyType({})
    counted: str = "line"

    @property
    def location(self) -> FileRow:
        """The file and line of the row."""
        return FileRow(self.file, self.line, self.counted)


class DataRefused(TargetsError):
    """A file with rows that cannot be stored; nothing of it was."""

    def __init__(self, rows: tuple[BadRow, ...], count: int) -> None:
        super().__init__(rows, count)
        self.rows = rows
        self.count = count
        """How many there are in all; `rows` may be the first of them."""


class FileRefused(ReasonedError):
    """A file that cannot be read as the table it should be."""

    def __init__(
        self,
        file: str,
        problem: FileProblem | PastProblem | FailureReason,
        **facts: object,
    ) -> None:
        super().__init__(problem, **facts)
        self.file = file


class ConfigRefused(ReasonedError):
    """A file of the user's own settings that does not hold what it should.

    `line` is 0 where no line is at fault; `page` of the documentation has the form.
    """

    def __init__(
        self,
        file: str,
        problem: ConfigProblem | FailureReason,
        key: str = "",
        line: int = 0,
        page: str = "docs/profiles.md",
        **facts: object,
    ) -> None:
        super().__init__(problem, **facts)
        self.file = file
        self.key = key
        self.line = line
        self.page = page


class StoreUnusable(ReasonedError):
    """A store that cannot be read or written, and what is known beside it of why."""

    def __init__(
        self, problem: StoreProblem, path: str, detail: FailureReason | None = None
    ) -> None:
        super().__init__(problem, path=path)
        self.problem = problem
        self.path = path
        self.detail = detail


class OutputUnusable(ReasonedError):
    """An output that may not or cannot be written."""

    def __init__(self, path: str, problem: OutputProblem, **facts: object) -> None:
        super().__init__(problem, **facts)
        self.path = path


class NotWritable(ReasonedError):
    """Cell or table that a format cannot hold: its place, and why it does not fit."""

    def __init__(
        self, where: str, problem: CellProblem | FailureReason, **facts: object
    ) -> None:
        super().__init__(problem, **facts)
        self.where = where


class StoreBusy(TargetsError):
    """Another process held the lock for as long as we waited."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__(path, seconds)
        self.path = path
        self.seconds = seconds


class WorkersFailed(ReasonedError):
    """Processes that judged together, of which one ended, or that missed a target."""

    def __init__(self, problem: WorkerProblem, **facts: object) -> None:
        super().__init__(problem, **facts)
