"""Write the rows that cannot be stored to files that can be corrected and imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from targetcli import environment
from targetcli.errors import BadRow, OutputUnusable, WrongUsage
from targetcli.importing.located_row import RejectedTable
from targetcli.importing.row_sources import GridSource, ObjectSource
from targetcli.output_files import (
    output_exists,
    refuse_store,
    write_file,
    write_folder,
)
from targetcli.problems.usage import OutputProblem, UsageProblem
from targetcli.render.error_messages.facts import locate
from targetcli.render.error_messages.message import build_error_message
from targetcli.render.i18n import use_catalogue
from targetcli.session.session import Session

_WORKBOOK = ".xlsx"
_OBJECTS = (".json", ".jsonl")


class RejectFiles:
    """The files for rejected rows: one, or one for each of several tables."""

    def __init__(self, output: Path, session: Session, *, force: bool) -> None:
        self._output = output
        self._store = session.path
        self._force = force
        self.written: list[Path] = []

    def write(self, tables: list[RejectedTable]) -> None:
        """Write the rejected rows of tables, each with the reason."""
        with use_catalogue(environment.load_catalogue(None)):
            self.written = self._write_files(tables)
        self._force = True  # an import that starts again writes them again

    def _write_files(self, tables: list[RejectedTable]) -> list[Path]:
        output, force = self._output, self._force
        if not tables:
            return []
        if output.suffix.lower() == _WORKBOOK:
            from targetcli.importing.reject_formats import (  # noqa: PLC0415 - seldom
                write_workbook,
            )

            write_file(output, write_workbook(tables, _reason), force=force)
        elif len(tables) == 1:
            write_file(output, _format(output, tables[0]), force=force)
        else:
            files = _name_apart(output, tables)
            return write_folder(output.parent, files, self._store, force=force)
        return [output]


def create_reject_files(
    output: Path | None,
    session: Session,
    files: list[Path],
    *,
    skip_bad: bool,
    force: bool,
) -> RejectFiles | None:
    """Return the files for bad rows, or None where bad rows refuse the import.

    Raises `WrongUsage` for an output that is an input or the store, `OutputUnusable`
    for one that is there already.
    """
    if not skip_bad and output is None:
        return None
    if output is None or not skip_bad:
        raise WrongUsage(UsageProblem.REJECTS_UNNAMED)
    refuse_store(output, session.path)
    for file in files:
        with suppress(OSError):  # one of them is not there
            if output.samefile(file):
                raise WrongUsage(UsageProblem.REJECTS_ARE_INPUT, file=output)
    if output_exists(output) and output.is_file() and not force:
        raise OutputUnusable(str(output), OutputProblem.EXISTS)
    return RejectFiles(output, session, force=force)


def _name_apart(
    output: Path, tables: Iterable[RejectedTable]
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield a name for the rows of each table, such as ``rejects-figures.csv``."""
    taken: set[str] = set()
    for rejected in tables:
        name = f"{output.stem}-{_own_name(rejected)}"
        while name in taken:
            name += "-2"
        taken.add(name)
        yield f"{name}{output.suffix}", _format(output, rejected)


def _own_name(rejected: RejectedTable) -> str:
    """Return the name of a table among others: that of its file and sheet."""
    source = rejected.table.source
    sheet = source.sheet if isinstance(source, GridSource) else ""
    file = (
        rejected.table.file.removesuffix(f"/{sheet}") if sheet else rejected.table.file
    )
    parts = (Path(file).stem.strip("-"), sheet.replace("/", "-"))
    return "-".join(filter(None, parts)) or rejected.table.kind.value


def _format(output: Path, rejected: RejectedTable) -> Iterator[bytes]:
    from targetcli.importing.reject_formats import (  # noqa: PLC0415 - seldom
        write_csv,
        write_objects,
    )

    is_json = output.suffix.lower() in _OBJECTS
    if is_json and isinstance(rejected.table.source, ObjectSource):
        return write_objects(rejected, _reason)
    return write_csv(rejected, _reason)


def _reason(bad_row: BadRow) -> str:
    """Return the line of a row and the reason that it cannot be stored."""
    message = build_error_message(bad_row.failure).message
    return f"{locate(bad_row.location)}: {message}"
