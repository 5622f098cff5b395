"""Read from a store without origins who wrote its metrics, units and targets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from targetcli.model.records import Metric
from targetcli.model.units import UserUnit
from targetcli.store import reference_rows
from targetcli.store.history import row_states
from targetcli.store.row_contents import Content

if TYPE_CHECKING:
    from targetcli.store.store import Store

_COMMANDS = "SELECT sequence, command FROM revision"
_IDS = "SELECT id FROM {table} ORDER BY id"
_TARGETS_WRITTEN_BY = """
    SELECT target.id FROM target
    JOIN revision ON revision.sequence = target.revision
    WHERE revision.command = :command
    UNION
    SELECT row_id FROM history
    JOIN revision ON revision.sequence = history.row_revision
    WHERE table_name = 'target' AND revision.command = :command
"""
_ALL_SAID = {"kind_from": "said", "better_from": "said"}


class WrittenMetric(NamedTuple):
    """Metric as one command wrote it, all of it taken for said."""

    command: str
    metric: Metric


class WrittenUnit(NamedTuple):
    """Unit as one command wrote it."""

    command: str
    unit: UserUnit


def list_metric_writes(store: Store) -> Iterator[tuple[WrittenMetric, ...]]:
    """Yield for each metric what every write made of it, the present one last."""
    for states in _list_states(store.connection, "metric"):
        yield tuple(
            WrittenMetric(command, _read_as_said(content))
            for command, content in states
        )


def list_unit_writes(store: Store) -> Iterator[tuple[WrittenUnit, ...]]:
    """Yield for each unit of a user what every write made of it."""
    for states in _list_states(store.connection, "unit"):
        yield tuple(
            WrittenUnit(command, reference_rows.unit_from_row(content))
            for command, content in states
        )


def list_targets_written_by(store: Store, command: str) -> frozenset[int]:
    """Return the ids of the targets that a command wrote at some time."""
    parameters = {"command": command}
    query = store.connection.execute(_TARGETS_WRITTEN_BY, parameters)
    return frozenset(number for (number,) in query)


def _list_states(
    connection: sqlite3.Connection, table: str
) -> Iterator[list[tuple[str, Content]]]:
    commands = dict(connection.execute(_COMMANDS).fetchall())
    for (row_id,) in connection.execute(_IDS.format(table=table)).fetchall():
        yield [
            (commands[sequence], content)
            for sequence, content in row_states(connection, table, row_id)
            if content is not None
        ]


def _read_as_said(content: Content) -> Metric:
    origins = {
        "non_negative_from": "said" if content["non_negative"] else "",
        "unit_from": "said" if content["unit"] else "",
    }
    return reference_rows.metric_from_row({**content, **_ALL_SAID, **origins})
