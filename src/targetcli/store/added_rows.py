"""Remember which rows a write adds to a table, so that most need not be looked for.

A row is a duplicate of one that was stored before or that the same write added. Of a
region that had no rows before only the latter can be, and a set of hashes, a bit each,
tells most rows that were not added yet. A hash that two rows share costs a look-up.
"""

from __future__ import annotations

import sqlite3

from targetcli.store.rows import Value

_LAST_REGION = "SELECT ifnull(max(region_id), 0) FROM {table}"
_BITS = 1 << 23  # a megabyte; of a million rows a ninth are looked up in vain


class AddedRows:
    """Rows that a write adds to a table that is indexed by region."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        query = connection.execute(_LAST_REGION.format(table=table))
        (self._last_region,) = query.fetchone()
        self._bits = bytearray(_BITS >> 3)

    def add(self, region_id: int, cells: tuple[Value, ...]) -> bool:
        """Add a row; return False where the table cannot hold one with these cells."""
        place = hash(cells) % _BITS
        byte, bit = place >> 3, 1 << (place & 7)
        may_be_added = bool(self._bits[byte] & bit)
        self._bits[byte] |= bit
        return may_be_added or region_id <= self._last_region
