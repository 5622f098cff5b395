"""Find rows that an export could not bring back, though the schema allows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from targetcli.errors import Contradiction
from targetcli.problems.records import Conflict
from targetcli.store.damaged_rows import row_name
from targetcli.store.rows import Value

# An event has happened or not; what is measured has a number, or words that stand for
# one. A metric may be described otherwise only while its records allow it.
_OTHER_KIND = """
    SELECT 'target' AS record_table, target.id, value, metric.name, kind
    FROM target JOIN metric ON metric.id = metric_id
    WHERE (kind = 'event') <> (value IN ('yes', 'no'))
    UNION ALL
    SELECT 'figure', figure.id, value, metric.name, kind
    FROM figure JOIN metric ON metric.id = metric_id
    WHERE (kind = 'event') <> (value IN ('yes', 'no'))
"""
# The parts of an identity are names in one cell, which no foreign key holds.
_PARTS = "SELECT id, parts FROM identity ORDER BY id"
_REGIONS = "SELECT name FROM region"
_EQUAL_ROW = "SELECT id FROM {table} WHERE id <> :id AND {equal}"


class MissingPart(NamedTuple):
    """An identity and the region in its parts that is not in the store."""

    identity_id: int
    region: str


def refuse_kind_conflicts(connection: sqlite3.Connection) -> None:
    """Refuse events with a number, and measured records with yes or no.

    Raises `Contradiction`.
    """
    for table, row_id, value, metric, kind in connection.execute(_OTHER_KIND):
        record = row_name(table, row_id)
        raise Contradiction(
            Conflict.KIND_OF_VALUE,
            record=record,
            value=value or "''",
            metric=metric,
            kind=kind,
        )


def find_missing_parts(connection: sqlite3.Connection) -> Iterator[MissingPart]:
    """Yield the regions that an identity names and the store does not hold."""
    regions = {name for (name,) in connection.execute(_REGIONS)}
    for row_id, parts in connection.execute(_PARTS):
        for part in parts.split("|"):
            region = part.partition("@")[0]
            if region not in regions:
                yield MissingPart(row_id, region)


def find_equal_row(
    connection: sqlite3.Connection, table: str, row_id: int, row: Mapping[str, Value]
) -> int | None:
    """Return the id of another row that is the same in every column of `row`."""
    equal = " AND ".join(f'"{name}" IS :{name}' for name in row)
    query = _EQUAL_ROW.format(table=table, equal=equal)
    match = connection.execute(query, {**row, "id": row_id}).fetchone()
    return None if match is None else int(match["id"])
