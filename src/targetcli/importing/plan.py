"""What an import would do, row by row, shown once all of it is known to be possible."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from targetcli import environment
from targetcli.importing.row_importer import PlanStep
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

_MOST_IN_MEMORY = 1024 * 1024
_HEADINGS = ("does", "id", "file", "line", "what")


class Plan:
    """The steps of an import, held until it is known that none will be refused."""

    def __init__(self) -> None:
        self._held = SpooledTemporaryFile(  # noqa: SIM115 - closed on leaving
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
        self._held.close()

    def add(self, planned: PlanStep) -> None:
        """Take in one step."""
        if not self._held.tell():
            self._write(_HEADINGS)
        name, what = _describe_step(planned)
        place = (planned.file, str(planned.line))
        self._write((planned.action, name, *place, what))

    def restart(self) -> None:
        """Forget the steps: the import begins anew."""
        self._held.seek(0)
        self._held.truncate()

    def show(self) -> None:
        """Print the steps, a line each."""
        self._held.seek(0)
        environment.write_stdout(self._held, exact=False)

    def _write(self, cells: tuple[str, ...]) -> None:
        self._held.write("\t".join(map(escape_controls, cells)) + "\n")


def _describe_step(planned: PlanStep) -> tuple[str, str]:
    """Return the id that a record gets, if it gets one, and what it is."""
    record = planned.record
    match record:
        case Target():
            return format_target_id(planned.number), record_text.target_text(record)
        case Figure():
            return format_figure_id(planned.number), record_text.figure_text(record)
        case Milestone():
            of = format_target_id(record.target_id)
            return "", f"milestone {of} {record.day} {format_digits(record.value)}"
        case Identity():
            return "", f"identity {'@'.join(record.whole).rstrip('@')}"
        case Region() | Metric():
            return "", f"{type(record).__name__.lower()} {record.name}"
        case Source():
            return "", f"source {record.id} {record.title or record.url}".rstrip()
        case UserUnit():
            return "", f"unit {record.name}"
