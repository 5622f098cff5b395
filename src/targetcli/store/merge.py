"""Merge two records: every row that names one of them comes to name the other.

Rows that become equal in every column become one, as they would on import; what named
the one that is taken out then names the one that stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from targetcli.errors import Contradiction
from targetcli.model.records import format_target_id
from targetcli.model.unit_table import UnitTable
from targetcli.problems.records import Conflict
from targetcli.store import reference_rows
from targetcli.store.damaged_rows import row_name
from targetcli.store.revisions import RevisionWriter
from targetcli.store.row_cells import Value
from targetcli.store.schema import BOOKKEEPING_COLUMNS, TABLES_OF_DISTINCT_ROWS

# Where a row says which record it is about: its table and the column.
_REFERENCES_BY_ID = {
    "region": (("target", "region_id"), ("figure", "region_id")),
    "metric": (("target", "metric_id"), ("figure", "metric_id")),
    "source": (),
}
REFERENCES_BY_NAME = {
    "region": (("region", "parent"), ("identity", "whole_region")),
    "metric": (),
    "source": (
        *(("target", "source"), ("target", "withdrawn_source")),
        *(("figure", "source"), ("identity", "source")),
    ),
}
_UNIT_COLUMNS = (
    *(("target", "unit"), ("target", "baseline_unit"), ("figure", "unit")),
    ("metric", "unit"),
)

_ROWS_WITH_VALUE = 'SELECT id FROM {table} WHERE "{column}" = :value ORDER BY id'
_REVISING_TARGETS = "SELECT id FROM target WHERE revises = :value ORDER BY id"
# A target is taken out before those that revise it name the one that stays.
_DEFER_REFERENCES = "PRAGMA defer_foreign_keys = ON"
_DISTINCT_VALUES = 'SELECT DISTINCT "{column}" FROM {table} WHERE "{column}" <> \'\''
_IDENTITIES = "SELECT id FROM identity ORDER BY id"
_MILESTONES = "SELECT id FROM milestone WHERE target_id = :value ORDER BY id"
_MILESTONE_OF_DAY = (
    "SELECT * FROM milestone WHERE target_id = :target_id AND day = :day"
)


class MergedRow(NamedTuple):
    """Row that a merge changed or removed.

    `same_as` names the one it became equal to and was taken out for; `now_of` the
    target that a milestone went over to.
    """

    record: str
    same_as: str = ""
    now_of: str = ""


class _Replacement(NamedTuple):
    """Value of a column, and the value that replaces it."""

    table: str
    column: str
    old: Value
    new: Value


def merge_named(
    revision: RevisionWriter, table: str, old: sqlite3.Row, into: sqlite3.Row
) -> tuple[MergedRow, ...]:
    """Replace a region, metric or source by another in every row, and remove it.

    Raises `Contradiction` where two rows cannot become one.
    """
    replacements = [
        *(
            _Replacement(*place, old["id"], into["id"])
            for place in _REFERENCES_BY_ID[table]
        ),
        *(
            _Replacement(*place, old["name"], into["name"])
            for place in REFERENCES_BY_NAME[table]
        ),
    ]
    merger = _Merger(revision)
    if table == "region":
        merger.check_identities(old["name"], into["name"])
        merger.replace_parts(old["name"], into["name"])
    merger.replace(replacements)
    revision.delete(table, old)
    return merger.results


def merge_units(
    revision: RevisionWriter, units: UnitTable, word: str, into: str
) -> tuple[MergedRow, ...]:
    """Replace a unit by an equal one in every row; both stay readable."""
    merger = _Merger(revision)
    merger.replace(_unit_replacements(revision.connection, units, word, into))
    return merger.results


def _unit_replacements(
    connection: sqlite3.Connection, units: UnitTable, word: str, into: str
) -> Iterator[_Replacement]:
    for table, column in _UNIT_COLUMNS:
        query = _DISTINCT_VALUES.format(table=table, column=column)
        for (text,) in connection.execute(query).fetchall():
            respelled = units.replace_word(text, word, into)
            if respelled != text:
                yield _Replacement(table, column, text, respelled)


class _Merger:
    """Merge in progress: it rewrites rows one by one and collects the results."""

    def __init__(self, revision: RevisionWriter) -> None:
        self._revision = revision
        self._connection = revision.connection
        self._connection.execute(_DEFER_REFERENCES)
        self._results: dict[str, MergedRow] = {}

    @property
    def results(self) -> tuple[MergedRow, ...]:
        """Changed rows, each once."""
        return tuple(self._results.values())

    def replace(self, replacements: Iterable[_Replacement]) -> None:
        """Apply replacements to every row that has the old value."""
        for table, column, old, new in replacements:
            query = _ROWS_WITH_VALUE.format(table=table, column=column)
            for row_id in self._select_ids(query, old):
                self._rewrite(table, row_id, {column: new})

    def replace_parts(self, old: str, new: str) -> None:
        """Replace a region by another in the parts of every identity."""
        for row_id in self._select_ids(_IDENTITIES, None):
            row = self._revision.get_row("identity", row_id)
            if row is None:
                continue
            identity = reference_rows.identity_from_row(row)
            parts = tuple(
                part._replace(region=new) if part.region == old else part
                for part in identity.parts
            )
            if parts != identity.parts:
                text = "|".join(part.text for part in parts)
                self._rewrite("identity", row_id, {"parts": text})

    def check_identities(self, old: str, new: str) -> None:
        """Refuse to merge two regions that one identity tells apart.

        Raises `Contradiction`.
        """
        for row_id in self._select_ids(_IDENTITIES, None):
            row = self._revision.get_row("identity", row_id)
            if row is None:
                continue
            identity = reference_rows.identity_from_row(row)
            places = [identity.whole, *identity.parts]
            renamed = [p._replace(region=new) if p.region == old else p for p in places]
            if len(set(renamed)) < len(set(places)):
                whole = identity.whole.text
                parts = " + ".join(part.text for part in identity.parts)
                raise Contradiction(
                    Conflict.MERGED_IDENTITY,
                    name=old,
                    into=new,
                    whole=whole,
                    parts=parts,
                )

    def _select_ids(self, query: str, value: Value) -> list[int]:
        rows = self._connection.execute(query, {"value": value})
        return [row_id for (row_id,) in rows]

    def _rewrite(self, table: str, row_id: int, changes: Mapping[str, Value]) -> None:
        """Change a row, and after one that is taken out all that revise it.

        A stack of them, not a call in a call: a target may be revised any number of
        times.
        """
        replaced: list[tuple[int, int]] = []
        waiting = [(row_id, changes)]
        while waiting:
            row_id, changes = waiting.pop()
            equal_id = self._rewrite_row(table, row_id, changes)
            if equal_id is not None and table == "target":
                replaced.append((row_id, equal_id))
                revising = self._select_ids(_REVISING_TARGETS, row_id)
                new = {"revises": equal_id}
                waiting += ((target_id, new) for target_id in reversed(revising))
        for old_id, new_id in reversed(replaced):
            self._move_milestones(old_id, new_id)

    def _rewrite_row(
        self, table: str, row_id: int, changes: Mapping[str, Value]
    ) -> int | None:
        """Change a row; one that becomes as another is taken out, and that returned."""
        row = self._revision.get_row(table, row_id)
        if row is None:  # it became one with another
            return None
        content = {
            name: cell
            for name, cell in dict(row).items()
            if name not in BOOKKEEPING_COLUMNS
        }
        new = {**content, **changes}
        equal_id = self._find_other(table, row_id, new)
        if equal_id is None:
            self._revision.update(table, row, new)
            self._add_result(table, row)
            return None
        self._results[row_name(table, row_id)] = MergedRow(
            row_name(table, row_id), row_name(table, equal_id)
        )
        self._revision.delete(table, row)
        return equal_id

    def _find_other(
        self, table: str, row_id: int, row: Mapping[str, Value]
    ) -> int | None:
        """Return the id of another row that equals one in every column, or None."""
        if table not in TABLES_OF_DISTINCT_ROWS:
            return None
        equal_rows = self._revision.find_equal(table, row)
        return next((equal.id for equal in equal_rows if equal.id != row_id), None)

    def _add_result(self, table: str, row: sqlite3.Row) -> None:
        has_name = table in ("region", "metric")
        name = f"{table} {row['name']}" if has_name else row_name(table, row["id"])
        self._results.setdefault(name, MergedRow(name))

    def _move_milestones(self, old: int, new: int) -> None:
        """Move the milestones of one target to another."""
        for milestone_id in self._select_ids(_MILESTONES, old):
            milestone = self._revision.get_row("milestone", milestone_id)
            if milestone is not None:
                self._move_milestone(milestone, new)

    def _move_milestone(self, milestone: sqlite3.Row, target_id: int) -> None:
        content = {name: milestone[name] for name in ("day", "value")}
        moved = {"target_id": target_id, **content}
        old_target = format_target_id(milestone["target_id"])
        new_target = format_target_id(target_id)
        name = f"milestone {milestone['day']} of {old_target}"
        self._results[name] = MergedRow(name, now_of=new_target)
        existing = self._connection.execute(_MILESTONE_OF_DAY, moved).fetchone()
        if existing is None:
            self._revision.update("milestone", milestone, moved)
        elif existing["value"] == milestone["value"]:
            self._revision.delete("milestone", milestone)
        else:
            raise Contradiction(
                Conflict.MERGED_MILESTONE,
                target=old_target,
                other=new_target,
                value=milestone["value"],
                day=milestone["day"],
                stored=existing["value"],
            )
