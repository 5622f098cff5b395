"""Compare the rows of named records: what one adds, and how two contradict."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from targetcli.errors import Contradiction
from targetcli.model.names import quote_argument
from targetcli.model.records import Metric, Region, Source
from targetcli.model.units import UserUnit
from targetcli.problems.records import Conflict
from targetcli.store import reference_rows
from targetcli.store.row_cells import Value

NamedRecord = Region | Metric | Source | UserUnit


def stored_otherwise(
    table: str, row: Mapping[str, Value], stored: sqlite3.Row, column: str
) -> Contradiction:
    """Return the refusal of a row whose name is taken by another content."""
    return Contradiction(
        Conflict.STORED_OTHERWISE,
        table=table,
        name=row["name"],
        column=column,
        value=row[column] or "",
        stored=stored[column] or "",
    )


def said_otherwise(stored: Metric, given: Metric, column: str) -> Contradiction:
    """Return the refusal of a metric of which something else was said."""
    row = reference_rows.metric_to_row(given)
    stored_row = reference_rows.metric_to_row(stored)
    return Contradiction(
        Conflict.SAID_OTHERWISE,
        metric=stored.name,
        argument=quote_argument(stored.name),
        column=column,
        value=row[column] or "no",
        stored=stored_row[column] or "no",
        option=f"{column}={row[column] or 'no'}",
    )


def is_same_cell(_: str, new: Value, old: Value) -> bool:
    """Return True for the stored cell; nothing is as empty as an empty text."""
    return (new or "") == (old or "")


def adds_nothing(column: str, new: Value, old: Value) -> bool:
    """Return True for the stored cell, or for some of its aliases."""
    if column != "aliases":
        return is_same_cell(column, new, old)
    return {*split_aliases(new)} <= {*split_aliases(old)}


def split_aliases(aliases: Value) -> list[str]:
    """Return the names in a cell of aliases."""
    return str(aliases).split("|") if aliases else []


def encode_named(record: NamedRecord) -> tuple[str, dict[str, Value]]:
    """Return the table of a named record, and its row."""
    match record:
        case Region():
            return "region", reference_rows.region_to_row(record)
        case Metric():
            return "metric", reference_rows.metric_to_row(record)
        case Source():
            return "source", reference_rows.source_to_row(record)
        case UserUnit():
            return "unit", reference_rows.unit_to_row(record)
