"""Remember which rows a write adds to a table, so that most need not be looked for.

A row is a duplicate of one that was stored before or that the same write added. Of a
region that had no rows before only the latter can be, and a set of hashes, two bits
each, tells most rows that were not added yet. Others cost a look-up, and rows that wait
to be inserted must go in for it.
"""

from __future__ import annotations

import sqlite3

from targetcli.store.row_cells import Value

_LAST_REGION = "SELECT ifnull(max(region_id), 0) FROM {table}"
_BITS = 1 << 24  # two megabytes; of a million rows 0.5 % are looked up in vain
_SECOND_HASH = 24  # how far the second of the two is to the left


class AddedRows:
    """Rows that a write adds to a table that is indexed by region."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        query = connection.execute(_LAST_REGION.format(table=table))
        self._last_region: int = query.fetchone()[0]
        self._bits = bytearray(_BITS >> 3)

    def add(self, region_id: int, cells: tuple[Value, ...]) -> bool:
        """Add a row; return False where the table cannot hold one with these cells."""
        bits, number = self._bits, hash(cells)
        first, second = number % _BITS, (number >> _SECOND_HASH) % _BITS
        first_bit, second_bit = 1 << (first & 7), 1 << (second & 7)
        if bits[first >> 3] & first_bit and bits[second >> 3] & second_bit:
            return True
        bits[first >> 3] |= first_bit
        bits[second >> 3] |= second_bit
        return region_id <= self._last_region
