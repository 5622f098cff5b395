"""The plan of an import for `--dry-run`: a line for each row, shown at the end.

What a row does is `add`, `have` (it is stored already), `merge` (the file gives it
again), `name` (it is first to give a name) or `leave` (it holds no record).
"""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import NamedTuple, Self

from targetcli import environment
from targetcli.model.quantity import format_digits
from targetcli.model.records import (
    Figure,
    Identity,
    Metric,
    Milestone,
    Region,
    Source,
    Target,
    format_figure_id,
    format_target_id,
)
from targetcli.model.units import UserUnit
from targetcli.render import record_text
from targetcli.render.characters import escape_controls

Record = Region | Metric | Source | UserUnit | Identity | Target | Milestone | Figure

_MOST_IN_MEMORY = 1024 * 1024
_HEADINGS = ("does", "id", "file", "line", "what")


class PlanStep(NamedTuple):
    """The action on one row, or on a name that the row is first to give.

    `number` is the id that a target or figure gets.
    """

    action: str
    file: str
    line: int
    number: int
    record: Record


class Plan:
    """The steps of an import, held until no row can be refused any more."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(  # noqa: SIM115 - closed on leaving
            _MOST_IN_MEMORY, "w+", encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, step: PlanStep) -> None:
        """Add a step."""
        if not self._file.tell():
            self._write(_HEADINGS)
        record_id, text = _describe_step(step)
        self._write((step.action, record_id, step.file, str(step.line), text))

    def add_left_out(self, file: str, line: int, why: str) -> None:
        """Add a row that holds no record."""
        if not self._file.tell():
            self._write(_HEADINGS)
        self._write(("leave", "", file, str(line), why))

    def restart(self) -> None:
        """Forget all steps, for an import that starts again."""
        self._file.seek(0)
        self._file.truncate()

    def show(self) -> None:
        """Print the steps, a line each."""
        self._file.seek(0)
        environment.write_stdout(self._file, exact=False)

    def _write(self, cells: tuple[str, ...]) -> None:
        self._file.write("\t".join(map(escape_controls, cells)) + "\n")


def _describe_step(step: PlanStep) -> tuple[str, str]:
    """Return the id that a record gets, if any, and the record in words."""
    record = step.record
    match record:
        case Target():
            return format_target_id(step.number), record_text.target_text(record)
        case Figure():
            return format_figure_id(step.number), record_text.figure_text(record)
        case Milestone():
            target = format_target_id(record.target_id)
            return "", f"milestone {target} {record.day} {format_digits(record.value)}"
        case Identity():
            return "", f"identity {'@'.join(record.whole).rstrip('@')}"
        case Region() | Metric():
            return "", f"{type(record).__name__.lower()} {record.name}"
        case Source():
            return "", f"source {record.id} {record.title or record.url}".rstrip()
        case UserUnit():
            return "", f"unit {record.name}"
