"""The columns of a store's past: its log, and every row as each write left it."""

from __future__ import annotations

from targetcli.model.revisions import ArchivedRow, RevisionRow
from targetcli.render.columns.records_json import Json
from targetcli.render.table import Column, Layout, layout_of_all


def writes_layout() -> Layout[RevisionRow]:
    """Return the columns of the log as it is kept."""
    columns: tuple[Column[RevisionRow], ...] = (
        Column("sequence", lambda write: _number(write.sequence), no_wrap=True),
        Column("time", lambda write: write.time),
        Column("command", lambda write: write.command),
        Column("rows", _rows, no_wrap=True),
        Column("digest", lambda write: write.digest),
    )
    return layout_of_all(columns)


def write_json(write: RevisionRow) -> Json:
    """Write one line of the log."""
    return {
        "sequence": _number(write.sequence) or None,
        "time": write.time,
        "command": write.command,
        "rows": _rows(write) or None,
        "digest": write.digest,
    }


def stored_rows_layout() -> Layout[ArchivedRow]:
    """Return the columns of the rows as they were and are."""
    columns: tuple[Column[ArchivedRow], ...] = (
        Column("kept", lambda row: _number(row.number), no_wrap=True),
        Column("table", lambda row: row.table),
        Column("row", lambda row: str(row.row_id), no_wrap=True),
        Column("revision", lambda row: str(row.revision), no_wrap=True),
        Column("replaced_by", lambda row: _number(row.replaced_by), no_wrap=True),
        Column("content", lambda row: row.content),
        Column("digest", lambda row: row.digest),
    )
    return layout_of_all(columns)


def stored_row_json(row: ArchivedRow) -> Json:
    """Write a row as one write left it; what it holds stays one text, to the letter."""
    return {
        "kept": _number(row.number) or None,
        "table": row.table,
        "row": str(row.row_id),
        "revision": str(row.revision),
        "replaced_by": _number(row.replaced_by) or None,
        "content": row.content,
        "digest": row.digest,
    }


def _rows(write: RevisionRow) -> str:
    return "" if write.sequence is None else str(write.rows)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
