"""Merging: every row that names one record comes to name another.

Rows that become equal in every column become one, as they would on import; what named
the one that is taken out then names the one that stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from targetcli.errors import Contradiction
from targetcli.model.records import format_target_id
from targetcli.model.units import UnitTable
from targetcli.store import rows
from targetcli.store.damaged_rows import row_name
from targetcli.store.revisions import Ledger
from targetcli.store.rows import Value

# Where a row says which record it is about: its table and the column.
_BY_ID = {
    "region": (("target", "region_id"), ("figure", "region_id")),
    "metric": (("target", "metric_id"), ("figure", "metric_id")),
    "source": (),
}
_BY_NAME = {
    "region": (("region", "parent"), ("identity", "whole_region")),
    "metric": (),
    "source": (
        *(("target", "source"), ("target", "withdrawn_source")),
        *(("figure", "source"), ("identity", "source")),
    ),
}
_IN_UNITS = (
    *(("target", "unit"), ("target", "baseline_unit"), ("figure", "unit")),
    ("metric", "unit"),
)
_MAY_BE_ONE = ("target", "figure", "identity")
_OWN = ("id", "revision", "digest")

_NAMING = 'SELECT id FROM {table} WHERE "{column}" = :value ORDER BY id'
_SPELLED = 'SELECT DISTINCT "{column}" FROM {table} WHERE "{column}" <> \'\''
_IDENTITIES = "SELECT id FROM identity ORDER BY id"
_EQUAL = "SELECT id FROM {table} WHERE id <> :id AND {equal}"
_MILESTONES = "SELECT id FROM milestone WHERE target_id = :value ORDER BY id"
_ALIKE = "SELECT * FROM milestone WHERE target_id = :target_id AND day = :day"


class Touched(NamedTuple):
    """A row that a merge changed.

    `same_as` names the one it became equal to and was taken out for; `now_of` the
    target that a milestone went over to.
    """

    record: str
    same_as: str = ""
    now_of: str = ""


class _Swap(NamedTuple):
    """In one column of one table, one value for another."""

    table: str
    column: str
    old: Value
    new: Value


def merge_named(
    ledger: Ledger, table: str, old: sqlite3.Row, into: sqlite3.Row
) -> tuple[Touched, ...]:
    """Let every row that names one region, metric or source name another; drop it.

    Raises `Contradiction` where two rows cannot become one.
    """
    swaps = [
        *(_Swap(*place, old["id"], into["id"]) for place in _BY_ID[table]),
        *(_Swap(*place, old["name"], into["name"]) for place in _BY_NAME[table]),
    ]
    merging = _Merging(ledger)
    if table == "region":
        merging.check_identities(old["name"], into["name"])
        merging.swap_parts(old["name"], into["name"])
    merging.swap(swaps)
    ledger.delete(table, old)
    return merging.touched


def merge_units(
    ledger: Ledger, units: UnitTable, word: str, into: str
) -> tuple[Touched, ...]:
    """Let every row in one unit be in another that is as much; both stay readable."""
    merging = _Merging(ledger)
    merging.swap(_spellings(ledger.connection, units, word, into))
    return merging.touched


def _spellings(
    connection: sqlite3.Connection, units: UnitTable, word: str, into: str
) -> Iterator[_Swap]:
    for table, column in _IN_UNITS:
        query = _SPELLED.format(table=table, column=column)
        for (text,) in connection.execute(query).fetchall():
            respelled = units.replace_word(text, word, into)
            if respelled != text:
                yield _Swap(table, column, text, respelled)


class _Merging:
    """Rows rewritten one by one, and what was done to each."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = ledger.connection
        self._told: dict[str, Touched] = {}

    @property
    def touched(self) -> tuple[Touched, ...]:
        """What was touched, each row once."""
        return tuple(self._told.values())

    def swap(self, swaps: Iterable[_Swap]) -> None:
        """Put one value for another wherever it stands."""
        for table, column, old, new in swaps:
            query = _NAMING.format(table=table, column=column)
            for row_id in self._ids(query, old):
                self._rewrite(table, row_id, {column: new})

    def swap_parts(self, old: str, new: str) -> None:
        """Put one region for another in the parts of every identity."""
        for row_id in self._ids(_IDENTITIES, None):
            row = self._ledger.row("identity", row_id)
            if row is None:
                continue
            identity = rows.identity_from(row)
            parts = tuple(
                part._replace(region=new) if part.region == old else part
                for part in identity.parts
            )
            if parts != identity.parts:
                text = "|".join(map(rows.place_text, parts))
                self._rewrite("identity", row_id, {"parts": text})

    def check_identities(self, old: str, new: str) -> None:
        """Refuse where an identity sets the two beside each other.

        Raises `Contradiction`.
        """
        for row_id in self._ids(_IDENTITIES, None):
            row = self._ledger.row("identity", row_id)
            if row is None:
                continue
            identity = rows.identity_from(row)
            places = [identity.whole, *identity.parts]
            named = [p._replace(region=new) if p.region == old else p for p in places]
            if len(set(named)) < len(set(places)):
                whole = rows.place_text(identity.whole)
                parts = " + ".join(map(rows.place_text, identity.parts))
                raise Contradiction(f"{old} is to be {new}", f"{whole} = {parts}")

    def _ids(self, query: str, value: Value) -> list[int]:
        found = self._connection.execute(query, {"value": value})
        return [row_id for (row_id,) in found]

    def _rewrite(self, table: str, row_id: int, changes: Mapping[str, Value]) -> None:
        row = self._ledger.row(table, row_id)
        if row is None:  # it became one with another
            return
        content = {name: row[name] for name in row.keys() if name not in _OWN}  # noqa: SIM118 - a Row iterates over its values
        new = {**content, **changes}
        same = self._equal(table, row_id, new) if table in _MAY_BE_ONE else None
        if same is None:
            self._ledger.update(table, row, new)
            self._tell(table, row)
            return
        self._told[row_name(table, row_id)] = Touched(
            row_name(table, row_id), row_name(table, same)
        )
        if table == "target":
            self._hand_over(row_id, same)
        self._ledger.delete(table, row)

    def _tell(self, table: str, row: sqlite3.Row) -> None:
        named = table in ("region", "metric")
        name = f"{table} {row['name']}" if named else row_name(table, row["id"])
        self._told.setdefault(name, Touched(name))

    def _equal(self, table: str, row_id: int, row: Mapping[str, Value]) -> int | None:
        equal = " AND ".join(f'"{name}" IS :{name}' for name in row)
        query = _EQUAL.format(table=table, equal=equal)
        found = self._connection.execute(query, {**row, "id": row_id}).fetchone()
        return None if found is None else int(found["id"])

    def _hand_over(self, old: int, new: int) -> None:
        """Let what stood on one target stand on the other."""
        self.swap([_Swap("target", "revises", old, new)])
        for milestone_id in self._ids(_MILESTONES, old):
            milestone = self._ledger.row("milestone", milestone_id)
            if milestone is not None:
                self._hand_over_milestone(milestone, new)

    def _hand_over_milestone(self, milestone: sqlite3.Row, target_id: int) -> None:
        content = {name: milestone[name] for name in ("day", "value")}
        moved = {"target_id": target_id, **content}
        name = f"milestone {milestone['day']} of {format_target_id(milestone['target_id'])}"
        self._told[name] = Touched(name, now_of=format_target_id(target_id))
        there = self._connection.execute(_ALIKE, moved).fetchone()
        if there is None:
            self._ledger.update("milestone", milestone, moved)
        elif there["value"] == milestone["value"]:
            self._ledger.delete("milestone", milestone)
        else:
            old, new = (
                format_target_id(milestone["target_id"]),
                format_target_id(target_id),
            )
            value = f"{milestone['value']} by {milestone['day']}"
            raise Contradiction(
                f"{old} would be the same as {new}: it is to have {value}",
                f"{new} is to have {there['value']} by then",
            )
