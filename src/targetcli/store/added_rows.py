"""Remember which rows a write adds to a table, so that most need not be looked for.

A row is a duplicate of one that was stored before or that the same write added. Of a
region that had no rows before only the latter can be, and a set of hashes, two bits
each, tells most rows that were not added yet. Others cost a look-up, and rows that wait
to be inserted must go in for it: after some look-ups in vain for one region the rows
that it had before join the set, where they are not too many for that to be worth while.
"""

from __future__ import annotations

import sqlite3

from targetcli.store.row_cells import Value

_LAST_REGION = "SELECT ifnull(max(region_id), 0) FROM {table}"
_BITS = 1 << 24  # two megabytes; of a million rows 0.5 % are looked up in vain
_SECOND_HASH = 24  # how far the second of the two is to the left
_STORED_ROWS = "SELECT {columns} FROM {table} WHERE region_id = ? LIMIT ?"
# After so many look-ups in vain for a region its rows are read, and after twice as many
# again until it has no more rows than this for each look-up.
_LOOK_UPS = 16
_MOST_ROWS = 8


class AddedRows:
    """Rows that a write adds to a table that is indexed by region.

    They are known by the cells of some columns, the region first.
    """

    def __init__(
        self, connection: sqlite3.Connection, table: str, columns: tuple[str, ...]
    ) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        self._connection = connection
        self._stored_rows = _STORED_ROWS.format(columns=names, table=table)
        self._look_ups: dict[int, int] = {}
        self._known_regions: set[int] = set()
        query = connection.execute(_LAST_REGION.format(table=table))
        self._last_region: int = query.fetchone()[0]
        self._bits = bytearray(_BITS >> 3)

    def add(self, cells: tuple[Value, ...]) -> bool:
        """Add a row; return False where the table cannot hold one with these cells."""
        region_id = cells[0]
        assert isinstance(region_id, int)
        is_added = self._add(cells)
        is_known = region_id > self._last_region or region_id in self._known_regions
        return is_added or not is_known

    def count_vain(self, cells: tuple[Value, ...]) -> None:
        """Count a look-up that found no row with these cells."""
        region_id = cells[0]
        assert isinstance(region_id, int)
        look_ups = self._look_ups[region_id] = self._look_ups.get(region_id, 0) + 1
        is_power_of_two = not look_ups & (look_ups - 1)
        if look_ups >= _LOOK_UPS and is_power_of_two:
            self._add_stored(region_id, _MOST_ROWS * look_ups)

    def _add_stored(self, region_id: int, most: int) -> None:
        """Add the stored rows of a region, which is known if these are all of them."""
        cursor = self._connection.execute(self._stored_rows, (region_id, most))
        cursor.row_factory = None
        rows = 0
        for cells in cursor:
            self._add(cells)
            rows += 1
        if rows < most:
            self._known_regions.add(region_id)

    def _add(self, cells: tuple[Value, ...]) -> bool:
        """Add a row to the set; return True where it may have been there before."""
        bits, number = self._bits, hash(cells)
        first, second = number % _BITS, (number >> _SECOND_HASH) % _BITS
        first_bit, second_bit = 1 << (first & 7), 1 << (second & 7)
        if bits[first >> 3] & first_bit and bits[second >> 3] & second_bit:
            return True
        bits[first >> 3] |= first_bit
        bits[second >> 3] |= second_bit
        return False
