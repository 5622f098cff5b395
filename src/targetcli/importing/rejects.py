"""Write the rows that cannot be stored to a CSV file, each with its line and reason."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

from targetcli import environment
from targetcli.errors import BadRow, OutputUnusable, Unreadable, WrongUsage
from targetcli.importing.table_kinds import EXTRA_COLUMN, REJECT_COLUMNS
from targetcli.model.formula_guard import guard_formula
from targetcli.output_files import output_exists, refuse_store, write_file
from targetcli.problems.usage import OutputProblem, UsageProblem
from targetcli.render.error_messages.message import build_error_message
from targetcli.render.i18n import use_catalogue
from targetcli.session.session import Session


def create_reject_writer(
    output: Path | None,
    session: Session,
    files: list[Path],
    *,
    skip_bad: bool,
    force: bool,
) -> Callable[[list[BadRow]], None] | None:
    """Return a function that writes bad rows, or None where they refuse the import.

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

    overwrite = force

    def write_rejects(rows: list[BadRow]) -> None:
        nonlocal overwrite
        write_file(output, _format_rejects(rows), force=overwrite)
        overwrite = True  # an import that starts again writes them again

    return write_rejects


def _cells(bad_row: BadRow, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield the cells of a row; one with too few cells has too few again."""
    is_row_failure = (
        isinstance(bad_row.failure, Unreadable) and bad_row.failure.thing == "row"
    )
    is_too_short = is_row_failure and not any(map(_is_extra, bad_row.fields))
    for column in columns:
        if column in bad_row.fields or not is_too_short:
            yield bad_row.fields.get(column, "")


def _is_extra(column: str) -> bool:
    """Return whether a column stands after all others, for cells to be emptied."""
    return column.startswith(EXTRA_COLUMN)


def _format_rejects(rows: list[BadRow]) -> Iterator[str]:
    """Yield the rows as CSV that can be corrected and imported again."""
    unordered = dict.fromkeys(key for row in rows for key in row.fields)
    columns = tuple(sorted(unordered, key=_is_extra))
    piece = StringIO()
    writer = csv.writer(piece, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow((*REJECT_COLUMNS, *columns))
    catalogue = environment.load_catalogue(None)
    for row in rows:
        with use_catalogue(catalogue):
            reason = build_error_message(row.failure).message
        reject_cells = (row.file, str(row.line), reason)
        writer.writerow(map(guard_formula, (*reject_cells, *_cells(row, columns))))
        yield piece.getvalue()
        piece.seek(0)
        piece.truncate()
    yield piece.getvalue()
