"""Read a row of a plan's table: 指标, 2020年, 2025年, 年均或累计.

The last period is a target, the first its baseline; a yearly or cumulative value is a
target of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from targetcli.model.period_reader import read_period

Fields = dict[str, str]
_COMPARISONS = ("<", ">", "＜", "＞", "≤", "≥")


class PlanCell(NamedTuple):
    """A cell of a plan: its period, or else its heading, and what stands in it."""

    heading: str
    text: str


class PlanRow(NamedTuple):
    """A row of a plan: what its targets share, and its first, last and yearly cells."""

    common: Fields
    first: PlanCell
    last: PlanCell
    average: PlanCell


def list_plan_targets(row: PlanRow) -> Iterator[Fields]:
    """Yield the targets of a row: the last period, and what is yearly or together."""
    fields = row.common | _window(row.first.heading, row.last.heading)
    if row.last.text:
        yield fields | _read_baseline(row) | _read_end(row.last.text)
    if row.average.text:
        yield _read_average(fields, row)


def _read_end(text: str) -> Fields:
    if _is_worded(text):  # no number, and a target all the same
        return {"value": "", "as_written": text}
    return {"value": text}


def _read_baseline(row: PlanRow) -> Fields:
    if not row.first.text or _is_worded(row.first.text):
        return {}
    return {
        "baseline_value": row.first.text,
        "baseline_unit": row.common.get("unit", ""),
        "baseline_period": row.first.heading,
    }


def _window(first: str, last: str) -> Fields:
    """Return the window of a plan: from after its first period to its last."""
    start = date.fromordinal(read_period(first).end.toordinal() + 1)
    return {"window_start": start.isoformat(), "deadline": last}


def _is_worded(cell: str) -> bool:
    """Return True if a cell has no number: 与经济增长基本同步."""
    return not any(character.isdigit() for character in cell)


def _read_average(fields: Fields, row: PlanRow) -> Fields:
    """Return a target by its yearly or cumulative value: 〔13.5〕, 6.5, ＜5.5.

    In brackets stands what comes together over the whole window.
    """
    value = row.average.text
    if _is_worded(value):
        return fields | _read_end(value)
    match = _bracketed().fullmatch(value)
    if match is None:
        return _read_yearly(fields, value, row.average.heading)
    return _read_cumulative(fields, match["inside"], row.first.heading)


def _read_yearly(fields: Fields, value: str, heading: str) -> Fields:
    """Return a target by its yearly value.

    A metric that is named for its fall or rise says which way it moves, and so does a
    heading such as 年均增长; a level has the unit of its row.
    """
    name, movement = _split_movement(fields["metric"])
    is_compared = value.startswith(_COMPARISONS)
    if not movement and _yearly_growth().search(heading) and not is_compared:
        movement = "增长"
    if movement:
        moved = f"年均{movement}{value.rstrip('%％')}%"
        return _drop_unit(fields) | {"metric": name, "value": moved}
    unit = fields.get("unit", "")
    if unit in ("%", "") or is_compared:
        return fields | {"value": value}
    return _drop_unit(fields) | {"value": f"年均{value}{unit}"}


def _read_cumulative(fields: Fields, value: str, base: str) -> Fields:
    name, movement = _split_movement(fields["metric"])
    if not movement:
        return fields | {"value": value, "basis": "total"}
    moved = f"{movement}{value}{fields.get('unit', '')}"
    told = {"metric": name, "value": moved, "base_period": base, "basis": "growth"}
    return _drop_unit(fields) | told


def _drop_unit(fields: Fields) -> Fields:
    return {key: cell for key, cell in fields.items() if key != "unit"}


def _split_movement(metric: str) -> tuple[str, str]:
    match = _movement().search(metric)
    if match is None:
        return metric, ""
    falls = any(word in match[0] for word in ("降", "减少"))
    return metric[: match.start()], "下降" if falls else "增长"


@cache
def _yearly_growth() -> re.Pattern[str]:
    return re.compile(
        r"年均(?:增长|增速|增幅)|average (?:annual )?growth", re.IGNORECASE
    )


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"[〔\[【(（](?P<inside>.+)[〕\]】)）]")


@cache
def _movement() -> re.Pattern[str]:
    words = "降低|下降|减少|增长|提高|增加|降幅|增幅|增速"
    return re.compile(rf"(?:年均|累计)?(?:{words})(?:率|幅度)?$")
