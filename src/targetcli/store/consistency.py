"""Find rows that an export could not bring back, though the schema allows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from targetcli.errors import Contradiction
from targetcli.problems.records import Conflict
from targetcli.store.damaged_rows import row_name
from targetcli.store.row_cells import Value

# An event is answered with yes or no, or with nothing while it is only promised; what
# is measured has a number, or words that stand for one.
_OTHER_KIND = """
    SELECT record_table, record.id, value, metric.name, metric.kind
    FROM (
        SELECT 'target' AS record_table, id, metric_id, value, as_written FROM target
        UNION ALL
        SELECT 'figure', id, metric_id, value, as_written FROM figure
    ) AS record
    JOIN (
        SELECT id, name, iif(id IS :changed_id, :kind, kind) AS kind FROM metric
    ) AS metric ON metric.id = record.metric_id
    WHERE CASE metric.kind
        WHEN 'event' THEN value NOT IN ('', 'yes', 'no')
        ELSE value IN ('yes', 'no') OR (value = '' AND as_written = '')
    END
"""
# The parts of an identity are names in one cell, which no foreign key holds.
_PARTS = "SELECT id, parts FROM identity ORDER BY id"
_REGIONS = "SELECT name FROM region"
_PARENTS = "SELECT name, ifnull(parent, '') FROM region ORDER BY id"
# Columns that an export writes as stored: what differs in one differs in the export.
_COPIED_COLUMNS = {
    "target": ("deadline", "plan"),
    "figure": ('"end"', "status"),
}
_SIMILAR_ROWS = """
    SELECT id FROM (
        SELECT id, count(*) OVER (
            PARTITION BY region_id, metric_id, scope, basis, source, locator,
                as_written, note, {columns}
        ) AS similar
        FROM {table}
    )
    WHERE similar > 1
"""


class MissingPart(NamedTuple):
    """Identity, and a region among its parts that the store does not hold."""

    identity_id: int
    region: str


class MetricChange(NamedTuple):
    """Metric, by the id of its row, and the kind that it is to have."""

    changed_id: int | None
    kind: Value


_NO_CHANGE = MetricChange(None, "")


def refuse_kind_conflicts(
    connection: sqlite3.Connection, change: MetricChange = _NO_CHANGE
) -> None:
    """Refuse events with a number, and measured records with yes or no.

    Raises `Contradiction`, for what a change would make of a metric too.
    """
    query = connection.execute(_OTHER_KIND, change._asdict())
    for table, row_id, value, metric, kind in query:
        record = row_name(table, row_id)
        raise Contradiction(
            Conflict.KIND_OF_VALUE,
            record=record,
            value=value,
            metric=metric,
            kind=kind,
        )


def find_missing_parts(connection: sqlite3.Connection) -> Iterator[MissingPart]:
    """Yield the regions that an identity names and the store does not hold."""
    regions = {name for (name,) in connection.execute(_REGIONS)}
    for row_id, parts in connection.execute(_PARTS):
        part_regions = dict.fromkeys(
            part.partition("@")[0] for part in parts.split("|")
        )
        for region in part_regions:
            if region not in regions:
                yield MissingPart(row_id, region)


def find_region_circles(connection: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    """Yield the regions that lie in each other in a circle, each from inside out."""
    parents: dict[str, str] = dict(connection.execute(_PARENTS).fetchall())
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        region = start
        while region in parents and region not in done and region not in path:
            path[region] = None
            region = parents[region]
        done.update(path)
        if region in path:
            names = tuple(path)
            yield names[names.index(region) :]


def find_similar_rows(connection: sqlite3.Connection, table: str) -> frozenset[int]:
    """Return the ids of the targets or figures that may say the same as another."""
    columns = ", ".join(_COPIED_COLUMNS[table])
    query = _SIMILAR_ROWS.format(table=table, columns=columns)
    return frozenset(row_id for (row_id,) in connection.execute(query))
