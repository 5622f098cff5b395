"""A store's past as files: its log, and every row as each write left it."""

from __future__ import annotations

from collections.abc import Mapping

from targetcli.errors import Unreadable
from targetcli.model.revisions import Kept, Write
from targetcli.reading.cells import needed, text

LOG_COLUMNS = ("sequence", "time", "command", "rows", "digest")
HISTORY_COLUMNS = (
    *("kept", "table", "row", "revision", "replaced_by", "content", "digest"),
)
_LONGEST = 18  # digits; SQLite's numbers have no more

Fields = Mapping[str, str]


def read_write(fields: Fields) -> Write:
    """Read a line of the log; raises `Unreadable`."""
    return Write(
        _number(fields, "sequence"),
        text(fields, "time"),
        text(fields, "command"),
        _number(fields, "rows") or 0,
        text(fields, "digest"),
    )


def read_kept(fields: Fields) -> Kept:
    """Read a row as one write left it; raises `Unreadable`."""
    return Kept(
        _number(fields, "kept"),
        needed(fields, "table"),
        _needed_number(fields, "row"),
        _needed_number(fields, "revision"),
        _number(fields, "replaced_by"),
        needed(fields, "content"),
        text(fields, "digest"),
    )


def _needed_number(fields: Fields, column: str) -> int:
    needed(fields, column)
    return _number(fields, column) or 0


def _number(fields: Fields, column: str) -> int | None:
    said = fields.get(column, "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= _LONGEST):
        raise Unreadable(column, said, ("a whole number",))
    return int(said)
