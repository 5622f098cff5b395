"""Take the flags of statistical offices from beside a number: 12.3 b, 45 p."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from targetcli.model.records import FigureStatus

_STATUSES = {
    "p": FigureStatus.PRELIMINARY,
    "e": FigureStatus.PRELIMINARY,
    "f": FigureStatus.EXPECTED,
    "r": FigureStatus.REVISED,
}
# No magnitude and no unit is among these letters where a unit stands elsewhere.
_LETTERS = frozenset("bcdefnprsuz")


class FlaggedNumber(NamedTuple):
    """A number, and the letters beside it; "" for none."""

    number: str
    flag: str


def split_flag(cell: str, own: Mapping[str, str] = {}) -> FlaggedNumber:
    """Split the flag from a number; `own` are the flags that a map names.

    Letters that touch the number are a flag where they are no magnitude, as 300k is,
    and no exponent that was cut off, as 1e.

    >>> split_flag("12.3 b"), split_flag("300k").flag
    (FlaggedNumber(number='12.3', flag='b'), '')
    """
    match = _flagged().fullmatch(cell.strip())
    if match is None:
        return FlaggedNumber(cell, "")
    flag = match["flag"]
    touches = not match["gap"]
    letters = set(_STATUSES) - {"e"} if touches else _LETTERS
    if flag in own or set(flag) <= letters:
        return FlaggedNumber(match["number"], flag)
    return FlaggedNumber(cell, "")


def describe_flag(
    flag: str, note: str = "", own: Mapping[str, str] = {}
) -> dict[str, str]:
    """Return the status of a flag, or the note with the flag where it is none."""
    status = own.get(flag) or _STATUSES.get(flag)
    if status:
        return {"status": status}
    return {"note": f"{note} ({flag})" if note else f"({flag})"}


def read_flag(fields: dict[str, str]) -> dict[str, str]:
    """Return a figure with the flag beside its number as status or note.

    A figure without a unit of its own keeps its value: the letters may be the unit.
    """
    value = fields.get("value", "")
    unit = fields.get("unit", "").strip() if value[-1:].isalpha() else ""
    if not unit:
        return fields
    number, flag = split_flag(value)
    if not flag or flag == unit:
        return fields
    said = describe_flag(flag, fields.get("note", ""))
    status = fields.get("status", "").strip()
    return {**fields, "value": number, **said, **({"status": status} if status else {})}


@cache
def _flagged() -> re.Pattern[str]:
    number = r"[-+−]?[0-9](?:[0-9.,]*[0-9])?"
    return re.compile(rf"(?P<number>{number})(?P<gap> ?)(?P<flag>[a-z]{{1,3}})")
