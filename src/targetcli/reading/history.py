"""A store's past as files: its log, and every row as each write left it."""

from __future__ import annotations

from collections.abc import Mapping

from targetcli.errors import Unreadable
from targetcli.model.revisions import ArchivedRow, RevisionRow
from targetcli.reading.cells import read_text, require_text

LOG_COLUMNS = ("sequence", "time", "command", "rows", "digest")
HISTORY_COLUMNS = (
    *("kept", "table", "row", "revision", "replaced_by", "content", "digest"),
)
_LONGEST = 18  # digits; SQLite's numbers have no more

Fields = Mapping[str, str]


def read_revision_row(fields: Fields) -> RevisionRow:
    """Read a line of the log; raises `Unreadable`."""
    return RevisionRow(
        _number(fields, "sequence"),
        read_text(fields, "time"),
        read_text(fields, "command"),
        _number(fields, "rows") or 0,
        read_text(fields, "digest"),
    )


def read_archived_row(fields: Fields) -> ArchivedRow:
    """Read a row as one write left it; raises `Unreadable`."""
    return ArchivedRow(
        _number(fields, "kept"),
        require_text(fields, "table"),
        _needed_number(fields, "row"),
        _needed_number(fields, "revision"),
        _number(fields, "replaced_by"),
        require_text(fields, "content"),
        read_text(fields, "digest"),
    )


def _needed_number(fields: Fields, column: str) -> int:
    require_text(fields, column)
    return _number(fields, column) or 0


def _number(fields: Fields, column: str) -> int | None:
    said = fields.get(column, "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= _LONGEST):
        raise Unreadable(column, said, ("a whole number",))
    return int(said)
