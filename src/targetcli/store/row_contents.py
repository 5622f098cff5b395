"""Parse the contents of archived rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from targetcli.store.row_cells import Value
from targetcli.store.schema import BOOKKEEPING_COLUMNS

Content = dict[str, Value]

_COLUMNS = 'SELECT name, "notnull" FROM pragma_table_info(:table)'


def parse_content(columns: Mapping[str, Value], text: str) -> Content:
    """Parse an archived row; columns left out are empty."""
    cells = json.loads(text)
    return {name: cells.get(name, empty) for name, empty in columns.items()}


def content_columns(connection: sqlite3.Connection, table: str) -> dict[str, Value]:
    """Return the record columns of a table, each with its empty value."""
    return {
        name: "" if required else None
        for name, required in connection.execute(_COLUMNS, {"table": table})
        if name not in BOOKKEEPING_COLUMNS
    }
