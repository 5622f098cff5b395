"""Conditions on the records to read, and their SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

_CONDITIONS = {
    "ids": "id IN (SELECT value FROM json_each(:ids))",
    "regions": "region_id IN (SELECT value FROM json_each(:regions))",
    "metrics": "metric_id IN (SELECT value FROM json_each(:metrics))",
    "scope": "scope = :scope",
    "plan": "plan = :plan",
    "owner": "instr(';' || owner || ';', ';' || :owner || ';') > 0",
    "source": "source = :source",
    "due_before": "deadline <> '' AND deadline < :due_before",
}


class Selection(NamedTuple):
    """Conditions on records; None is no condition."""

    ids: tuple[int, ...] | None = None
    regions: tuple[str, ...] | None = None
    metrics: tuple[str, ...] | None = None
    scope: str | None = None
    plan: str | None = None
    owner: str | None = None
    source: str | None = None
    due_before: date | None = None


EVERYTHING = Selection()


def build_condition(
    selection: Selection, find_ids: Callable[[str], Mapping[str, int]]
) -> tuple[str, dict[str, str | int]]:
    """Return the SQL of a selection and its parameters.

    `find_ids` finds the ids of regions or metrics by their names.
    """
    wanted = {
        key: value for key, value in selection._asdict().items() if value is not None
    }
    conditions = " AND ".join(_CONDITIONS[key] for key in wanted) or "TRUE"
    # Names are looked up here: in SQL that would cost four times the rest.
    for key in wanted.keys() & {"regions", "metrics"}:
        ids = find_ids(key)
        wanted[key] = tuple(ids[name] for name in wanted[key] if name in ids)
    parameters = {key: _sql_parameter(value) for key, value in wanted.items()}
    return conditions, parameters


def _sql_parameter(value: Any) -> str | int:  # noqa: ANN401 - any column type
    from json import dumps  # noqa: PLC0415 - only when something is filtered

    if isinstance(value, tuple):
        return dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else value
