"""Read the past of a store from files: its log and its archived rows."""

from __future__ import annotations

from targetcli.errors import Unreadable
from targetcli.model.revisions import ArchivedRow, RevisionRow
from targetcli.problems.reading import ReadingProblem
from targetcli.reading.cells import Cells, read_text, require_text

_MAX_DIGITS = 18  # digits; SQLite's numbers have no more


def read_revision_row(cells: Cells) -> RevisionRow:
    """Read a row of the log; raises `Unreadable`."""
    return RevisionRow(
        _read_whole_number(cells, "sequence"),
        read_text(cells, "time"),
        read_text(cells, "command"),
        _read_whole_number(cells, "rows") or 0,
        read_text(cells, "digest"),
    )


def read_archived_row(cells: Cells) -> ArchivedRow:
    """Read an archived row; raises `Unreadable`."""
    return ArchivedRow(
        _read_whole_number(cells, "kept"),
        require_text(cells, "table"),
        _require_whole_number(cells, "row"),
        _require_whole_number(cells, "revision"),
        _read_whole_number(cells, "replaced_by"),
        require_text(cells, "content"),
        read_text(cells, "digest"),
    )


def _require_whole_number(cells: Cells, column: str) -> int:
    require_text(cells, column)
    return _read_whole_number(cells, column) or 0


def _read_whole_number(cells: Cells, column: str) -> int | None:
    text = cells.get(column, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS):
        raise Unreadable(column, text, problem=ReadingProblem.NO_WHOLE_NUMBER)
    return int(text)
